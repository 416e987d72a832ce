import { sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { settings } from '#db/schema/setting.ts'
import type { KeptFirstRun } from '#lib/rules/settings/first-run.ts'

/** Adds to what is kept of the first steps; what stands there besides stays. */
export async function keepFirstRun(tx: Transaction, part: Partial<KeptFirstRun>, now: Date): Promise<void> {
  await tx
    .insert(settings)
    .values({ key: 'first-run', value: part, updatedAt: now })
    .onConflictDoUpdate({
      target: settings.key,
      set: { value: sql`${settings.value} || excluded.value`, updatedAt: now },
    })
}
