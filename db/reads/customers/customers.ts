import { asc, eq } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { type ApiScope, apiTokens, customerFiles, customers } from '#db/schema/customer.ts'

export function countCustomers(db: Database): Promise<number> {
  return db.$count(customers)
}

/** The text of an uploaded file, or null: it was applied or dropped. */
export async function readFile(db: Database | Transaction, fileId: string): Promise<string | null> {
  const [row] = await db
    .select({ content: customerFiles.content })
    .from(customerFiles)
    .where(eq(customerFiles.id, fileId))
  return row?.content ?? null
}

export type ApiToken = { id: string; name: string; createdAt: Date; lastSeenAt: Date | null }

/** The tokens with which other systems change the map. */
export function readCustomerTokens(db: Database): Promise<ApiToken[]> {
  return readApiTokens(db, 'customers')
}

/** The tokens for one thing that other systems do. */
export function readApiTokens(db: Database, scope: ApiScope): Promise<ApiToken[]> {
  const { id, name, createdAt, lastSeenAt } = apiTokens
  return db
    .select({ id, name, createdAt, lastSeenAt })
    .from(apiTokens)
    .where(eq(apiTokens.scope, scope))
    .orderBy(asc(name))
}
