import type { Database } from '#db/client.ts'
import { pauseRateLimit } from '#db/writes/sending/rate-limits.ts'
import type { Channels, TellResult } from '#lib/channels/channel.ts'
import { reminderMessage } from '#lib/channels/reminder-message.ts'
import { env } from '#lib/env.ts'
import { TryLater } from '#lib/faults/try-later.ts'
import { loadChannels } from '#lib/flows/sending/load-channels.ts'
import type { SendMail } from '#lib/mail/mail.ts'
import { renderReminder } from '#lib/mail/templates/render-reminder.tsx'
import { ourSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'
import { type BegunReminder, beginReminder } from './begin-reminder.ts'
import { settleReminder } from './settle-reminder.ts'

/** What became of it: settled needs no sending any more. */
type Sent = 'sent' | 'settled' | 'refused' | 'doubtful'

/**
 * Sends one message to one of the staff by one of their ways, unless all that it says is settled. Throws when it may work
 * later, so that the job is tried again with the same words.
 */
export async function sendReminder(
  db: Database,
  messageId: string,
  clock: () => Date,
  send: SendMail,
  given?: Channels,
): Promise<Sent> {
  const begun = await db.transaction(tx => beginReminder(tx, messageId, clock()))
  if (!begun) return 'settled'
  const result = await attempt(begun, send, given ?? (await loadChannels(db)), clock())
  if (
    result.is === 'retry' &&
    result.retryAfterSeconds !== null &&
    result.sharedBy !== null &&
    begun.destination
  )
    await pauseRateLimit(db, `${begun.destination.channel}:${result.sharedBy}`, result.retryAfterSeconds)
  const settled = await db.transaction(tx => settleReminder(tx, begun, result, clock()))
  if (settled === 'retry')
    throw new TryLater(
      `The reminder ${messageId} is tried again later. ${'reason' in result ? result.reason : ''}`,
    )
  return settled
}

async function attempt(
  begun: BegunReminder,
  send: SendMail,
  channels: Channels,
  now: Date,
): Promise<TellResult> {
  const { id: messageId, text, language, destination, email, decidedAt: at } = begun
  const site = { siteName: ourSite().name, siteUrl: env.SITE_URL }
  if (!destination) return mailed(await mailReminder(begun, send, email))
  const { channel, address, config } = destination
  const message = reminderMessage(language, { messageId, text, at, ...site })
  const sent = await channels[channel]?.send(message, { channel, address, config }, now)
  return sent ?? { is: 'refused', reason: wordsIn('en')('channels.off'), isGone: false }
}

async function mailReminder({ id, text, language }: BegunReminder, send: SendMail, to: string) {
  const { headline, lines, path } = text
  const rendered = await renderReminder(wordsIn(language), {
    siteName: ourSite().name,
    siteUrl: env.SITE_URL,
    headline,
    lines,
    deskUrl: `${env.SITE_URL}${path}`,
  })
  return send({ key: `reminder-${id}`, to, ...rendered, headers: { 'Auto-Submitted': 'auto-generated' } })
}

/** A mail's answer as that of any way. Each attempt is the same mail, so it may be made again. */
function mailed(result: Awaited<ReturnType<SendMail>>): TellResult {
  if (result.is !== 'retry') return result
  const { reason, retryAfterSeconds } = result
  return { is: 'retry', reason, retryAfterSeconds, mayBeTaken: false, sharedBy: null }
}
