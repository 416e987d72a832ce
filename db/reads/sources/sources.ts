import { and, eq, gt, isNotNull, isNull, or } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { unsealSource } from '#db/keys/signing.ts'
import { sources } from '#db/schema/source.ts'

export type Source = typeof sources.$inferSelect

/** The enabled source with this token's hash, or with it as the token before the last rotation while that is valid. */
export async function findSource(db: Database, tokenHash: string, now: Date): Promise<Source | undefined> {
  const isPrevious = and(eq(sources.previousTokenHash, tokenHash), gt(sources.previousTokenUntil, now))
  const [source] = await db
    .select()
    .from(sources)
    .where(and(or(eq(sources.tokenHash, tokenHash), isPrevious), isNull(sources.disabledAt)))
  return source && unsealSource(source)
}

/**
 * Enabled sources that sign, to be told apart by whose signature is right. Agents are not among them: they show their token,
 * and thousands of them would be tried for each request of a stranger.
 */
export async function readSigningSources(db: Database): Promise<Source[]> {
  const signing = await db
    .select()
    .from(sources)
    .where(and(isNotNull(sources.signing), isNull(sources.agentServerId), isNull(sources.disabledAt)))
  return signing.map(unsealSource)
}

/** A source by its id, or null. It holds the hash of its token and its signing secrets: for flows, never for a page. */
export async function readSource(db: Database, id: string): Promise<Source | null> {
  const [source] = await db.select().from(sources).where(eq(sources.id, id))
  return source ? unsealSource(source) : null
}

/** A source by its name, or null. The caller holds the lock. */
export async function readSourceNamed(tx: Transaction, name: string): Promise<{ id: string } | null> {
  const [row] = await tx.select({ id: sources.id }).from(sources).where(eq(sources.name, name))
  return row ?? null
}

/** A source as its row is now, with its secrets sealed, or null. The caller holds the lock, so nobody of the staff changes it meanwhile. */
export async function readWholeSource(
  tx: Transaction,
  id: string,
): Promise<typeof sources.$inferSelect | null> {
  const [row] = await tx.select().from(sources).where(eq(sources.id, id))
  return row ?? null
}
