import { oneByOne } from './one-by-one.ts'

/** How long one request may hold the process in one go; then all others have their turn. */
const longestStepMs = 5

/** All long work goes on one step after the other, with all else served in between: ten requests at once are no longer moment. */
const goOn = oneByOne()
const others = () => new Promise<void>(resolve => goOn(resolve))

/** Makes what a long work calls between its steps: it waits until others were served, where the work had its time. */
export function fairPauses(): () => Promise<void> | undefined {
  let beganAt = performance.now()
  return () => {
    if (performance.now() - beganAt < longestStepMs) return undefined
    return others().then(() => {
      beganAt = performance.now()
    })
  }
}

/** Runs work that stops at each yield. Between its steps others are served. */
export async function runFairly<T>(steps: Generator<void, T>): Promise<T> {
  const pauseFairly = fairPauses()
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    const wait = pauseFairly()
    if (wait) await wait
  }
}

/** Makes one thing of each other, in their order, while others are served in between. */
export function mapFairly<T, U>(list: readonly T[], make: (item: T, index: number) => U): Promise<U[]> {
  return runFairly(mapped(list, make))
}

function* mapped<T, U>(list: readonly T[], make: (item: T, index: number) => U): Generator<void, U[]> {
  const made: U[] = []
  for (const [index, item] of list.entries()) {
    made.push(make(item, index))
    yield
  }
  return made
}
