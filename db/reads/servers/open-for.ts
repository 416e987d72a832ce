import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { type ExaminedFor, readExaminedFor } from '#db/reads/agents/examined.ts'
import { type OpenPost, readOpenPosts } from '#db/reads/posts/open-posts.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { maintenanceOn, maintenancePhase } from '#lib/rules/maintenance/maintenance.ts'
import { type PublicStatus, readPublicStatus } from './public-status.ts'

/** What is open at a moment, for who asks about some servers. */
export type OpenFor = {
  /** By server, the worst first. */
  posts: ReadonlyMap<string, readonly OpenPost[]>
  /** Incidents that are on none of them. */
  elsewhere: OpenPost[]
  /** What staff have published of these servers: where something was looked for and not found. */
  examined: ExaminedFor[]
}

/** Reads what is open on these servers, and which incidents are open on others. */
export function readOpenFor(
  serverIds: readonly string[],
  now: Date,
  db: Database = getDatabase(),
): Promise<OpenFor> {
  return readSnapshot(db, async tx => {
    const status = await readPublicStatus(tx, now)
    const posts = new Map<string, readonly OpenPost[]>()
    for (const id of serverIds) posts.set(id, await readOpenOnServer(tx, status, id))
    const all = await readOpenPosts(tx, status)
    const isElsewhere = (post: OpenPost) => !post.serverIds.some(id => serverIds.includes(id))
    return {
      posts,
      elsewhere: all.filter(post => post.kind === 'incident' && isElsewhere(post)),
      examined: await readExaminedFor(tx, serverIds, now),
    }
  })
}

/** What is open on one server: of maintenance with turns, its own. */
export async function readOpenOnServer(
  tx: Transaction,
  status: PublicStatus,
  serverId: string,
): Promise<OpenPost[]> {
  const turns = status.maintenance
    .flatMap(each => maintenanceOn(each, serverId) ?? [])
    .filter(each => maintenancePhase(each, status.now) !== 'completed')
  const open = await readOpenPosts(tx, { ...status, maintenance: turns })
  return open.filter(post => post.serverIds.includes(serverId))
}
