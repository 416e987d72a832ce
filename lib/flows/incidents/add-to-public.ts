import type { Database } from '#db/client.ts'
import { readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { readShown } from '#db/reads/incidents/shown.ts'
import { moveBelongings, replaceAffected, writeMerger } from '#db/writes/incidents/merged.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { mergeAffected } from '#lib/rules/incidents/merger.ts'
import { earliest } from '#lib/rules/time/time.ts'

export type PublicAddition = {
  /** The held incident. */
  postId: string
  /** The public one. */
  intoId: string
  /** The servers that the person saw on the held one. */
  seenServerIds: readonly string[]
  staffId: string
}

/**
 * Adds the servers of a held finding to the public incident about the same one: their customers are told of it as of any new
 * server there. grown: another server has joined since the person looked; over: one of the two is not what it was.
 */
export function addToPublic(
  db: Database,
  { postId, intoId, seenServerIds, staffId }: PublicAddition,
  now: Date,
): Promise<'done' | 'grown' | 'over'> {
  const act = { postId, staffId, action: 'add-to-public' as const, facts: { intoId } }
  return changePost<'grown' | 'over'>(db, act, now, async tx => {
    const [held, shown] = [await readIncident(tx, postId), await readIncident(tx, intoId)]
    const isHeld = held?.visibility === 'held' && held.cause === 'suspicious-file' && !held.resolvedAt
    const isOpen = shown?.visibility === 'published' && shown.cause === 'suspicious-file' && !shown.resolvedAt
    if (!isHeld || !isOpen) return 'over'
    if (!held.servers.every(row => seenServerIds.includes(row.serverId))) return 'grown'
    const added = held.affected.filter(row => !row.endedAt)
    await replaceAffected(tx, intoId, mergeAffected(shown.affected, added))
    await replaceAffected(tx, postId, [])
    await moveBelongings(tx, postId, intoId)
    const times = {
      startedAt: earliest([held.startedAt, shown.startedAt]) ?? shown.startedAt,
      nextUpdateAt: shown.nextUpdateAt,
      lastNoticeAt: shown.lastNoticeAt,
    }
    await writeMerger(tx, { from: postId, into: intoId, staffId }, times, now)
    return readShown(tx, intoId)
  })
}
