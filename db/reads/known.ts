import { and, desc, eq, gt, inArray, isNotNull, isNull, max, ne, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Transaction } from '#db/client.ts'
import {
  affectedServers,
  alertLog,
  alerts,
  groups,
  maintenance,
  maintenanceServers,
  notices,
  posts,
  servers,
  sources,
  statusHistory,
} from '#db/schema.ts'
import type { Alert, LoggedAlert } from '#lib/rules/alert.ts'
import type { Known } from '#lib/rules/decide.ts'
import { flapSeconds } from '#lib/rules/flapping.ts'
import type { Incident } from '#lib/rules/incident.ts'
import type { Maintenance } from '#lib/rules/maintenance.ts'
import type { Policy } from '#lib/rules/policy.ts'
import { later } from '#lib/rules/time.ts'
import { readBeats } from './beats.ts'

/** The oldest lines of the alert log that wait for a decision, at most so many. */
export async function readPending(tx: Transaction, most: number): Promise<LoggedAlert[]> {
  const rows = await tx
    .select({ line: alertLog, isDebounced: sources.isDebounced })
    .from(alertLog)
    .innerJoin(sources, eq(sources.id, alertLog.sourceId))
    .where(isNull(alertLog.decidedAt))
    .orderBy(alertLog.sequence)
    .limit(most)
  return rows.map(({ line, isDebounced }) => {
    const {
      sequence,
      sourceId,
      serverId,
      fingerprint,
      kind,
      state,
      severity,
      summary,
      startsAt,
      endsAt,
      receivedAt,
    } = line
    if (!serverId || !fingerprint || !kind || !state || !severity || summary === null)
      throw new Error(`Alert log line ${sequence} waits for a decision, but lacks its server or its facts.`)
    return {
      ...{ sequence, sourceId, serverId, fingerprint, kind, state, severity, summary },
      ...{ startsAt, endsAt, receivedAt, isDebounced },
    }
  })
}

/** All that the decision about these lines rests on. Its cost follows what is open, and what ended just now. */
export async function readKnown(
  tx: Transaction,
  lines: readonly LoggedAlert[],
  policy: Policy,
  now: Date,
): Promise<Known> {
  const incidents = await readIncidents(tx)
  const current = [...(await readOpenEpisodes(tx)), ...(await readNamedEpisodes(tx, lines))]
  const windows = await readMaintenance(tx, now)
  const beats = await readBeats(tx)
  const troubled = unique([
    ...[...current, ...lines].map(item => item.serverId),
    ...incidents.flatMap(incident => incident.affected.map(row => row.serverId)),
  ])
  const ids = unique([
    ...troubled,
    ...windows.flatMap(window => window.serverIds),
    ...beats.map(beat => beat.serverId),
  ])
  const lately = await readEndedEpisodes(tx, troubled, later(now, -flapSeconds(policy)))
  return {
    ...{ incidents, maintenance: windows, beats },
    ...(await readServers(tx, ids)),
    alerts: [...new Map([...lately, ...current].map(alert => [alert.id, alert])).values()],
    statuses: await readStatuses(tx, ids),
    toldEnds: await readToldEnds(tx, troubled, later(now, -policy.quietMinutes * 60)),
    toldLately: await readToldLately(tx, later(now, -policy.breakerMinutes * 60)),
    suspectedAt: await readSuspectedAt(tx),
  }
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)]
}

/** One parameter for the whole list, however long it is. */
function listOf(values: readonly (string | number | null)[], type: string): SQL {
  return sql`${sql.param([...values])}::${sql.raw(type)}[]`
}

/** Unresolved incidents, and resolved ones of which customers still believe that a server is in trouble. */
async function readIncidents(tx: Transaction): Promise<Incident[]> {
  const untold = await tx
    .selectDistinct({ postId: affectedServers.postId })
    .from(affectedServers)
    .where(and(isNotNull(affectedServers.endedAt), ne(affectedServers.announcedImpact, 'operational')))
  const untoldIds = untold.map(row => row.postId)
  const open = await tx
    .select()
    .from(posts)
    .where(
      and(
        eq(posts.kind, 'incident'),
        untoldIds.length > 0
          ? or(isNull(posts.resolvedAt), inArray(posts.id, untoldIds))
          : isNull(posts.resolvedAt),
      ),
    )
    .orderBy(posts.startedAt, posts.id)
  const ids = open.map(post => post.id)
  const rows = await tx
    .select()
    .from(affectedServers)
    .where(sql`${affectedServers.postId} = any(${listOf(ids, 'text')})`)
    .orderBy(affectedServers.since, affectedServers.serverId)
  const byPost = Map.groupBy(rows, row => row.postId)
  return open.map(post => incidentOf(post, byPost.get(post.id) ?? []))
}

function incidentOf(
  post: typeof posts.$inferSelect,
  rows: readonly (typeof affectedServers.$inferSelect)[],
): Incident {
  const { id, slug, title, visibility, cause, groupId, startedAt, publishedAt, resolvedAt } = post
  const { touchedAt, resolutionProposedAt, nextUpdateAt, lastNoticeAt, breaker } = post
  return {
    ...{ id, slug, title, visibility, phase: post.phase ?? 'investigating', cause, groupId, startedAt },
    ...{ publishedAt, resolvedAt, touchedAt, resolutionProposedAt, nextUpdateAt, lastNoticeAt, breaker },
    affected: rows.map(({ postId: _, ...row }) => row),
  }
}

function readOpenEpisodes(tx: Transaction): Promise<Alert[]> {
  return tx.select().from(alerts).where(isNull(alerts.closedAt)).orderBy(alerts.startsAt, alerts.id)
}

/**
 * Of the fingerprints that the lines speak of: the very episodes, the newest one, and, where a line gives no start, all
 * that began since its receipt. However many there were before, no others can change.
 */
async function readNamedEpisodes(tx: Transaction, lines: readonly LoggedAlert[]): Promise<Alert[]> {
  if (lines.length === 0) return []
  const said = sql`unnest(
    ${listOf(
      lines.map(line => line.sourceId),
      'text',
    )},
    ${listOf(
      lines.map(line => line.fingerprint),
      'text',
    )},
    ${listOf(
      lines.map(line => (line.startsAt ?? line.receivedAt).toISOString()),
      'timestamptz',
    )},
    ${listOf(
      lines.map(line => (line.startsAt ? 'exact' : 'open')),
      'text',
    )}) as said(source_id, fingerprint, start, kind)`
  const family = sql`episode.source_id = said.source_id and episode.fingerprint = said.fingerprint`
  const ids = sql`
    select episode.id from ${said} join alerts episode on ${family} and episode.starts_at = said.start
    union
    select episode.id from ${said} join alerts episode on ${family} and episode.starts_at > said.start
      and said.kind = 'open'
    union
    select newest.id from (select distinct source_id, fingerprint from ${said}) said cross join lateral (
      select episode.id from alerts episode where ${family} order by episode.starts_at desc limit 1) newest`
  return tx.select().from(alerts).where(sql`${alerts.id} in (${ids})`).orderBy(alerts.startsAt, alerts.id)
}

/** Episodes of these servers that ended since then: they tell whether a server flaps. */
async function readEndedEpisodes(tx: Transaction, serverIds: string[], since: Date): Promise<Alert[]> {
  if (serverIds.length === 0) return []
  return tx
    .select()
    .from(alerts)
    .where(and(sql`${alerts.serverId} = any(${listOf(serverIds, 'text')})`, gt(alerts.closedAt, since)))
    .orderBy(alerts.startsAt, alerts.id)
}

/** Work that runs, is planned, or ended within the last day (its end may still have to be noticed). */
async function readMaintenance(tx: Transaction, now: Date): Promise<Maintenance[]> {
  const rows = await tx
    .select({ window: maintenance, serverId: maintenanceServers.serverId })
    .from(maintenance)
    .innerJoin(maintenanceServers, eq(maintenanceServers.maintenanceId, maintenance.id))
    .where(gt(maintenance.endsAt, later(now, -86_400)))
  return [...Map.groupBy(rows, row => row.window.id).values()].flatMap(([first, ...rest]) =>
    first ? [{ ...first.window, serverIds: [first, ...rest].map(row => row.serverId) }] : [],
  )
}

async function readServers(tx: Transaction, ids: string[]): Promise<Pick<Known, 'servers' | 'groups'>> {
  if (ids.length === 0) return { servers: [], groups: new Map() }
  const { id, hostname, label, groupId } = servers
  const rows = await tx
    .select({ id, hostname, label, groupId })
    .from(servers)
    .where(sql`${id} = any(${listOf(ids, 'text')})`)
  const member = alias(servers, 'member')
  const sizes = await tx
    .select({ id: groups.id, name: groups.name, size: sql<number>`count(${member.id})::int` })
    .from(groups)
    .leftJoin(member, and(eq(member.groupId, groups.id), isNull(member.retiredAt)))
    .groupBy(groups.id)
  return { servers: rows, groups: new Map(sizes.map(({ id, name, size }) => [id, { name, size }])) }
}

/** The last line of each server, by the index, however long its history is. */
async function readStatuses(tx: Transaction, ids: string[]): Promise<Known['statuses']> {
  if (ids.length === 0) return new Map()
  const { serverId, impact, cause, postId, at, sequence } = statusHistory
  const last = tx
    .select({ serverId, impact, cause, postId })
    .from(statusHistory)
    .where(sql`${serverId} = asked.id`)
    .orderBy(desc(at), desc(sequence))
    .limit(1)
    .as('last')
  const rows = await tx
    .select({ serverId: last.serverId, impact: last.impact, cause: last.cause, postId: last.postId })
    .from(sql`unnest(${listOf(ids, 'text')}) as asked(id)`)
    .crossJoinLateral(last)
  return new Map(rows.map(({ serverId, ...status }) => [serverId, status]))
}

/** The last end of each server's trouble that customers were told since then. */
async function readToldEnds(tx: Transaction, serverIds: string[], since: Date): Promise<Known['toldEnds']> {
  const { serverId, announcedAt, announcedImpact, impact } = affectedServers
  const rows = await tx
    .select({ serverId, at: announcedAt, impact })
    .from(affectedServers)
    .where(
      and(
        sql`${serverId} = any(${listOf(serverIds, 'text')})`,
        gt(announcedAt, since),
        eq(announcedImpact, 'operational'),
      ),
    )
    .orderBy(announcedAt)
  return new Map(rows.flatMap(row => (row.at ? [[row.serverId, { at: row.at, impact: row.impact }]] : [])))
}

/** Incidents whose bad news was told since then. */
async function readToldLately(tx: Transaction, since: Date): Promise<Set<string>> {
  const rows = await tx
    .selectDistinct({ postId: notices.postId })
    .from(notices)
    .where(and(gt(notices.createdAt, since), ne(notices.kind, 'held'), ne(notices.kind, 'ended')))
  return new Set(rows.map(row => row.postId))
}

async function readSuspectedAt(tx: Transaction): Promise<Date | null> {
  const [row] = await tx
    .select({ at: max(posts.startedAt) })
    .from(posts)
    .where(eq(posts.cause, 'no-data'))
  return row?.at ?? null
}
