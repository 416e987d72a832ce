/** Whether what is counted long is counted in full, as `npm run test:long` does; else there is enough of it to find a fault. */
const isFull = process.env.TEST_MEASURE === 'full'

export function measure(full: number, brief: number): number {
  return isFull ? full : brief
}

/** All cases in full, else the first of them: for what is tried in several ways of which each would find most faults. */
export function firstOf<T>(cases: readonly T[], brief = 1): readonly T[] {
  return cases.slice(0, measure(cases.length, brief))
}
