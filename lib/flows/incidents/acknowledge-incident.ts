import type { Database } from '#db/client.ts'
import { markAcknowledged } from '#db/writes/posts/posts.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'

export type Acknowledgement = { postId: string; staffId: string }

/** Says to the colleagues that a person looks at a held incident. Returns false when somebody does already, or it is not held. */
export function acknowledgeIncident(
  db: Database,
  { postId, staffId }: Acknowledgement,
  now: Date,
): Promise<boolean> {
  return db.transaction(async tx => {
    if (!(await markAcknowledged(tx, postId, 'held', staffId, now))) return false
    await writeAudit(tx, { at: now, staffId, action: 'acknowledge-incident', subject: `post ${postId}` })
    return true
  })
}
