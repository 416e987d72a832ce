import { and, eq } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { apiAnswers } from '#db/schema/api.ts'

export type StoredAnswer = Omit<typeof apiAnswers.$inferSelect, 'tokenId' | 'key'>

/** What a request of this name was answered, locked until the transaction ends; null: there was none. */
export async function lockAnswer(
  tx: Transaction,
  { tokenId, key }: { tokenId: string; key: string },
): Promise<StoredAnswer | null> {
  const { digest, status, body, createdAt } = apiAnswers
  const [row] = await tx
    .select({ digest, status, body, createdAt })
    .from(apiAnswers)
    .where(and(eq(apiAnswers.tokenId, tokenId), eq(apiAnswers.key, key)))
    .for('update')
  return row ?? null
}
