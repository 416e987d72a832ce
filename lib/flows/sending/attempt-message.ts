import type { Database, Transaction } from '#db/client.ts'
import { type Attempt, lockAttempt, settleRefused } from '#db/writes/sending/batches.ts'
import { mailRefused } from '#db/writes/sending/deliveries.ts'
import { pauseRateLimit } from '#db/writes/sending/rate-limits.ts'
import type { Channels, TellResult } from '#lib/channels/channel.ts'
import { noteAnswer } from '#lib/flows/destinations/note-answer.ts'
import type { BatchResult } from '#lib/mail/mail.ts'
import { isRepeatable, sharedPause } from '#lib/rules/notices/delivery.ts'
import { saveResult } from './attempt-batch.ts'
import type { MessageAttempt } from './load-messages.ts'

/**
 * Tells a destination, outside of any transaction, and saves what became of it there and at its deliveries. All that share
 * a limit with it wait when it asks for a pause.
 */
export async function attemptMessage(
  db: Database,
  messageAttempt: MessageAttempt,
  channels: Channels,
  clock: () => Date,
): Promise<TellResult> {
  const { attempt, tries, mailId, destinationId, target, message } = messageAttempt
  const result = (await channels[target.channel]?.send(message, target, clock())) ?? notHere(target.channel)
  if (result.is === 'retry' && result.retryAfterSeconds !== null && result.sharedBy !== null) {
    const seconds = sharedPause(target.channel, result.retryAfterSeconds)
    await pauseRateLimit(db, `${target.channel}:${result.sharedBy}`, seconds)
  }
  const now = clock()
  const begun = { attempt, tries, mailIds: [mailId] }
  const isDoubtful = result.is === 'retry' && result.mayBeTaken && !isRepeatable(target.channel)
  await db.transaction(async tx => {
    // First the destination, as all do who change both: two that hold one each would wait for each other.
    await noteAnswer(tx, destinationId, result, now)
    if (isDoubtful) await settleDoubtful(tx, attempt, result.reason, now)
    else await saveResult(tx, begun, batchResult(result), now)
    if (result.is === 'refused') await mailRefused(tx, attempt.batchId, now)
  })
  return result
}

async function settleDoubtful(tx: Transaction, attempt: Attempt, reason: string, now: Date): Promise<void> {
  if (await lockAttempt(tx, attempt)) await settleRefused(tx, attempt.batchId, reason, now, 'doubtful')
}

/** Staff can correct it: the message waits. */
function notHere(channel: string): TellResult {
  const reason = `This installation has no ${channel}: set what it needs in the environment.`
  return { is: 'retry', reason, retryAfterSeconds: null, mayBeTaken: false, sharedBy: null }
}

function batchResult(result: TellResult): BatchResult {
  switch (result.is) {
    case 'sent':
      return { is: 'sent', providerIds: [result.providerId] }
    case 'retry': {
      const { is, reason, retryAfterSeconds, mayBeTaken } = result
      return { is, reason, retryAfterSeconds, isUntaken: !mayBeTaken }
    }
    case 'refused':
      return result
  }
}
