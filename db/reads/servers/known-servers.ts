import { and, asc, eq, isNull, ne, not, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isMaintenanceOver } from '#db/conditions/maintenance-over.ts'
import { isAmong } from '#db/reads/list-of.ts'
import { alerts } from '#db/schema/alert.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'
import { overrunLimit } from '#lib/rules/maintenance/maintenance.ts'
import type { KnownServer, ServerHold } from '#lib/rules/servers/server-plan.ts'

/** All servers, retired ones too, as a plan of changes compares them. */
export function readKnownServers(tx: Database | Transaction): Promise<KnownServer[]> {
  const { id, hostname, label, aliases, ips, formerNames, groupId, note, retiredAt, version } = servers
  return tx
    .select({ id, hostname, label, aliases, ips, formerNames, groupId, note, retiredAt, version })
    .from(servers)
    .orderBy(asc(servers.position), asc(label), asc(id))
}

export type PlacedGroup = { id: string; name: string; slug: string; position: number }

/** All groups in the order of staff. */
export function readGroups(tx: Database | Transaction): Promise<PlacedGroup[]> {
  const { id, name, slug, position } = groups
  return tx.select({ id, name, slug, position }).from(groups).orderBy(asc(position), asc(name))
}

/** isPlanned: it is work on the server that has not begun. */
export type KnownHold = ServerHold & { isPlanned: boolean }

/** What is not over and names servers: incidents on them, and work that runs or is planned. */
export async function readHolds(tx: Database | Transaction, now: Date): Promise<KnownHold[]> {
  const { id: postId, title } = posts
  const incidents = await tx
    .select({ serverId: affectedServers.serverId, postId, title, isPlanned: sql<boolean>`false` })
    .from(affectedServers)
    .innerJoin(posts, eq(posts.id, affectedServers.postId))
    .where(and(isNull(affectedServers.endedAt), isNull(posts.resolvedAt), ne(posts.visibility, 'draft')))
    .orderBy(posts.startedAt, posts.id)
  const isPlanned = sql<boolean>`${maintenanceServers.startsAt} > ${now.toISOString()}::timestamptz`
  const work = await tx
    .select({ serverId: maintenanceServers.serverId, postId, title, isPlanned })
    .from(maintenanceServers)
    .innerJoin(maintenance, eq(maintenance.id, maintenanceServers.maintenanceId))
    .innerJoin(posts, eq(posts.id, maintenance.postId))
    .where(
      and(
        not(isMaintenanceOver(now, overrunLimit(now))),
        isNull(maintenanceServers.completedAt),
        isNull(maintenanceServers.cancelledAt),
      ),
    )
    .orderBy(maintenance.startsAt, posts.id)
  return [...incidents, ...work]
}

/** What is open on these servers. */
export function readLeftAlerts(tx: Transaction, serverIds: readonly string[]) {
  const { sourceId, serverId, fingerprint, kind, severity, isGuess, summary, startsAt } = alerts
  return tx
    .select({ sourceId, serverId, fingerprint, kind, severity, isGuess, summary, startsAt })
    .from(alerts)
    .where(and(isAmong(serverId, serverIds), isNull(alerts.closedAt)))
}
