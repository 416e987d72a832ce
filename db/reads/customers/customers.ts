import { eq } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { customerFiles, customers } from '#db/schema/customer.ts'

/** How many domains the customer map has. */
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
