import { lt, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { type HandOverSecret, sealHandOver } from '#db/keys/hand-over.ts'
import { handOvers } from '#db/schema/reader.ts'
import { settings } from '#db/schema/setting.ts'
import type { Readership } from '#lib/rules/readers/readership.ts'

/** "read" as a number: the key of the advisory lock of whoever changes who may read. */
const readersKey = 0x72_65_61_64

/** Waits until this transaction alone may change who may read, and holds that until it ends. */
export async function lockReadership(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${readersKey})`)
}

export async function writeReadership(tx: Transaction, is: Readership, now: Date): Promise<void> {
  await putSetting(tx, 'readership', { is }, now)
}

/** The caller holds the lock. */
export async function writeHandOverSecrets(
  tx: Transaction,
  secrets: readonly HandOverSecret[],
  now: Date,
): Promise<void> {
  await putSetting(tx, 'hand-over', sealHandOver(secrets), now)
}

async function putSetting(tx: Transaction, key: string, value: unknown, now: Date): Promise<void> {
  await tx
    .insert(settings)
    .values({ key, value, updatedAt: now })
    .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: now } })
}

/** Whether nobody was let in by this hand-over before. Those that open nothing any more are forgotten. */
export async function useHandOver(
  tx: Transaction,
  hash: { idHash: string; forgetAt: Date },
  now: Date,
): Promise<boolean> {
  await tx.delete(handOvers).where(lt(handOvers.forgetAt, now))
  const rows = await tx
    .insert(handOvers)
    .values(hash)
    .onConflictDoNothing()
    .returning({ is: handOvers.idHash })
  return rows.length > 0
}
