import { and, eq } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { containmentLog } from '#db/schema/security/measure.ts'
import type { MeasureFacts } from '#lib/rules/containment/containment.ts'

/** Who enters it: one of the staff, or a program that knows it by a key of its own. */
export type MeasureOrigin = { staffId: string | null; sourceId: string | null; sourceKey: string | null }

/** Enters a measure. Returns false when this very one is there already. */
export async function insertMeasure(
  tx: Transaction,
  measure: { id: string } & MeasureFacts & MeasureOrigin,
  now: Date,
): Promise<boolean> {
  const rows = await tx
    .insert(containmentLog)
    .values({ ...measure, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: containmentLog.id })
  return rows.length > 0
}

/** A measure as it is now, locked; null: there is none. */
export async function lockMeasure(
  tx: Transaction,
  which: { id: string } | { sourceId: string; sourceKey: string },
): Promise<typeof containmentLog.$inferSelect | null> {
  const isIt =
    'id' in which
      ? eq(containmentLog.id, which.id)
      : and(eq(containmentLog.sourceId, which.sourceId), eq(containmentLog.sourceKey, which.sourceKey))
  const [row] = await tx.select().from(containmentLog).where(isIt).for('update')
  return row ?? null
}

type Change = Partial<MeasureFacts> & { withdrawnAt?: Date | null }

/** Changes a measure that the caller has locked. */
export async function updateMeasure(
  tx: Transaction,
  { id, version }: { id: string; version: number },
  change: Change,
): Promise<void> {
  await tx
    .update(containmentLog)
    .set({ ...change, version: version + 1 })
    .where(eq(containmentLog.id, id))
}
