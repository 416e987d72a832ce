import { and, eq } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { accounts } from '#db/schema/staff.ts'

/** The id of whom a company knows as this subject, who may have been removed since; null: nobody. */
export async function readCompanyMember(
  db: Database | Transaction,
  issuer: string,
  subject: string,
): Promise<string | null> {
  const [row] = await db
    .select({ id: accounts.userId })
    .from(accounts)
    .where(and(eq(accounts.providerId, issuer), eq(accounts.accountId, subject)))
  return row?.id ?? null
}
