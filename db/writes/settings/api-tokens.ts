import { and, eq, gt, isNull, or } from 'drizzle-orm'
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
  expiresAt: Date | null
}

/** Returns the key's id, or null when its name is taken. What it does is done by a colleague of its name, whom nobody can mail. */
export async function insertToken(
  tx: Transaction,
  { scopes, ...token }: NewToken,
  now: Date,
): Promise<string | null> {
  const id = newId()
  const [row] = await tx
    .insert(apiTokens)
    .values({ id, ...token, scopes: [...scopes], createdAt: now })
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

/** A program whose key is one of ours. */
export type KnownToken = { id: string; name: string; scopes: ApiScope[] }

/** The key with this hash, now seen; null: there is none, or it has ended. */
export async function touchToken(db: Database, tokenHash: string, now: Date): Promise<KnownToken | null> {
  const { id, name, scopes, expiresAt } = apiTokens
  const isLive = or(isNull(expiresAt), gt(expiresAt, now))
  const [row] = await db
    .update(apiTokens)
    .set({ lastSeenAt: now })
    .where(and(eq(apiTokens.tokenHash, tokenHash), isLive))
    .returning({ id, name, scopes })
  return row ?? null
}
