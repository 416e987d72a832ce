import type { Transaction } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { ownerOf, standIn } from '#db/keys/destination.ts'
import { changeDestination, lockDestination } from '#db/writes/destinations/destinations.ts'
import type { TellResult } from '#lib/channels/channel.ts'
import { quarantineAfter } from '#lib/rules/destinations/quarantine.ts'

/**
 * Remembers what a destination answered to a delivery, in the transaction that saves the delivery. One that fails too
 * often, or is gone, is quarantined, and its owner hears of it by mail.
 */
export async function noteAnswer(
  tx: Transaction,
  destinationId: string,
  result: TellResult,
  now: Date,
): Promise<void> {
  const destination = await lockDestination(tx, destinationId)
  if (destination?.state !== 'active') return
  const { channel, label, staffId } = destination
  const address = standIn(channel, destination.address)
  const before = destination.failedAt.map(at => new Date(at))
  if (result.is === 'sent' && before.length === 0) return
  const { failedAt, isQuarantined } = quarantineAfter(before, channel, result, now)
  await changeDestination(tx, destinationId, {
    failedAt: failedAt.map(at => at.toISOString()),
    error: result.is === 'sent' ? null : result.reason,
    ...(isQuarantined ? { state: 'quarantined', quarantinedAt: now } : {}),
  })
  if (!isQuarantined) return
  const end = {
    what: 'quarantined' as const,
    destinationId,
    subscriberId: ownerOf(destination),
    isStaff: staffId !== null,
    channel,
    address,
    label,
    at: now.toISOString(),
  }
  await queueJobs(tx, 'tell-owner', [end])
}
