import { eq, lt } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { subscriberFiles } from '#db/schema/subscriber.ts'

/** Keeps an uploaded file until it is applied. Returns its id. */
export async function keepSubscriberFile(
  tx: Transaction,
  { staffId, content }: { staffId: string; content: string },
  now: Date,
): Promise<string> {
  const [row] = await tx
    .insert(subscriberFiles)
    .values({ staffId, content, createdAt: now })
    .returning({ id: subscriberFiles.id })
  if (!row) throw new Error('A file was not kept.')
  return row.id
}

/** Returns whether it was there. */
export async function dropSubscriberFile(tx: Transaction, fileId: string): Promise<boolean> {
  const { rowCount } = await tx.delete(subscriberFiles).where(eq(subscriberFiles.id, fileId))
  return (rowCount ?? 0) > 0
}

/** Forgets files that nobody applied since then: they are full of addresses. */
export async function purgeSubscriberFiles(db: Database | Transaction, keptSince: Date): Promise<void> {
  await db.delete(subscriberFiles).where(lt(subscriberFiles.createdAt, keptSince))
}
