import { and, eq, gt, like, lte } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { verifications } from '#db/schema/staff.ts'

/** What somebody was asked who is signing in: at the company, or by a passkey. */
export type AskKind = 'company' | 'passkey'

type Kept = { kind: AskKind; hash: string; value: string; expiresAt: Date }

/** Keeps what was asked until the answer comes, and forgets what was never answered. hash: of what knows it again. */
export async function keepAsk(
  tx: Transaction,
  { kind, hash, value, expiresAt }: Kept,
  now: Date,
): Promise<void> {
  await tx
    .delete(verifications)
    .where(and(like(verifications.identifier, `${kind}:%`), lte(verifications.expiresAt, now)))
  await tx
    .insert(verifications)
    .values({ identifier: `${kind}:${hash}`, value, expiresAt, createdAt: now, updatedAt: now })
}

/** What was kept, which this uses up; null: nothing, or it is too old. */
export async function claimAsk(
  tx: Transaction,
  { kind, hash }: Pick<Kept, 'kind' | 'hash'>,
  now: Date,
): Promise<string | null> {
  const isIt = eq(verifications.identifier, `${kind}:${hash}`)
  const [row] = await tx
    .delete(verifications)
    .where(and(isIt, gt(verifications.expiresAt, now)))
    .returning({ value: verifications.value })
  return row?.value ?? null
}
