import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Database, getDatabase } from '#db/client.ts'
import { readLanguageAt } from '#db/reads/destinations/destinations.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { outward } from '#lib/channels/outward/outward.ts'
import { type BotReply, listenToBot, replyTo, writerOf } from '#lib/channels/telegram/bot.ts'
import { env } from '#lib/env.ts'
import { offeredLanguages, readerLanguage } from '#lib/language.ts'
import { logSecurity } from '#lib/log/security.ts'
import { type Language, preferredLanguage } from '#lib/rules/languages/language.ts'
import { ourSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'

/** The start waits for Telegram no longer than this. */
const patienceMs = 5_000

/** Tells Telegram where our bot listens, where there is a bot and Telegram can reach us. Says on the log when it cannot. */
export async function startBot(db: Database, say: (line: string) => void): Promise<void> {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_BASE_URL: baseUrl, SITE_URL } = env
  if (!token || !SITE_URL.startsWith('https:')) return
  const at = { url: `${SITE_URL}/api/telegram`, secret: await botSecret(db) }
  const post = outward({ isPrivateAllowed: true, connectMs: patienceMs, wholeMs: patienceMs })
  const problem = await listenToBot({ token, baseUrl }, at, post)
  if (problem) say(`the Telegram bot does not answer /start, for Telegram refused its address: ${problem}`)
}

/** What our bot answers to an update, or null: nothing. forbidden: it is not Telegram that posts, and nothing is read. */
export async function answerBot(
  given: string,
  readUpdate: () => Promise<unknown>,
  db: Database = getDatabase(),
): Promise<BotReply | 'forbidden' | null> {
  const expected = Buffer.from(await botSecret(db))
  const actual = Buffer.from(given)
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) {
    logSecurity('signature-wrong', { of: 'telegram' })
    return 'forbidden'
  }
  const update = await readUpdate()
  return replyTo(wordsIn(await writerLanguage(db, update)), update, ourSite().name)
}

/** The language of who writes to our bot: what a subscriber in this chat has chosen, else that of their Telegram. */
async function writerLanguage(db: Database, update: unknown): Promise<Language> {
  const writer = writerOf(update)
  if (!writer) return ourSite().language
  const chosen = await readLanguageAt(db, 'telegram', writer.chat)
  return readerLanguage(chosen ?? preferredLanguage(writer.language, offeredLanguages()))
}

/** Telegram takes 1 to 256 characters of [A-Za-z0-9_-]. */
async function botSecret(db: Database): Promise<string> {
  return createHmac('sha256', (await readSecret(db)).present)
    .update('telegram bot')
    .digest('base64url')
}
