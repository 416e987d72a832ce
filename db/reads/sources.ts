import { timingSafeEqual } from 'node:crypto'
import { and, eq, gt, isNull, or } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { sources } from '#db/schema.ts'

export type Source = typeof sources.$inferSelect

/** The enabled source whose present or still valid previous token has this hash, or null. */
export async function findSource(db: Database, tokenHash: string, now: Date): Promise<Source | null> {
  const isPrevious = and(eq(sources.previousTokenHash, tokenHash), gt(sources.previousTokenUntil, now))
  const [source] = await db
    .select()
    .from(sources)
    .where(and(or(eq(sources.tokenHash, tokenHash), isPrevious), isNull(sources.disabledAt)))
  if (!source) return null
  // The index has found it by its hash; this compares once more without telling by its time how much is right.
  const candidates = [source.tokenHash, source.previousTokenHash].filter(hash => hash !== null)
  const given = Buffer.from(tokenHash)
  return candidates.some(hash => timingSafeEqual(Buffer.from(hash), given)) ? source : null
}
