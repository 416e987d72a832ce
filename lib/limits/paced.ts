import { setTimeout as pause } from 'node:timers/promises'

/** No longer than this are others kept waiting. */
const stepMs = 5

/**
 * Does something with each item, at most this many a second, with all else served in between; the first moment's worth at
 * once. Items that are added meanwhile have their turn too, where the list shows them.
 */
export async function paced<Item>(
  items: Iterable<Item>,
  perSecond: number,
  act: (item: Item) => void,
): Promise<void> {
  const beganAt = performance.now()
  let done = 0
  for (const item of items) {
    const mostMs = performance.now() - beganAt + stepMs
    if (done >= (mostMs * perSecond) / 1000) await pause(stepMs)
    act(item)
    done += 1
  }
}
