import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '#db/client.ts'
import { readNextDue } from '#db/reads/due.ts'
import { readPause, reserveTurns } from '#db/writes/paces.ts'
import type { Mailer } from '#lib/mail/letter.ts'
import { later } from '#lib/rules/time.ts'
import type { Parcel } from './open-batches.ts'
import { takeBatches } from './take-batches.ts'

/** Nobody waits inside a round for longer than this. */
const longestWaitSeconds = 2

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
  const count = perSecond === null ? most : Math.min(most, Math.max(1, Math.floor(perSecond * shortSeconds)))
  if (perSecond !== null) await pause((await reserveTurns(db, provider, perSecond, count)) * 1000)
  const parcels = await takeBatches(db, mailer, count, clock())
  return { parcels, wakeAt: clock() }
}
