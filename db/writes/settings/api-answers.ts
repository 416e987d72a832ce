import { and, eq, lt } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { apiAnswers } from '#db/schema/api.ts'

export type NamedRequest = { tokenId: string; key: string }

const isOf = ({ tokenId, key }: NamedRequest) => and(eq(apiAnswers.tokenId, tokenId), eq(apiAnswers.key, key))

/** Forgets what was answered before that moment. */
export async function purgeAnswers(tx: Transaction, before: Date): Promise<void> {
  await tx.delete(apiAnswers).where(lt(apiAnswers.createdAt, before))
}

/** Returns whether nobody has begun to answer a request of this name. */
export async function beginAnswer(
  tx: Transaction,
  { tokenId, key, digest }: NamedRequest & { digest: string },
  now: Date,
): Promise<boolean> {
  const rows = await tx
    .insert(apiAnswers)
    .values({ tokenId, key, digest, createdAt: now })
    .onConflictDoNothing()
    .returning({ key: apiAnswers.key })
  return rows.length > 0
}

/** Begins anew what somebody began and never ended. */
export async function beginAnswerAgain(tx: Transaction, named: NamedRequest, now: Date): Promise<void> {
  await tx.update(apiAnswers).set({ createdAt: now }).where(isOf(named))
}

/** Keeps what a request was answered, for the same one that comes again. */
export async function keepAnswer(
  db: Database,
  named: NamedRequest,
  answer: { status: number; body: string },
): Promise<void> {
  await db.update(apiAnswers).set(answer).where(isOf(named))
}

/** Nothing was done, so the name is free again. */
export async function dropAnswer(db: Database, named: NamedRequest): Promise<void> {
  await db.delete(apiAnswers).where(isOf(named))
}
