import { announcePages } from '#db/changes/announce.ts'
import type { Database } from '#db/client.ts'
import { markAcknowledged } from '#db/writes/posts/posts.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { deskPage, getShared } from '#lib/shared.ts'

export type Acknowledgement = { postId: string; staffId: string }

/** Says to the colleagues that a person looks at a held incident. changed-meanwhile: somebody does already, or it is not held. */
export async function acknowledgeIncident(
  db: Database,
  { postId, staffId }: Acknowledgement,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  const change = await db.transaction(async tx => {
    if (!(await markAcknowledged(tx, postId, 'held', staffId, now))) return null
    await writeAudit(tx, { at: now, staffId, action: 'acknowledge-incident', subject: `post ${postId}` })
    return announcePages(tx, [deskPage], now)
  })
  if (!change) return 'changed-meanwhile'
  await getShared().pages.refresh(change)
  return 'done'
}
