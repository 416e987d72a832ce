import type { PageChange } from '#lib/shared.ts'
import type { LiveStream } from './live-stream.ts'
import type { PageCache } from './page-cache.ts'

/** A process hears of its own change within moments of making it. So many changes are remembered until then. */
const mostRemembered = 1_000

/**
 * Brings the pages of a change up to date, and then names them to the readers who have them open. A change is known twice
 * in the process that made it, from the flow and from the database: it is rendered once, whichever comes first, and both
 * wait for it. So it is not lost either when the flow fails between its commit and its own word.
 */
export function createRefresh(pages: PageCache, live: LiveStream): (change: PageChange) => Promise<void> {
  const known = new Map<string, Promise<void>>()

  async function begin(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return
    await pages.invalidate(paths)
    live.send(paths)
  }

  return ({ id, paths }) => {
    const underWay = known.get(id)
    if (underWay) return underWay
    const begun = begin(paths)
    known.set(id, begun)
    const [oldest] = known.keys()
    if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest)
    return begun
  }
}
