import { eq, inArray } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { settings } from '#db/schema/setting.ts'
import { CopyState } from '#lib/rules/mirror/copy-state.ts'

const prefix = 'copy '

/** What is known of the copy of this name, which nobody else changes meanwhile; null: nothing yet. */
export async function readCopy(tx: Transaction, name: string): Promise<CopyState | null> {
  const [row] = await tx
    .select()
    .from(settings)
    .where(eq(settings.key, prefix + name))
    .for('update')
  return row ? CopyState.parse(row.value) : null
}

/** What is known of the copies of these names. */
export async function readCopies(
  db: Database | Transaction,
  names: readonly string[],
): Promise<{ name: string; state: CopyState }[]> {
  if (names.length === 0) return []
  const keys = names.map(name => prefix + name)
  const rows = await db.select().from(settings).where(inArray(settings.key, keys))
  return rows.map(({ key, value }) => ({ name: key.slice(prefix.length), state: CopyState.parse(value) }))
}
