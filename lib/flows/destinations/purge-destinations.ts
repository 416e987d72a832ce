import type { Database } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { ownerOf, standIn } from '#db/keys/destination.ts'
import { deleteLeft, deleteStale, deleteTestMessages } from '#db/writes/destinations/destinations.ts'
import { pendingTooLong, quarantinedTooLong } from '#lib/rules/destinations/quarantine.ts'
import { oldestTestMessage } from '#lib/rules/destinations/verification.ts'

/**
 * Forgets the destinations that were quarantined for 90 days, whose owners hear of it by mail, those that were never
 * proven, those of who left, and test messages that count no more. Returns how many destinations that were.
 */
export function purgeDestinations(db: Database, now: Date): Promise<number> {
  return db.transaction(async tx => {
    const left = await deleteLeft(tx)
    const stale = await deleteStale(tx, quarantinedTooLong(now), pendingTooLong(now))
    const ends = stale
      .filter(row => row.state === 'quarantined')
      .map(row => ({
        what: 'purged' as const,
        destinationId: row.id,
        subscriberId: ownerOf(row),
        isStaff: row.staffId !== null,
        at: now.toISOString(),
        channel: row.channel,
        label: row.label,
        address: standIn(row.channel, row.address),
      }))
    await queueJobs(tx, 'tell-owner', ends)
    await deleteTestMessages(tx, oldestTestMessage(now))
    return stale.length + left
  })
}
