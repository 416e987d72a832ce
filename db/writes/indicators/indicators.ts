import { eq, inArray, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { indicators } from '#db/schema/security/indicator.ts'
import { settings } from '#db/schema/setting.ts'
import type { ListVersion } from '#lib/rules/indicators/agent-list.ts'
import type { Sign, SignFacts } from '#lib/rules/indicators/indicator.ts'

/** "indi" as a number: the key of the advisory lock of whoever changes the list. */
const listKey = 0x69_6e_64_69

/** Waits until this transaction alone may change the list, and holds that until it ends. */
export async function lockIndicators(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${listKey})`)
}

/** Says that the list is the next one. The caller holds the lock. */
export async function writeListVersion(
  tx: Transaction,
  { version, issuedAt }: ListVersion,
  now: Date,
): Promise<void> {
  const value = { version, issuedAt: issuedAt.toISOString() }
  await tx
    .insert(settings)
    .values({ key: 'indicators', value, updatedAt: now })
    .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: now } })
}

/** Adds entries; of what is there already nothing changes. Returns how many were added. */
export async function insertSigns(
  tx: Transaction,
  entries: readonly (Sign & SignFacts)[],
  changedIn: number,
): Promise<number> {
  if (entries.length === 0) return 0
  const added = await tx
    .insert(indicators)
    .values(entries.map(entry => ({ ...entry, changedIn })))
    .onConflictDoNothing()
    .returning({ id: indicators.id })
  return added.length
}

/** Changes an entry. The caller holds the lock. */
export async function updateSign(
  tx: Transaction,
  id: string,
  { type, value, tag, note, reference, isPublic, isActive }: Sign & SignFacts,
  changedIn: number,
): Promise<void> {
  await tx
    .update(indicators)
    .set({ type, value, tag, note, reference, isPublic, isActive, changedIn })
    .where(eq(indicators.id, id))
}

/** Takes an entry out of the list; one that is gone is left alone. */
export async function deleteSign(tx: Transaction, id: string): Promise<void> {
  await tx.delete(indicators).where(eq(indicators.id, id))
}

/** Switches these entries. Returns how many have changed. */
export async function switchSigns(
  tx: Transaction,
  ids: readonly string[],
  change: Partial<Pick<SignFacts, 'isActive' | 'isPublic'>>,
  changedIn: number,
): Promise<number> {
  if (ids.length === 0) return 0
  const { rowCount } = await tx
    .update(indicators)
    .set({ ...change, changedIn })
    .where(inArray(indicators.id, [...ids]))
  return rowCount ?? 0
}
