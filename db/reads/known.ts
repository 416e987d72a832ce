import { and, desc, eq, gt, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import {
  affectedServers,
  alertLog,
  alerts,
  groups,
  maintenance,
  maintenanceServers,
  posts,
  servers,
  sources,
  statusHistory,
} from '#db/schema.ts'
import type { Alert, LoggedAlert } from '#lib/rules/alert.ts'
import type { Known } from '#lib/rules/decide.ts'
import type { Incident } from '#lib/rules/incident.ts'
import type { Maintenance } from '#lib/rules/maintenance.ts'

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

/** All that the decision about these lines rests on. Its cost follows what is open. */
export async function readKnown(tx: Transaction, lines: readonly LoggedAlert[], now: Date): Promise<Known> {
  const incidents = await readIncidents(tx)
  const episodes = await readEpisodes(tx, lines, incidents)
  const windows = await readMaintenance(tx, now)
  const serverIds = [
    ...episodes.map(alert => alert.serverId),
    ...lines.map(line => line.serverId),
    ...incidents.flatMap(incident => incident.affected.map(row => row.serverId)),
    ...windows.flatMap(window => window.serverIds),
  ]
  return {
    ...(await readServers(tx, [...new Set(serverIds)])),
    alerts: episodes,
    incidents,
    maintenance: windows,
    statuses: await readStatuses(tx, [...new Set(serverIds)]),
  }
}

/** Unresolved incidents, and resolved ones of which customers still believe that a server is in trouble. */
async function readIncidents(tx: Transaction): Promise<Incident[]> {
  const untold = tx
    .select({ postId: affectedServers.postId })
    .from(affectedServers)
    .where(and(isNotNull(affectedServers.endedAt), ne(affectedServers.announcedImpact, 'operational')))
  const open = await tx
    .select()
    .from(posts)
    .where(and(eq(posts.kind, 'incident'), or(isNull(posts.resolvedAt), inArray(posts.id, untold))))
    .orderBy(posts.startedAt, posts.id)
  const ids = open.map(post => post.id)
  const rows =
    ids.length > 0 ? await tx.select().from(affectedServers).where(inArray(affectedServers.postId, ids)) : []
  const byPost = Map.groupBy(rows, row => row.postId)
  return open.map(post => ({
    ...{
      id: post.id,
      slug: post.slug,
      title: post.title,
      visibility: post.visibility,
      phase: post.phase ?? 'investigating',
    },
    ...{ cause: post.cause, groupId: post.groupId, startedAt: post.startedAt, publishedAt: post.publishedAt },
    ...{
      resolvedAt: post.resolvedAt,
      touchedAt: post.touchedAt,
      resolutionProposedAt: post.resolutionProposedAt,
    },
    ...{ nextUpdateAt: post.nextUpdateAt, lastNoticeAt: post.lastNoticeAt },
    affected: (byPost.get(post.id) ?? []).map(({ postId: _, ...row }) => row),
  }))
}

/** Open episodes, those of the open incidents, and all of a fingerprint that a line speaks of. */
async function readEpisodes(
  tx: Transaction,
  lines: readonly LoggedAlert[],
  incidents: readonly Incident[],
): Promise<Alert[]> {
  const ids = incidents.map(incident => incident.id)
  const keys = lines.map(line => sql`(${line.sourceId}, ${line.fingerprint})`)
  return tx
    .select()
    .from(alerts)
    .where(
      or(
        isNull(alerts.closedAt),
        ids.length > 0 ? inArray(alerts.postId, ids) : undefined,
        keys.length > 0
          ? sql`(${alerts.sourceId}, ${alerts.fingerprint}) in (${sql.join(keys, sql`, `)})`
          : undefined,
      ),
    )
    .orderBy(alerts.startsAt, alerts.id)
}

/** Work that runs, is planned, or ended within the last day (its end may still have to be noticed). */
async function readMaintenance(tx: Transaction, now: Date): Promise<Maintenance[]> {
  const dayAgo = new Date(now.getTime() - 86_400_000)
  const rows = await tx
    .select({ window: maintenance, serverId: maintenanceServers.serverId })
    .from(maintenance)
    .innerJoin(maintenanceServers, eq(maintenanceServers.maintenanceId, maintenance.id))
    .where(gt(maintenance.endsAt, dayAgo))
  return [...Map.groupBy(rows, row => row.window.id).values()].flatMap(([first, ...rest]) =>
    first ? [{ ...first.window, serverIds: [first, ...rest].map(row => row.serverId) }] : [],
  )
}

async function readServers(
  tx: Transaction,
  ids: readonly string[],
): Promise<Pick<Known, 'servers' | 'groupNames'>> {
  if (ids.length === 0) return { servers: [], groupNames: new Map() }
  const rows = await tx
    .select({
      id: servers.id,
      hostname: servers.hostname,
      label: servers.label,
      groupId: servers.groupId,
      group: groups.name,
    })
    .from(servers)
    .leftJoin(groups, eq(groups.id, servers.groupId))
    .where(inArray(servers.id, [...ids]))
  const named = rows.flatMap(row => (row.groupId && row.group ? [[row.groupId, row.group] as const] : []))
  return { servers: rows, groupNames: new Map(named) }
}

async function readStatuses(tx: Transaction, ids: readonly string[]): Promise<Known['statuses']> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectDistinctOn([statusHistory.serverId])
    .from(statusHistory)
    .where(inArray(statusHistory.serverId, [...ids]))
    .orderBy(statusHistory.serverId, desc(statusHistory.at), desc(statusHistory.sequence))
  return new Map(rows.map(({ serverId, impact, cause, postId }) => [serverId, { impact, cause, postId }]))
}
