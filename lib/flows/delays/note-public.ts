import type { Database } from '#db/client.ts'
import { addDelays } from '#db/writes/delays/delays.ts'
import { log } from '#lib/log/log.ts'
import { dayOfDelay, delayBucket } from '#lib/rules/delays/delay.ts'
import { deskPage, type PageChange } from '#lib/shared.ts'

/**
 * Measures how long alerts took until no reader could get an older page: those of a decision that has changed one. shown: resolves
 * at that moment. Never throws: a measurement that is lost harms nobody.
 */
export async function notePublic(
  db: Database,
  shown: Promise<void>,
  { paths }: PageChange,
  lines: readonly { receivedAt: Date }[],
): Promise<void> {
  await shown
  if (lines.length === 0 || !paths.some(path => path !== deskPage)) return
  // Measured by the clock of the moments of receipt.
  const now = Date.now()
  const buckets = Map.groupBy(lines, line => delayBucket(now - line.receivedAt.getTime()))
  const day = dayOfDelay(new Date(now))
  const counts = [...buckets].map(([bucket, { length: count }]) => {
    return { day, kind: 'public' as const, bucket, count }
  })
  await addDelays(db, counts).catch(error =>
    log.warn('how long alerts took could not be kept', { err: error }),
  )
}
