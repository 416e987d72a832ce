import type { Transaction } from '#db/client.ts'
import { type BegunMessage, readBegunMessages } from '#db/reads/sending/due-messages.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import type { Attempt } from '#db/writes/sending/batches.ts'
import { settleRefused, settleSkipped } from '#db/writes/sending/settled-batches.ts'
import { mailInstead } from '#db/writes/sending/settled-deliveries.ts'
import type { Message, SendTarget } from '#lib/channels/channel.ts'
import { messageOf } from '#lib/channels/notice-message.ts'
import { env } from '#lib/env.ts'
import { pagesIn } from '#lib/language.ts'
import { signLink } from '#lib/links.ts'
import { factsOf } from '#lib/rules/destinations/destination.ts'
import { isRepeatable } from '#lib/rules/notices/delivery.ts'
import type { LinkSecrets } from '#lib/rules/staff/link-secret.ts'

/** An attempt that has begun: one message to one destination. tries: of its deliveries so far. */
export type MessageAttempt = {
  attempt: Attempt
  tries: number
  mailId: string
  destinationId: string
  target: SendTarget
  message: Message
}

const lostReason = 'The attempt was cut off before its answer was known.'

/**
 * What is to be handed over now. What is told no more is settled: its reader has left, its post is hidden, its destination
 * is lost, or it may have arrived where nothing is told twice.
 */
export async function loadMessages(
  tx: Transaction,
  attempts: readonly Attempt[],
  now: Date,
): Promise<MessageAttempt[]> {
  if (attempts.length === 0) return []
  const secrets = await readSecret(tx)
  const rows = await readBegunMessages(
    tx,
    attempts.map(attempt => attempt.batchId),
  )
  const open = new Map(rows.map(row => [row.batchId, row]))
  const loaded: MessageAttempt[] = []
  for (const attempt of attempts) {
    const row = open.get(attempt.batchId)
    const end = endOf(row)
    if (end !== null) await mailInstead(tx, await settleSkipped(tx, attempt.batchId, end), now)
    else if (row?.channel && attempt.number > 1 && !isRepeatable(row.channel))
      await settleRefused(tx, attempt.batchId, lostReason, now, 'doubtful')
    else if (row) loaded.push(messageAttemptOf(attempt, row, secrets))
  }
  return loaded
}

function messageAttemptOf(attempt: Attempt, row: BegunMessage, secrets: LinkSecrets): MessageAttempt {
  const { mailId, destinationId, target, tries } = row
  if (!row.message || !mailId || !destinationId || !target)
    throw new Error(`Batch ${attempt.batchId} does not say what is told where.`)
  // Others read here too, so the link does nothing but end this: it opens nobody's preferences.
  const token = signLink(secrets, 'stop-destination', destinationId, null)
  const { language = 'en' } = row.message
  const pages = factsOf(target.channel).isForPrograms ? env.SITE_URL : pagesIn(language, env.SITE_URL)
  const message = messageOf(row.message, mailId, `${pages}/preferences/stop/${token}`)
  return { attempt, mailId, destinationId, target, message, tries: tries ?? 1 }
}

/** Why nothing is sent any more, or null. */
function endOf(row: BegunMessage | undefined): string | null {
  if (!row) return 'nothing of it is left'
  if (row.subscriberState !== 'confirmed') return `the subscriber is ${row.subscriberState ?? 'gone'}`
  if (row.visibility !== 'published') return `the post is ${row.visibility}`
  if (row.destinationState === null) return 'the destination was removed'
  return row.destinationState === 'active' ? null : `the destination is ${row.destinationState}`
}
