import type { Database } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { deleteMessagesToStaff } from '#db/writes/reminders/reminders.ts'
import { purgeBatches, purgeRateLimits, purgeTexts } from '#db/writes/sending/purge.ts'
import { bodiesTooOld, rateLimitsTooOld } from '#lib/rules/sending/keeping.ts'

/** Batches of one transaction: up to 5,000 mails, so that none of its locks lasts. */
const slice = 50
/** A job ends after this many slices, well within its time, and queues the next one. */
const mostSlices = 200

/**
 * Forgets what deliveries said more than 30 days ago: batches, texts, answers of attempts, messages to staff, and paces that
 * nobody uses. Each
 * slice is a transaction of its own, so killed at any moment it goes on where it was. Returns how many batches and texts.
 */
export async function purgeBodies(
  db: Database,
  now: Date,
  size = slice,
  most = mostSlices,
): Promise<{ batches: number; texts: number }> {
  const before = bodiesTooOld(now)
  const batches = await inSlices(size, most, () => purgeBatches(db, before, size))
  const texts = await inSlices(size, most, () => purgeTexts(db, before, size))
  await db.transaction(tx => deleteMessagesToStaff(tx, before))
  await purgeRateLimits(db, rateLimitsTooOld(now))
  if (Math.max(batches, texts) >= size * most) await db.transaction(tx => queueJobs(tx, 'purge-bodies', [{}]))
  return { batches, texts }
}

/** Goes on until a slice is not full. */
async function inSlices(size: number, most: number, purge: () => Promise<number>): Promise<number> {
  let sum = 0
  for (let count = 0; count < most; count++) {
    const purged = await purge()
    sum += purged
    if (purged < size) break
  }
  return sum
}
