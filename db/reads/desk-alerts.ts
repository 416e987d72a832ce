import { and, desc, eq, gt, ilike, inArray, isNotNull, or } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { alertLog, alerts, deliveries, type LogResult, posts, servers, sources } from '#db/schema.ts'

const linesShown = 100

export const logResults = [
  'accepted',
  'duplicate',
  'ignored',
  'unmatched',
  'rejected',
] as const satisfies readonly LogResult[]

/** What staff look for in the alert log. */
export type AlertFilter = { result: LogResult | null; text: string | null }

/** One line of the alert log with the incident it led to. */
export type DeskLogLine = typeof alertLog.$inferSelect & {
  sourceName: string
  serverLabel: string | null
  post: { id: string; title: string } | null
}

/** The latest 100 lines of the alert log that fit the filter. */
export async function readAlertLog(
  db: Database | Transaction,
  { result, text }: AlertFilter,
): Promise<DeskLogLine[]> {
  const rows = await db
    .select({
      ...{ line: alertLog, sourceName: sources.name, serverLabel: servers.label },
      ...{ postId: posts.id, title: posts.title },
    })
    .from(alertLog)
    .innerJoin(sources, eq(sources.id, alertLog.sourceId))
    .leftJoin(servers, eq(servers.id, alertLog.serverId))
    .leftJoin(alerts, eq(alerts.id, alertLog.alertId))
    .leftJoin(posts, eq(posts.id, alerts.postId))
    .where(and(result ? eq(alertLog.result, result) : undefined, text ? speaksOf(text) : undefined))
    .orderBy(desc(alertLog.sequence))
    .limit(linesShown)
  return rows.map(({ line, sourceName, serverLabel, postId, title }) => {
    return { ...line, sourceName, serverLabel, post: postId && title !== null ? { id: postId, title } : null }
  })
}

function speaksOf(text: string) {
  const pattern = `%${text.replace(/[\\%_]/g, match => `\\${match}`)}%`
  return or(
    ilike(alertLog.fingerprint, pattern),
    ilike(alertLog.host, pattern),
    ilike(alertLog.summary, pattern),
    ilike(servers.hostname, pattern),
  )
}

/** Alerts since then that named no server of ours: somebody has to add an alias. */
export function countUnmatched(db: Database | Transaction, since: Date): Promise<number> {
  return db.$count(alertLog, and(eq(alertLog.result, 'unmatched'), gt(alertLog.receivedAt, since)))
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
