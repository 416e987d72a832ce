import type { Database } from '#db/client.ts'
import { findSource, type Source } from '#db/reads/sources.ts'
import { hashToken, isSameHash } from '#lib/alerts/token.ts'

/** The source whose token this is: its present one, or during rotation the one before. null: nobody's. */
export async function authenticateSource(db: Database, token: string, now: Date): Promise<Source | null> {
  const hash = hashToken(token)
  const source = await findSource(db, hash, now)
  if (!source) return null
  const isOurs = isSameHash(hash, source.tokenHash) || isSameHash(hash, source.previousTokenHash ?? '')
  return isOurs ? source : null
}
