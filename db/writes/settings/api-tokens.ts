import { and, eq, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { apiTokens } from '#db/schema/api.ts'
import { staff } from '#db/schema/staff.ts'
import type { ApiScope } from '#lib/rules/settings/api-scope.ts'

/** expiresAt: null for a key that does not end by itself. */
export type NewToken = {
  name: string
  scopes: readonly ApiScope[]
  tokenHash: string
  tokenStart: string
  ownerId: string
  expiresAt: Date | null
  perMinute: number
  networks: readonly string[]
}

/** Returns the key's id, or null when its name is taken. What it does is done by a colleague of its name, whom nobody can mail. */
export async function insertToken(
  tx: Transaction,
  { scopes, networks, ...token }: NewToken,
  now: Date,
): Promise<string | null> {
  const id = newId()
  const [row] = await tx
    .insert(apiTokens)
    .values({ id, ...token, scopes: [...scopes], networks: [...networks], createdAt: now })
    .onConflictDoNothing({ target: apiTokens.name })
    .returning({ id: apiTokens.id })
  if (row)
    await tx
      .insert(staff)
      .values({ id, name: token.name, email: id, role: 'key', createdAt: now, updatedAt: now })
  return row?.id ?? null
}

/** Returns its name and what it might do, or null when it is gone. Its name stays on what it did. */
export async function deleteToken(
  tx: Transaction,
  tokenId: string,
): Promise<{ name: string; scopes: ApiScope[] } | null> {
  const { name, scopes } = apiTokens
  const [row] = await tx.delete(apiTokens).where(eq(apiTokens.id, tokenId)).returning({ name, scopes })
  return row ?? null
}

type TokenRow = typeof apiTokens.$inferSelect

/** A key for this transaction alone until it ends; null: it is gone. */
export async function lockToken(tx: Transaction, tokenId: string): Promise<TokenRow | null> {
  const [row] = await tx.select().from(apiTokens).where(eq(apiTokens.id, tokenId)).for('update')
  return row ?? null
}

/** Changes a key that the caller has locked. */
export async function changeToken(
  tx: Transaction,
  tokenId: string,
  change: Partial<Omit<TokenRow, 'id' | 'name'>>,
): Promise<void> {
  await tx.update(apiTokens).set(change).where(eq(apiTokens.id, tokenId))
}

/** Gives all keys of one of the staff to another. */
export async function giveKeys(tx: Transaction, fromId: string, toId: string): Promise<void> {
  await tx.update(apiTokens).set({ ownerId: toId }).where(eq(apiTokens.ownerId, fromId))
}

/** A use of a key. from: the address that it came from. isPrevious: by the secret before the last renewal. */
export type KeyUse = { id: string; tokenHash: string; from: string; isPrevious: boolean }

/**
 * Counts a request of a key, as rules/settings/api-key counts them, and notes its use; all processes count together.
 * Returns its requests in a minute and how many it had left before this one: below one it was not counted. null: it is gone, or has
 * another secret by now.
 */
export async function countKeyRequest(
  db: Database,
  { id, tokenHash, from, isPrevious }: KeyUse,
  now: Date,
): Promise<{ perMinute: number; left: number } | null> {
  const { perMinute, turns, turnsAt } = apiTokens
  const hash = isPrevious ? apiTokens.previousTokenHash : apiTokens.tokenHash
  const found = db.$with('found').as(
    db
      .select({
        id: apiTokens.id,
        left: sql<number>`least(${perMinute}, coalesce(${turns} + ${perMinute} / 60.0
          * greatest(0, extract(epoch from ${now}::timestamptz - ${turnsAt})), ${perMinute}))`.as('left'),
      })
      .from(apiTokens)
      .where(and(eq(apiTokens.id, id), eq(hash, tokenHash)))
      .for('update'),
  )
  const seen = isPrevious ? { previousSeenAt: now } : {}
  const [row] = await db
    .with(found)
    .update(apiTokens)
    .set({
      turns: sql`case when ${found.left} >= 1 then ${found.left} - 1 else ${found.left} end`,
      turnsAt: now,
      lastSeenAt: now,
      lastSeenFrom: from,
      ...seen,
    })
    .from(found)
    .where(eq(apiTokens.id, found.id))
    .returning({ perMinute, left: found.left })
  return row ? { perMinute: row.perMinute, left: Number(row.left) } : null
}
