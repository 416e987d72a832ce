import type { Database } from '#db/client.ts'
import { purgeReadings } from '#db/writes/servers/readings.ts'
import { readingsTooOld } from '#lib/rules/servers/reading.ts'

const hoursAtOnce = 5_000
/** 2,000 servers need one round an hour. */
const mostRounds = 20

/** Forgets what agents measured more than 90 days ago, in slices, so that no lock lasts. Returns how many hours of servers. */
export async function forgetReadings(db: Database, now: Date): Promise<number> {
  let sum = 0
  for (let round = 0; round < mostRounds; round += 1) {
    const purged = await purgeReadings(db, readingsTooOld(now), hoursAtOnce)
    sum += purged
    if (purged < hoursAtOnce) break
  }
  return sum
}
