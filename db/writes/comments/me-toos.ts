import { sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { meToos } from '#db/schema/comment.ts'

export type NewMeToo = { postId: string; serverId: string; browserHash: string; addressHash: string }

/** Waits until this transaction alone counts readers of this address, and holds that until it ends. */
export async function lockReaders(tx: Transaction, addressHash: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`readers ${addressHash}`}, 0))`)
}

/** Returns false when this browser said so already. */
export async function insertMeToo(tx: Transaction, meToo: NewMeToo, now: Date): Promise<boolean> {
  const rows = await tx
    .insert(meToos)
    .values({ ...meToo, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: meToos.id })
  return rows.length > 0
}
