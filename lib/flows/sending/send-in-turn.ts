import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '#db/client.ts'
import { readPause } from '#db/reads/sending/paces.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { reserveTurns } from '#db/writes/sending/paces.ts'
import { env } from '#lib/env.ts'
import type { Letter, Mailer, SendLetter, SendResult } from '#lib/mail/letter.ts'
import { withProof } from '#lib/mail/returned/proof.ts'
import { limited } from '#lib/mail/transport/limited.ts'
import { mailPace, sendLetter } from '#lib/mail/transport/send.ts'
import { heedAnswer } from './heed-answer.ts'

/** Letters that wait for a turn or are under way at once, in one process. */
const mostAtOnce = 5

/** A job waits no longer than this for the end of a pause; then it is tried again later. */
export const longestWaitSeconds = 45

type Pace = Pick<Mailer, 'provider' | 'perSecond'>

const known = new WeakMap<Database, SendLetter>()

/** Sends single letters, such as a confirmation, each when it is its turn at the provider. For jobs: it may take a minute. */
export function inTurn(db: Database): SendLetter {
  const existing = known.get(db)
  if (existing) return existing
  const made = limited(async letter => {
    const proven = withProof(letter, (await readSecret(db)).present, env.SITE_URL)
    return sendInTurn(db, proven, mailPace, sendLetter)
  }, mostAtOnce)
  known.set(db, made)
  return made
}

/** How many seconds nothing may be sent, or 0: whoever makes something for a letter alone need not make it yet. */
export async function pauseOfMail(db: Database): Promise<number> {
  return readPause(db, mailPace.provider)
}

/** Hands one letter over when it is its turn. While the provider wants a long pause, it is not asked at all. */
export async function sendInTurn(
  db: Database,
  letter: Letter,
  pace: Pace,
  send: SendLetter,
): Promise<SendResult> {
  const refused = await waitForTurn(db, pace)
  if (refused) return { is: 'retry', reason: refused, retryAfterSeconds: null, isUntaken: true }
  const result = await send(letter)
  await heedAnswer(db, pace.provider, result, new Date())
  return result
}

const lookAgainSeconds = 0.5

/**
 * A turn within a second, or the next one, is taken at once; for another one it waits. A mailing takes turns within two
 * seconds, one at a time: so a letter is soon heard, and a rush of letters never keeps a mailing out.
 * Returns why there was none, or null.
 */
async function waitForTurn(db: Database, { provider, perSecond }: Pace): Promise<string | null> {
  const nearSeconds = perSecond === null ? 0 : Math.min(longestWaitSeconds, Math.max(1, 1 / perSecond))
  for (let waited = 0; waited < longestWaitSeconds; waited += lookAgainSeconds) {
    const pauseSeconds = await readPause(db, provider)
    if (pauseSeconds > longestWaitSeconds)
      return `The provider (${provider}) wants a pause of ${Math.ceil(pauseSeconds)} seconds more.`
    const wait =
      perSecond === null ? pauseSeconds : await reserveTurns(db, provider, perSecond, 1, nearSeconds)
    await pause((wait ?? lookAgainSeconds) * 1000)
    if (wait !== null) return null
  }
  return `No turn at the provider (${provider}) within ${longestWaitSeconds} seconds.`
}
