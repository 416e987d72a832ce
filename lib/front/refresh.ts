import { pictureOf } from '#lib/documents/card/picture-of.ts'
import { deskPage, type PageChange, type Shared } from '#lib/shared.ts'
import type { BrandHosts } from './brands/brand-hosts.ts'
import type { Pages } from './exchange.ts'
import type { Gate } from './gate/gate.ts'
import type { KnownPages } from './known-pages.ts'
import type { LiveStream } from './live/live-stream.ts'

/** Stands for what is written for programs of the whole site: any change may be one of it. */
export const wholeSite = '/the-whole-site'

/** Lists all servers, so it changes with what servers there are, in which groups. */
const serverList = '/subscribe'

/** A process hears of its own change within moments of making it. This many changes are remembered until then. */
const mostRemembered = 1_000

/**
 * Brings the pages of a change up to date, and then names them to the readers who have them open; staff hear at once. A change is known twice
 * in the process that made it, from the flow and from the database: it is rendered once, whichever comes first, and both
 * wait for it. So it is not lost either when the flow fails between its commit and its own word. reloadSite: never throws.
 */
export function createRefresh(
  pages: Pick<Pages, 'invalidate'>,
  live: LiveStream,
  known: Pick<KnownPages, 'note' | 'groups'>,
  gate: Pick<Gate, 'readAgain'>,
  reloadSite: () => Promise<void> = async () => {},
  brands?: Pick<BrandHosts, 'touchedBy'>,
): Shared['pages'] & { made(mostMs: number): Promise<void> } {
  const begun = new Map<string, Promise<void>>()
  const unmade = new Set<Promise<void>>()

  async function begin(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return
    // Who may read is the first thing to know of a change that may be any.
    if (paths.includes('*') && (await gate.readAgain().catch(() => null)) !== 'public') live.sendReadersAway()
    // What all pages show, such as the name of the site, is known before they are made.
    if (paths.includes('*') || paths.includes(serverList)) await reloadSite()
    live.tellStaff()
    const shown = paths.filter(path => path !== deskPage)
    if (shown.length === 0) return
    known.note(shown)
    const changed = shown.includes('/') ? [...new Set([...shown, ...known.groups()])] : shown
    const touched = brands?.touchedBy(shown.includes(serverList) ? ['*'] : shown) ?? []
    await pages.invalidate([...changed, wholeSite, ...touched.map(({ base }) => base)])
    live.send(changed)
    for (const { id, paths: own } of touched) live.send(own, id)
    void pages.invalidate(changed.map(pictureOf))
  }

  async function made(mostMs: number): Promise<void> {
    if (unmade.size === 0) return
    const late = Promise.withResolvers<void>()
    const timer = setTimeout(late.resolve, mostMs)
    await Promise.race([Promise.allSettled(unmade), late.promise])
    clearTimeout(timer)
  }

  function refresh({ id, paths }: PageChange): Promise<void> {
    const underWay = begun.get(id)
    if (underWay) return underWay
    const refreshed = begin(paths)
    unmade.add(refreshed)
    const forget = () => unmade.delete(refreshed)
    refreshed.then(forget, forget)
    begun.set(id, refreshed)
    const [oldest] = begun.keys()
    if (begun.size > mostRemembered && oldest !== undefined) begun.delete(oldest)
    return refreshed
  }

  return { refresh, made }
}
