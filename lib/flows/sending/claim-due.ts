import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '#db/client.ts'
import { readNextDue } from '#db/reads/sending/due.ts'
import { readPause } from '#db/reads/sending/rate-limits.ts'
import { reserveSlots } from '#db/writes/sending/rate-limits.ts'
import type { Mailer } from '#lib/mail/mail.ts'
import { later } from '#lib/rules/time/time.ts'
import { claimBatches } from './claim-batches.ts'
import { presenceOf } from './heed-answer.ts'
import type { BatchAttempt } from './load-batches.ts'

/** Nobody waits inside a round for longer than this, or than two turns. */
const longestWaitSeconds = 2
/** When no turn is near, others have them: it asks again after this long. */
const lookAgainSeconds = 1

/** What is begun at once may go out within this time without being too much for the provider. */
const shortSeconds = 0.2

/**
 * Begins at most this many attempts of what is due, when it is our turn at the provider, and says when to look again.
 * The turn comes first, so that a batch is frozen only when it can go out at once.
 */
export async function claimDue(
  db: Database,
  mailer: Mailer,
  most: number,
  clock: () => Date,
): Promise<{ claimed: BatchAttempt[]; wakeAt: Date | null }> {
  const dueAt = await readNextDue(db, 'mail')
  if (!dueAt || dueAt > clock()) return { claimed: [], wakeAt: dueAt }
  const { provider, perSecond } = mailer
  const pauseSeconds = await readPause(db, provider)
  if (pauseSeconds > longestWaitSeconds) return { claimed: [], wakeAt: later(clock(), pauseSeconds) }
  const presence = presenceOf(db)
  const places = presence.placesFor(most, clock())
  if (places === 0) return { claimed: [], wakeAt: later(clock(), lookAgainSeconds) }
  const count =
    perSecond === null ? places : Math.min(places, Math.max(1, Math.floor(perSecond * shortSeconds)))
  const longest = perSecond === null ? longestWaitSeconds : Math.max(longestWaitSeconds, 2 / perSecond)
  const wait = perSecond === null ? pauseSeconds : await reserveSlots(db, provider, perSecond, count, longest)
  if (wait === null) {
    presence.giveBack()
    return { claimed: [], wakeAt: later(clock(), lookAgainSeconds) }
  }
  await pause(wait * 1000)
  const claimed = await claimBatches(db, mailer, count, clock())
  if (claimed.length === 0) presence.giveBack()
  return { claimed, wakeAt: clock() }
}
