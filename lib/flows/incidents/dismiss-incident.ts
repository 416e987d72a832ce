import { announcePages } from '#db/changes/announce.ts'
import type { Database } from '#db/client.ts'
import { lockDecider } from '#db/writes/decision/decider-lock.ts'
import { changeHeld, endAffected } from '#db/writes/posts/posts.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { deskPage, getShared } from '#lib/shared.ts'

export type Dismissal = { postId: string; staffId: string }

/**
 * Lays a held incident aside: no customer ever hears of it, so no public page is named as changed, which readers would hear.
 * changed-meanwhile: it is not held any more.
 */
export async function dismissIncident(
  db: Database,
  { postId, staffId }: Dismissal,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  const change = await db.transaction(async tx => {
    await lockDecider(tx)
    if (!(await changeHeld(tx, postId, { visibility: 'draft', resolvedAt: now }, now))) return null
    await endAffected(tx, postId, now)
    await writeAudit(tx, { at: now, staffId, action: 'dismiss-incident', subject: `post ${postId}` })
    return announcePages(tx, [deskPage], now)
  })
  if (!change) return 'changed-meanwhile'
  const { nudge, pages } = getShared()
  nudge?.()
  await pages.refresh(change)
  return 'done'
}
