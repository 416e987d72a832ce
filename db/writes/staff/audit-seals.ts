import { sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { auditSeals } from '#db/schema/staff.ts'

/** "seal" as a number: the key of the advisory lock of whoever goes on with the chain. */
const sealKey = 0x73_65_61_6c

/** Whether this transaction alone goes on with the chain, until it ends; false: another one does. */
export async function lockChain(tx: Transaction): Promise<boolean> {
  const { rows } = await tx.execute<{ is_mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(${sealKey}) as is_mine`,
  )
  return rows[0]?.is_mine ?? false
}

/** Adds seals to the end of the chain. */
export async function insertSeals(
  tx: Transaction,
  seals: readonly (typeof auditSeals.$inferInsert)[],
): Promise<void> {
  if (seals.length > 0) await tx.insert(auditSeals).values([...seals])
}

/**
 * Removes the lines from the beginning of the chain up to the first that was written at that time or later. The last one that
 * is sealed stays. Returns the position and hash of the last seal that went, and how many went; null: none.
 */
export async function purgeLines(
  tx: Transaction,
  before: Date,
): Promise<{ position: number; hash: string; count: number } | null> {
  const { rows } = await tx.execute<{ last: string; last_hash: string; removed: string }>(
    sql`select * from purge_audit(${before})`,
  )
  const [row] = rows
  return row ? { position: Number(row.last), hash: row.last_hash, count: Number(row.removed) } : null
}
