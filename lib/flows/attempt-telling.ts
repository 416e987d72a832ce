import type { Database } from '#db/client.ts'
import { mailRefused } from '#db/writes/deliveries.ts'
import type { Channels, TellResult } from '#lib/channels/channel.ts'
import type { BatchResult } from '#lib/mail/letter.ts'
import { saveResult } from './attempt-batch.ts'
import { noteAnswer } from './note-answer.ts'
import type { TellingParcel } from './open-tellings.ts'

/** Tells a destination, outside of any transaction, and saves what became of it there and at its deliveries. */
export async function attemptTelling(
  db: Database,
  parcel: TellingParcel,
  channels: Channels,
  clock: () => Date,
): Promise<TellResult> {
  const { attempt, tries, letterId, destinationId, target, telling } = parcel
  const result = (await channels[target.channel]?.send(telling, target)) ?? notHere(target.channel)
  const now = clock()
  await db.transaction(async tx => {
    // First the destination, as all do who change both: two that hold one each would wait for each other.
    await noteAnswer(tx, destinationId, result, now)
    await saveResult(tx, { attempt, tries, letterIds: [letterId] }, batchResult(result), now)
    if (result.is === 'refused') await mailRefused(tx, attempt.batchId, now)
  })
  return result
}

/** Staff can correct it: the telling waits. */
function notHere(channel: string): TellResult {
  const reason = `This installation has no ${channel}: set what it needs in the environment.`
  return { is: 'retry', reason, retryAfterSeconds: null, mayBeTaken: false }
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
