import { and, eq, getTableColumns, gt, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { unsealSource } from '#db/keys/signing.ts'
import { serversVersion } from '#db/reads/servers/servers.ts'
import { sources } from '#db/schema/source.ts'

export type Source = typeof sources.$inferSelect

/** A source as it was found by a token, and the version that the servers had then, where it was asked for: see readServersVersion. */
export type FoundSource = { source: Source; serversVersion: string | null }

/**
 * The enabled sources with these tokens' hashes, or with one as the token before the last rotation while that is valid, by the
 * hash that was asked for. withServers: the version of the servers as well, for which all of them are looked at.
 */
export async function findSources(
  db: Database,
  tokenHashes: readonly string[],
  now: Date,
  withServers: boolean,
): Promise<Map<string, FoundSource>> {
  const rows = await finding(db).execute({ hashes: [...tokenHashes], now, withServers })
  const asked = new Set(tokenHashes)
  const found = new Map<string, FoundSource>()
  for (const { serversVersion, ...row } of rows) {
    const source = unsealSource(row)
    const { tokenHash, previousTokenHash, previousTokenUntil } = source
    const isPreviousGood = previousTokenUntil !== null && previousTokenUntil > now
    const each = { source, serversVersion }
    if (previousTokenHash && isPreviousGood && asked.has(previousTokenHash))
      found.set(previousTokenHash, each)
    if (asked.has(tokenHash)) found.set(tokenHash, each)
  }
  return found
}

type Finding = ReturnType<typeof prepareFinding>
const findings = new WeakMap<Database, Finding>()

/** Written out once: all that is sent comes through it. */
function finding(db: Database): Finding {
  const known = findings.get(db)
  if (known) return known
  const fresh = prepareFinding(db)
  findings.set(db, fresh)
  return fresh
}

function prepareFinding(db: Database) {
  const hashes = sql`any(${sql.placeholder('hashes')}::text[])`
  const isPrevious = and(
    eq(sources.previousTokenHash, hashes),
    gt(sources.previousTokenUntil, sql.placeholder('now')),
  )
  const version = sql<
    string | null
  >`case when ${sql.placeholder('withServers')}::boolean then ${serversVersion} end`
  return db
    .select({ ...getTableColumns(sources), serversVersion: version })
    .from(sources)
    .where(and(or(eq(sources.tokenHash, hashes), isPrevious), isNull(sources.disabledAt)))
    .prepare('find_sources')
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

/**
 * All enabled sources, those that were heard last first, for the time when nobody can be asked. Agents, of which there may be
 * thousands, are not among them: they keep what they found themselves.
 */
export async function readHeardSources(db: Database, most: number): Promise<Source[]> {
  const rows = await db
    .select()
    .from(sources)
    .where(and(isNull(sources.disabledAt), isNull(sources.agentServerId)))
    .orderBy(sql`${sources.lastSeenAt} desc nulls last`)
    .limit(most)
  return rows.map(unsealSource)
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
