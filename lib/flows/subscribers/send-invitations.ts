import type { Database } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { claimInvited, dropInvited } from '#db/writes/subscribers/given-subscribers.ts'
import { invitedPerMinute } from '#lib/rules/subscribers/given.ts'

/** Asks some more of the owners whose addresses staff have entered. Returns how many; called once a minute. */
export function sendInvitations(db: Database, now: Date, most = invitedPerMinute): Promise<number> {
  return db.transaction(async tx => {
    const ids = await claimInvited(tx, most, now)
    await queueJobs(
      tx,
      'ask-confirmation',
      ids.map(subscriberId => ({ subscriberId })),
    )
    return ids.length
  })
}

/** Asks nobody more of them. Returns how many were not asked yet. */
export function stopInvitations(db: Database, staffId: string, now: Date): Promise<number> {
  return db.transaction(async tx => {
    const count = await dropInvited(tx)
    if (count > 0)
      await writeAudit(tx, {
        at: now,
        staffId,
        action: 'stop-invitations',
        subject: 'subscribers',
        facts: { count },
      })
    return count
  })
}
