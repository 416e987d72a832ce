import { arrayContains, asc, eq } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { apiTokens } from '#db/schema/api.ts'
import type { ApiScope } from '#lib/rules/settings/api-scope.ts'

export type ApiToken = Omit<typeof apiTokens.$inferSelect, 'tokenHash'>

const { id, name, scopes, createdAt, lastSeenAt, expiresAt } = apiTokens
const columns = { id, name, scopes, createdAt, lastSeenAt, expiresAt }

/** The keys by name. scope: only those that may do this. */
export function readApiTokens(db: Database, scope?: ApiScope): Promise<ApiToken[]> {
  return db
    .select(columns)
    .from(apiTokens)
    .where(scope && arrayContains(scopes, [scope]))
    .orderBy(asc(name))
}

/** When the key with this hash ended; null: there is no such key, or it does not end by itself. */
export async function readTokenEnd(db: Database, tokenHash: string): Promise<Date | null> {
  const [row] = await db.select({ expiresAt }).from(apiTokens).where(eq(apiTokens.tokenHash, tokenHash))
  return row?.expiresAt ?? null
}
