/** Calls under way at once. */
const atOnce = 16

/** Runs a call for each item, a few at once. Rejects once those under way have ended, when one of them does. */
export async function inTurns<T>(items: Iterable<T>, run: (item: T) => Promise<void>): Promise<void> {
  const left = [...items][Symbol.iterator]()
  const work = async () => {
    for (const item of left) await run(item)
  }
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, work))
  for (const each of ended) if (each.status === 'rejected') throw each.reason
}
