import { and, desc, eq, gt, gte, ilike, inArray, isNotNull, lt, lte, or, type SQL } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { alertLog, alerts } from '#db/schema/alert.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { statusHistory } from '#db/schema/history.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import type { AlertKind, AlertState, LogResult } from '#lib/rules/alerts/alert.ts'
import type { Cause, Impact } from '#lib/rules/servers/status.ts'

const linesShown = 100

export const logResults = [
  'accepted',
  'duplicate',
  'ignored',
  'unmatched',
  'rejected',
] as const satisfies readonly LogResult[]

/** What staff look for in the alert log; null: anything. */
export type AlertFilter = {
  /** A host name or label of ours, or how the callers' own name begins. */
  server: string | null
  sourceId: string | null
  /** Exactly. */
  fingerprint: string | null
  /** In the summary, host or fingerprint. */
  text: string | null
  kind: AlertKind | null
  state: AlertState | null
  result: LogResult | null
  /** Received in this time, both ends included. */
  from: Date | null
  to: Date | null
  /** Older than this line. */
  before: number | null
}

export type LoggedLine = typeof alertLog.$inferSelect

/** One line of the alert log with the incident it led to. */
export type DeskLogLine = LoggedLine & {
  sourceName: string
  serverLabel: string | null
  serverHostname: string | null
  post: { id: string; title: string } | null
}

/** The latest 100 lines that fit the filter, and whether older ones do. */
export async function readAlertLog(
  db: Database | Transaction,
  filter: AlertFilter,
): Promise<{ lines: DeskLogLine[]; hasOlder: boolean }> {
  const lines = await readLines(db, and(...conditions(filter)), linesShown + 1)
  return { lines: lines.slice(0, linesShown), hasOlder: lines.length > linesShown }
}

/** One line by its number, or null. */
export async function readLogLine(db: Database | Transaction, sequence: number): Promise<DeskLogLine | null> {
  const [line] = await readLines(db, eq(alertLog.sequence, sequence), 1)
  return line ?? null
}

/** A change of a server's status in public. */
export type Caused = { sequence: number; at: Date; label: string; impact: Impact; cause: Cause | null }

/** The status changes that cite an episode as their cause, the earliest first. */
export function readCaused(db: Database | Transaction, alertId: string): Promise<Caused[]> {
  const { sequence, at, impact, cause } = statusHistory
  return db
    .select({ sequence, at, impact, cause, label: servers.label })
    .from(statusHistory)
    .innerJoin(servers, eq(servers.id, statusHistory.serverId))
    .where(eq(statusHistory.alertId, alertId))
    .orderBy(sequence)
}

async function readLines(
  db: Database | Transaction,
  which: SQL | undefined,
  most: number,
): Promise<DeskLogLine[]> {
  const rows = await db
    .select({
      line: alertLog,
      sourceName: sources.name,
      serverLabel: servers.label,
      serverHostname: servers.hostname,
      postId: posts.id,
      title: posts.title,
    })
    .from(alertLog)
    .innerJoin(sources, eq(sources.id, alertLog.sourceId))
    .leftJoin(servers, eq(servers.id, alertLog.serverId))
    .leftJoin(alerts, eq(alerts.id, alertLog.alertId))
    .leftJoin(posts, eq(posts.id, alerts.postId))
    .where(which)
    .orderBy(desc(alertLog.sequence))
    .limit(most)
  return rows.map(({ line, postId, title, ...named }) => {
    return { ...line, ...named, post: postId && title !== null ? { id: postId, title } : null }
  })
}

function conditions(filter: AlertFilter): (SQL | undefined)[] {
  const { server, sourceId, fingerprint, text, kind, state, result, from, to, before } = filter
  return [
    server === null ? undefined : isAbout(server),
    sourceId === null ? undefined : eq(alertLog.sourceId, sourceId),
    fingerprint === null ? undefined : eq(alertLog.fingerprint, fingerprint),
    text === null ? undefined : speaksOf(text),
    kind === null ? undefined : eq(alertLog.kind, kind),
    state === null ? undefined : eq(alertLog.state, state),
    result === null ? undefined : eq(alertLog.result, result),
    from === null ? undefined : gte(alertLog.receivedAt, from),
    to === null ? undefined : lte(alertLog.receivedAt, to),
    before === null ? undefined : lt(alertLog.sequence, before),
  ]
}

function isAbout(server: string) {
  return or(
    eq(servers.hostname, server.toLowerCase()),
    ilike(servers.label, literal(server)),
    ilike(alertLog.host, `${literal(server)}%`),
  )
}

function speaksOf(text: string) {
  const pattern = `%${literal(text)}%`
  return or(
    ilike(alertLog.fingerprint, pattern),
    ilike(alertLog.host, pattern),
    ilike(alertLog.summary, pattern),
    ilike(servers.hostname, pattern),
  )
}

/** A text in which a pattern's own signs stand for themselves. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, sign => `\\${sign}`)
}

/** Deliveries since then that did not get through: refused for good, or failing and tried again. */
export function countFailedDeliveries(db: Database | Transaction, since: Date): Promise<number> {
  return db.$count(
    deliveries,
    and(
      or(
        eq(deliveries.state, 'refused'),
        and(inArray(deliveries.state, ['queued', 'sending']), isNotNull(deliveries.error)),
      ),
      gt(deliveries.createdAt, since),
    ),
  )
}
