import type { Database } from '#db/client.ts'
import { readHeardSources, type Source } from '#db/reads/sources/sources.ts'
import { sharedOnce } from '#lib/shared.ts'

/** Sources by the hash of their tokens, as the database last said. Far more than a hoster has. */
const mostRemembered = 20_000

const held = sharedOnce('sources', () => ({ byHash: new Map<string, Source>() }))

/** Learns all enabled sources, for the time when nobody can be asked. What is disabled or rotated meanwhile is forgotten. */
export async function rememberSources(db: Database): Promise<void> {
  const found = await readHeardSources(db, mostRemembered)
  held.byHash = new Map(found.flatMap(source => hashesOf(source).map(hash => [hash, source])))
}

/** The source with this token's hash, as it was when the database was last asked, or null. */
export function recallSource(hash: string, now: Date): Source | null {
  const source = held.byHash.get(hash)
  if (!source) return null
  const isPrevious = hash !== source.tokenHash
  return isPrevious && (source.previousTokenUntil ?? now) <= now ? null : source
}

/** Those that sign. */
export function recallSigners(): Source[] {
  return [...new Set(held.byHash.values())].filter(({ signing }) => signing)
}

function hashesOf({ tokenHash, previousTokenHash }: Source): string[] {
  return previousTokenHash ? [tokenHash, previousTokenHash] : [tokenHash]
}
