import { and, desc, eq, gte, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { listOf } from '#db/reads/list-of.ts'
import { alertLog } from '#db/schema/alert.ts'
import { groups, servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import type { LoggedAlert } from '#lib/rules/alerts/alert.ts'
import type { DecisionInput } from '#lib/rules/decision/decide.ts'

/** What a decision takes of a line of the alert log, with its source. */
export const loggedFacts = {
  sequence: alertLog.sequence,
  sourceId: alertLog.sourceId,
  serverId: alertLog.serverId,
  fingerprint: alertLog.fingerprint,
  kind: alertLog.kind,
  state: alertLog.state,
  severity: alertLog.severity,
  isGuess: alertLog.isGuess,
  summary: alertLog.summary,
  startsAt: alertLog.startsAt,
  endsAt: alertLog.endsAt,
  receivedAt: alertLog.receivedAt,
  isDebounced: sources.isDebounced,
}

type Loose<Line, Name extends keyof Line> = Omit<Line, Name> & { [Key in Name]: Line[Key] | null }
type LoggedRow = Loose<LoggedAlert, 'serverId' | 'fingerprint' | 'kind' | 'state' | 'severity' | 'summary'>

/** The line as a decision takes it; null: it lacks its server, or its facts. */
export function wholeLine(line: LoggedRow): LoggedAlert | null {
  const { serverId, fingerprint, kind, state, severity, summary } = line
  if (!serverId || !fingerprint || !kind || !state || !severity || summary === null) return null
  return { ...line, serverId, fingerprint, kind, state, severity, summary }
}

/**
 * The newest lines of the alert log since then that were decided, at most this many, the oldest first. before: only those
 * with a lower number; null: all.
 */
export async function readDecidedLines(
  db: Database,
  since: Date,
  before: number | null,
  most: number,
): Promise<LoggedAlert[]> {
  const { sequence, sourceId, receivedAt, decidedAt } = alertLog
  const isBefore = before === null ? undefined : lt(sequence, before)
  const rows = await db
    .select(loggedFacts)
    .from(alertLog)
    .innerJoin(sources, eq(sources.id, sourceId))
    .where(and(gte(receivedAt, since), isNotNull(decidedAt), eq(alertLog.isTest, false), isBefore))
    .orderBy(desc(sequence))
    .limit(most)
  return rows.reverse().flatMap(line => wholeLine(line) ?? [])
}

/** These servers and all groups, as the decision sees them. */
export async function readWorld(
  db: Database,
  ids: ReadonlySet<string>,
): Promise<Pick<DecisionInput, 'servers' | 'groups'>> {
  const { id, hostname, label, groupId } = servers
  const all = await db
    .select({ id, hostname, label, groupId })
    .from(servers)
    .where(sql`${id} = any(${listOf([...ids], 'text')})`)
  const live = await db.select({ groupId }).from(servers).where(isNull(servers.retiredAt))
  const names = await db.select({ id: groups.id, name: groups.name }).from(groups)
  const size = (group: string) => live.filter(row => row.groupId === group).length
  return {
    servers: all,
    groups: new Map(names.map(group => [group.id, { name: group.name, size: size(group.id) }])),
  }
}
