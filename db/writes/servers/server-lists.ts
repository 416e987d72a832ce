import { eq, lt } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { serverLists } from '#db/schema/server.ts'

/** Keeps a list of servers until it is applied; those that were left lying go. Returns its id. */
export async function keepList(
  tx: Transaction,
  { staffId, content, keptSince }: { staffId: string; content: string; keptSince: Date },
  now: Date,
): Promise<string> {
  await tx.delete(serverLists).where(lt(serverLists.createdAt, keptSince))
  const [row] = await tx
    .insert(serverLists)
    .values({ staffId, content, createdAt: now })
    .returning({ id: serverLists.id })
  if (!row) throw new Error('A list was not kept.')
  return row.id
}

/** Forgets an uploaded list. */
export async function dropList(tx: Transaction, listId: string): Promise<void> {
  await tx.delete(serverLists).where(eq(serverLists.id, listId))
}
