/** Whether what is counted long is counted in full, as `npm run test:long` does; else there is enough of it to find a fault. */
const isFull = process.env.TEST_MEASURE === 'full'

export function measure(full: number, brief: number): number {
  return isFull ? full : brief
}
