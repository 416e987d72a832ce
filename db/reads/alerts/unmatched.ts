import { and, desc, eq, gt, inArray, isNotNull, isNull, max, or, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { alertLog } from '#db/schema/alert.ts'
import { sources } from '#db/schema/source.ts'
import type { SourceReach } from '#lib/rules/sources/source.ts'

/** More names than this at once are a scanner gone wrong, not servers that are missing. */
const mostNames = 500

/** What came in lately under one name that no server had, as the callers wrote the name. */
export type UnmatchedName = {
  /** null: the alerts named no server. */
  host: string | null
  count: number
  lastSeenAt: Date
  sourceNames: string[]
  /** What the last of them said. */
  summary: string | null
}

/** Names under which alerts since then found no server, the latest first; at most 500. Disabled sources are left out, and whatever a default server answers for by now. */
export async function readUnmatchedNames(db: Database | Transaction, since: Date): Promise<UnmatchedName[]> {
  const named = db
    .select({
      host: alertLog.host,
      count: sql`count(*)::int`.mapWith(Number).as('lines'),
      last: max(alertLog.sequence).as('last'),
      sourceNames: sql<string[]>`array_agg(distinct ${sources.name})`.as('source_names'),
    })
    .from(alertLog)
    .innerJoin(sources, eq(sources.id, alertLog.sourceId))
    .where(
      and(
        eq(alertLog.result, 'unmatched'),
        isNull(alertLog.serverId),
        eq(alertLog.isTest, false),
        gt(alertLog.receivedAt, since),
        or(isNotNull(alertLog.host), isNull(sources.defaultServerId)),
        isNull(sources.disabledAt),
      ),
    )
    .groupBy(alertLog.host)
    .as('named')
  return db
    .select({
      host: named.host,
      count: named.count,
      sourceNames: named.sourceNames,
      lastSeenAt: alertLog.receivedAt,
      summary: alertLog.summary,
    })
    .from(named)
    .innerJoin(alertLog, eq(alertLog.sequence, named.last))
    .orderBy(desc(named.last))
    .limit(mostNames)
}

/** An unmatched line of the log that still stands: firing, and nothing later of its fingerprint says otherwise. */
export type WaitingLine = {
  line: typeof alertLog.$inferSelect
  source: SourceReach
  /** When it began: by its source, else by the first line of it that we received. */
  beganAt: Date
}

/** For each fingerprint that came under these names since then, its last line, when that is firing. Disabled sources are left out. */
export async function readWaitingLines(
  tx: Transaction,
  hosts: readonly string[],
  since: Date,
): Promise<WaitingLine[]> {
  if (hosts.length === 0) return []
  const family = sql`partition by ${alertLog.sourceId}, ${alertLog.fingerprint}`
  const lastEnd = sql`max(${alertLog.sequence}) filter (where ${alertLog.state} = 'resolved') over (${family})`
  const heard = tx
    .select({
      sequence: alertLog.sequence,
      lastEnd: sql`coalesce(${lastEnd}, 0)`.as('last_end'),
      receivedAt: alertLog.receivedAt,
      sourceId: alertLog.sourceId,
      fingerprint: alertLog.fingerprint,
    })
    .from(alertLog)
    .where(
      and(
        eq(alertLog.result, 'unmatched'),
        isNull(alertLog.serverId),
        eq(alertLog.isTest, false),
        inArray(alertLog.host, [...hosts]),
        gt(alertLog.receivedAt, since),
      ),
    )
    .as('heard')
  const newest = tx
    .select({
      sequence: sql<number>`max(${heard.sequence})`.mapWith(Number).as('standing'),
      firstReceivedAt: sql`min(${heard.receivedAt})`.mapWith(alertLog.receivedAt).as('first_received_at'),
    })
    .from(heard)
    .where(sql`${heard.sequence} > ${heard.lastEnd}`)
    .groupBy(heard.sourceId, heard.fingerprint)
    .as('waiting')
  const rows = await tx
    .select({
      line: alertLog,
      source: {
        boundServerIds: sources.boundServerIds,
        defaultServerId: sources.defaultServerId,
        agentServerId: sources.agentServerId,
      },
      firstReceivedAt: newest.firstReceivedAt,
    })
    .from(newest)
    .innerJoin(alertLog, eq(alertLog.sequence, newest.sequence))
    .innerJoin(sources, eq(sources.id, alertLog.sourceId))
    .where(isNull(sources.disabledAt))
    .orderBy(alertLog.sequence)
  return rows.map(({ firstReceivedAt, ...row }) => ({
    ...row,
    beganAt: row.line.startsAt ?? firstReceivedAt,
  }))
}
