import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '#db/client.ts'
import { readPause } from '#db/reads/sending/rate-limits.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { reserveSlots } from '#db/writes/sending/rate-limits.ts'
import { env } from '#lib/env.ts'
import type { Mail, Mailer, SendMail, SendResult } from '#lib/mail/mail.ts'
import { withProof } from '#lib/mail/returned/proof.ts'
import { limited } from '#lib/mail/transport/limited.ts'
import { mailRateLimit, sendMail } from '#lib/mail/transport/send.ts'
import { heedAnswer } from './heed-answer.ts'

/** Mails that wait for a turn or are under way at once, in one process. */
const mostAtOnce = 5

/** A job waits no longer than this for the end of a pause; then it is tried again later. */
export const longestWaitSeconds = 45

type Rate = Pick<Mailer, 'provider' | 'perSecond'>

const known = new WeakMap<Database, SendMail>()

/** Sends single mails, such as a confirmation, each when it is its turn at the provider. For jobs: it may take a minute. */
export function withinRate(db: Database, clock: () => Date): SendMail {
  const existing = known.get(db)
  if (existing) return existing
  const made = limited(async mail => {
    const proven = withProof(mail, (await readSecret(db)).present, mail.as?.url ?? env.SITE_URL)
    return sendWithinRate(db, proven, mailRateLimit, sendMail, clock)
  }, mostAtOnce)
  known.set(db, made)
  return made
}

/** How many seconds nothing may be sent, or 0: whoever makes something for a mail alone need not make it yet. */
export async function pauseOfMail(db: Database): Promise<number> {
  return readPause(db, mailRateLimit.provider)
}

/** Hands one mail over when it is its turn. While the provider asks for a long pause, it is not asked at all. */
export async function sendWithinRate(
  db: Database,
  mail: Mail,
  rate: Rate,
  send: SendMail,
  clock: () => Date,
): Promise<SendResult> {
  const refused = await waitForSlot(db, rate)
  if (refused) return { is: 'retry', reason: refused, retryAfterSeconds: null, isUntaken: true }
  const result = await send(mail)
  await heedAnswer(db, rate.provider, result, clock())
  return result
}

const lookAgainSeconds = 0.5

/**
 * A turn within a second, or the next one, is taken at once; for another one it waits. A mailing takes turns within two
 * seconds, one at a time: so a mail is soon heard, and a rush of mails never keeps a mailing out.
 * Returns why there was none, or null.
 */
async function waitForSlot(db: Database, { provider, perSecond }: Rate): Promise<string | null> {
  const nearSeconds = perSecond === null ? 0 : Math.min(longestWaitSeconds, Math.max(1, 1 / perSecond))
  for (let waited = 0; waited < longestWaitSeconds; waited += lookAgainSeconds) {
    const pauseSeconds = await readPause(db, provider)
    if (pauseSeconds > longestWaitSeconds)
      return `The provider (${provider}) asks for a pause of ${Math.ceil(pauseSeconds)} seconds more.`
    const wait =
      perSecond === null ? pauseSeconds : await reserveSlots(db, provider, perSecond, 1, nearSeconds)
    // A timer leaves out what is less than a millisecond.
    await pause(Math.ceil((wait ?? lookAgainSeconds) * 1000))
    if (wait !== null) return null
  }
  return `No turn at the provider (${provider}) within ${longestWaitSeconds} seconds.`
}
