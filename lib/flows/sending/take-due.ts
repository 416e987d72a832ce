import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '#db/client.ts'
import { readNextDue } from '#db/reads/sending/due.ts'
import { readPause } from '#db/reads/sending/paces.ts'
import { reserveTurns } from '#db/writes/sending/paces.ts'
import type { Mailer } from '#lib/mail/letter.ts'
import { later } from '#lib/rules/time/time.ts'
import { presenceOf } from './heed-answer.ts'
import type { Parcel } from './open-batches.ts'
import { takeBatches } from './take-batches.ts'

/** Nobody waits inside a round for longer than this, or than two turns. */
const longestWaitSeconds = 2
/** When no turn is near, others have them: it asks again after so long. */
const lookAgainSeconds = 1

/** What is begun at once may go out within this time without being too much for the provider. */
const shortSeconds = 0.2

/**
 * Begins at most so many attempts of what is due, when it is our turn at the provider, and says when to look again.
 * The turn comes first, so that a batch is fixed only when it can go out at once.
 */
export async function takeDue(
  db: Database,
  mailer: Mailer,
  most: number,
  clock: () => Date,
): Promise<{ parcels: Parcel[]; wakeAt: Date | null }> {
  const dueAt = await readNextDue(db, 'mail')
  if (!dueAt || dueAt > clock()) return { parcels: [], wakeAt: dueAt }
  const { provider, perSecond } = mailer
  const pauseSeconds = await readPause(db, provider)
  if (pauseSeconds > longestWaitSeconds) return { parcels: [], wakeAt: later(clock(), pauseSeconds) }
  const presence = presenceOf(db)
  const places = presence.placesFor(most, clock())
  if (places === 0) return { parcels: [], wakeAt: later(clock(), lookAgainSeconds) }
  const count =
    perSecond === null ? places : Math.min(places, Math.max(1, Math.floor(perSecond * shortSeconds)))
  const longest = perSecond === null ? longestWaitSeconds : Math.max(longestWaitSeconds, 2 / perSecond)
  const wait = perSecond === null ? pauseSeconds : await reserveTurns(db, provider, perSecond, count, longest)
  if (wait === null) {
    presence.giveBack()
    return { parcels: [], wakeAt: later(clock(), lookAgainSeconds) }
  }
  await pause(wait * 1000)
  const parcels = await takeBatches(db, mailer, count, clock())
  if (parcels.length === 0) presence.giveBack()
  return { parcels, wakeAt: clock() }
}
