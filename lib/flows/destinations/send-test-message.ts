import type { Database, Transaction } from '#db/client.ts'
import type { Destination } from '#db/keys/destination.ts'
import { countTestMessages } from '#db/reads/destinations/destinations.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { readSubscriber } from '#db/reads/subscribers/subscribing.ts'
import {
  activate,
  addTestMessage,
  changeDestination,
  lockTestMessages,
} from '#db/writes/destinations/destinations.ts'
import type { Channels } from '#lib/channels/channel.ts'
import { testMessageOf } from '#lib/channels/test-message.ts'
import { env } from '#lib/env.ts'
import { hashCode, newCode } from '#lib/identity/codes.ts'
import { pagesIn, readerLanguage } from '#lib/language.ts'
import { factsOf } from '#lib/rules/destinations/destination.ts'
import { codeMinutes, mayTry, needsCode, oldestTestMessage } from '#lib/rules/destinations/verification.ts'
import { type Language, staffLanguage } from '#lib/rules/languages/language.ts'
import { later } from '#lib/rules/time/time.ts'
import { ourSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'

/** Whether one more test message may be sent, for this transaction alone until it ends. */
export async function mayTryNow(
  tx: Transaction,
  of: { ownerId: string } & Pick<Destination, 'channel' | 'address'>,
  now: Date,
): Promise<boolean> {
  await lockTestMessages(tx)
  return mayTry(of.channel, await countTestMessages(tx, of, oldestTestMessage(now)))
}

/** Counts a test message and keeps its code. Returns the code, or null where none is needed. */
export async function beginTestMessage(
  tx: Transaction,
  destination: Destination,
  now: Date,
): Promise<string | null> {
  await addTestMessage(tx, destination, now)
  if (destination.state !== 'pending' || !needsCode(destination.channel)) return null
  const code = newCode()
  const codeHash = hashCode((await readSecret(tx)).present, destination.id, code)
  const codeExpiresAt = later(now, codeMinutes * 60)
  await changeDestination(tx, destination.id, { codeHash, codeExpiresAt, codeTries: 0 })
  return code
}

/** active: it works, and needs no more. code-sent: its reader has to type the code. */
export type Tried = 'active' | 'code-sent' | 'failed'

/** Sends a test message that was begun, and saves what came of it. A destination that takes a test is active again. */
export async function sendTestMessage(
  db: Database,
  destination: Destination,
  code: string | null,
  channels: Channels,
  now: Date,
): Promise<Tried> {
  const { id, channel, address, config } = destination
  const { language, siteUrl } = await readerAt(db, destination)
  const site = { siteName: ourSite().name, siteUrl }
  const message = testMessageOf(language, { destinationId: id, code, at: now, ...site })
  const result = await channels[channel]?.send(message, { channel, address, config }, now)
  return db.transaction(async tx => {
    if (result?.is !== 'sent') {
      await changeDestination(tx, id, { error: result?.reason ?? wordsIn('en')('channels.off') })
      return 'failed'
    }
    if (code) await changeDestination(tx, id, { error: null })
    else await activate(tx, id, now)
    return code ? 'code-sent' : 'active'
  })
}

/** In which language who has a destination reads, and where they do. A program reads English. */
async function readerAt(
  db: Database,
  { channel, subscriberId, staffId }: Destination,
): Promise<{ language: Language; siteUrl: string }> {
  if (factsOf(channel).isForPrograms) return { language: 'en', siteUrl: env.SITE_URL }
  if (subscriberId === null) {
    const member = (await readStaff(db)).find(({ id }) => id === staffId)
    return { language: staffLanguage(member?.language ?? null), siteUrl: env.SITE_URL }
  }
  const subscriber = await readSubscriber(db, subscriberId)
  const language = readerLanguage(subscriber?.language ?? null)
  return { language, siteUrl: pagesIn(language, env.SITE_URL) }
}
