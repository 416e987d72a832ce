import type { Transaction } from '#db/client.ts'
import { type OpenTelling, readOpenTellings } from '#db/reads/sending/tellings.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { type Attempt, settleRefused, settleSkipped } from '#db/writes/sending/batches.ts'
import { mailInstead } from '#db/writes/sending/deliveries.ts'
import type { Target, Telling } from '#lib/channels/channel.ts'
import { openTelling } from '#lib/channels/notice-telling.ts'
import { env } from '#lib/env.ts'
import { signLink } from '#lib/links.ts'
import { isRepeatable } from '#lib/rules/notices/delivery.ts'
import type { LinkSecrets } from '#lib/rules/staff/link-secret.ts'

/** An attempt that has begun: one telling to one destination. tries: of its deliveries so far. */
export type TellingParcel = {
  attempt: Attempt
  tries: number
  letterId: string
  destinationId: string
  target: Target
  telling: Telling
}

const lostReason = 'The attempt was cut off before its answer was known.'

/**
 * What is to be handed over now. What is told no more is settled: its reader has left, its post is hidden, its destination
 * is lost, or it may have arrived where nothing is told twice.
 */
export async function openTellings(
  tx: Transaction,
  attempts: readonly Attempt[],
  now: Date,
): Promise<TellingParcel[]> {
  if (attempts.length === 0) return []
  const secrets = await readSecret(tx)
  const rows = await readOpenTellings(
    tx,
    attempts.map(attempt => attempt.batchId),
  )
  const open = new Map(rows.map(row => [row.batchId, row]))
  const parcels: TellingParcel[] = []
  for (const attempt of attempts) {
    const row = open.get(attempt.batchId)
    const end = endOf(row)
    if (end !== null) await mailInstead(tx, await settleSkipped(tx, attempt.batchId, end), now)
    else if (row?.channel && attempt.number > 1 && !isRepeatable(row.channel))
      await settleRefused(tx, attempt.batchId, lostReason, now, 'doubtful')
    else if (row) parcels.push(parcelOf(attempt, row, secrets))
  }
  return parcels
}

function parcelOf(attempt: Attempt, row: OpenTelling, secrets: LinkSecrets): TellingParcel {
  const { letterId, destinationId, target, tries } = row
  if (!row.telling || !letterId || !destinationId || !target)
    throw new Error(`Batch ${attempt.batchId} does not say what is told where.`)
  // Others read here too, so the link does nothing but end this: it opens nobody's preferences.
  const token = signLink(secrets, 'stop-destination', destinationId, null)
  const telling = openTelling(row.telling, letterId, `${env.SITE_URL}/preferences/stop/${token}`, 'en')
  return { attempt, letterId, destinationId, target, telling, tries: tries ?? 1 }
}

/** Why nothing is sent any more, or null. */
function endOf(row: OpenTelling | undefined): string | null {
  if (!row) return 'nothing of it is left'
  if (row.subscriberState !== 'confirmed') return `the subscriber is ${row.subscriberState ?? 'gone'}`
  if (row.visibility !== 'published') return `the post is ${row.visibility}`
  if (row.destinationState === null) return 'the destination was removed'
  return row.destinationState === 'active' ? null : `the destination is ${row.destinationState}`
}
