import { and, eq } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { apiTokens } from '#db/schema/customer.ts'
import type { ApiScope } from '#lib/rules/settings/api-scope.ts'

export type NewToken = { name: string; scope: ApiScope; tokenHash: string }

/** Returns the token's id, or null when its name is taken. */
export async function insertToken(tx: Transaction, token: NewToken, now: Date): Promise<string | null> {
  const [row] = await tx
    .insert(apiTokens)
    .values({ ...token, createdAt: now })
    .onConflictDoNothing({ target: apiTokens.name })
    .returning({ id: apiTokens.id })
  return row?.id ?? null
}

/** Returns the scope that it had, or null when it is gone. */
export async function deleteToken(tx: Transaction, tokenId: string): Promise<ApiScope | null> {
  const [row] = await tx
    .delete(apiTokens)
    .where(eq(apiTokens.id, tokenId))
    .returning({ scope: apiTokens.scope })
  return row?.scope ?? null
}

/** The token of this scope with this hash, now seen; null: there is none. */
export async function touchToken(
  db: Database,
  { tokenHash, scope }: Pick<NewToken, 'tokenHash' | 'scope'>,
  now: Date,
): Promise<{ id: string; name: string } | null> {
  const [row] = await db
    .update(apiTokens)
    .set({ lastSeenAt: now })
    .where(and(eq(apiTokens.tokenHash, tokenHash), eq(apiTokens.scope, scope)))
    .returning({ id: apiTokens.id, name: apiTokens.name })
  return row ?? null
}
