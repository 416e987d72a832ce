import { asc, eq } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { apiTokens } from '#db/schema/customer.ts'
import type { ApiScope } from '#lib/rules/settings/api-scope.ts'

export type ApiToken = { id: string; name: string; createdAt: Date; lastSeenAt: Date | null }

/** The tokens for one thing that other systems do. */
export function readApiTokens(db: Database, scope: ApiScope): Promise<ApiToken[]> {
  const { id, name, createdAt, lastSeenAt } = apiTokens
  return db
    .select({ id, name, createdAt, lastSeenAt })
    .from(apiTokens)
    .where(eq(apiTokens.scope, scope))
    .orderBy(asc(name))
}
