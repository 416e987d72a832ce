import { sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { delays } from '#db/schema/uptime.ts'
import type { DelayCount } from '#lib/rules/delays/delay.ts'

/** Adds to what is counted. Each row names another bucket. */
export async function addDelays(db: Database, counts: readonly DelayCount[]): Promise<void> {
  if (counts.length === 0) return
  await db
    .insert(delays)
    .values([...counts])
    .onConflictDoUpdate({
      target: [delays.day, delays.kind, delays.bucket],
      set: { count: sql`${delays.count} + excluded.count` },
    })
}
