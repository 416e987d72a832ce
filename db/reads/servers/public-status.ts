import { and, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { isTaken } from '#db/conditions/taken.ts'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
import { readLastHeartbeats } from '#db/reads/decision/last-heartbeats.ts'
import { gatherSlots } from '#db/reads/maintenance/gather-slots.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { judgeHeartbeats } from '#lib/rules/decision/silence.ts'
import {
  isCancelled,
  isRunning,
  type Maintenance,
  maintenancePhase,
  overrunLimit,
  type ServerMaintenance,
  serverPeriods,
} from '#lib/rules/maintenance/maintenance.ts'
import type { PostPhase } from '#lib/rules/posts/post.ts'
import type { Care } from '#lib/rules/servers/banner.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { type AffectedRow, type StatusInput, statusInput, statusOf } from '#lib/rules/servers/status.ts'

/** A published, unresolved incident with its servers, as far as its servers are concerned. */
export type OpenIncident = {
  postId: string
  phase: PostPhase | null
  nextUpdateAt: Date | null
  /** One of the staff has taken it. */
  isTaken: boolean
  rows: readonly AffectedRow[]
}

/** All that speaks for the statuses customers see now. Held and drafted posts are not among it. */
export type PublicStatus = {
  now: Date
  incidents: OpenIncident[]
  /** Running, planned and cancelled maintenance, as far as it is not over. */
  maintenance: Maintenance[]
  /** The turns that run now, by server. */
  running: ReadonlyMap<string, readonly ServerMaintenance[]>
  input: StatusInput
}

/** Its cost follows what is open. */
export async function readPublicStatus(tx: Transaction, now: Date): Promise<PublicStatus> {
  const [incidents, periods, heartbeats, policy] = await Promise.all([
    readOpenIncidents(tx),
    readMaintenance(tx, now),
    readLastHeartbeats(tx),
    readPolicy(tx),
  ])
  const running = periods.flatMap(serverPeriods).filter(period => isRunning(period, now))
  const input = statusInput(
    incidents.flatMap(incident => incident.rows),
    running,
    judgeHeartbeats(heartbeats, policy, now).noData,
  )
  return { now, incidents, maintenance: periods, running: Map.groupBy(running, turn => turn.serverId), input }
}

const askOpenIncidents = keptQuestion(db => {
  const { id: postId, phase, nextUpdateAt } = posts
  return db
    .select({ post: { postId, phase, nextUpdateAt, isTaken: isTaken() }, row: affectedServers })
    .from(posts)
    .leftJoin(affectedServers, eq(affectedServers.postId, posts.id))
    .where(and(eq(posts.kind, 'incident'), eq(posts.visibility, 'published'), isNull(posts.resolvedAt)))
})

async function readOpenIncidents(tx: Transaction): Promise<OpenIncident[]> {
  const rows = await askOpenIncidents(tx, {})
  return [...Map.groupBy(rows, ({ post }) => post.postId).values()].flatMap(([first, ...rest]) =>
    first ? [{ ...first.post, rows: [first, ...rest].flatMap(({ row }) => (row ? [row] : [])) }] : [],
  )
}

const askMaintenance = keptQuestion(
  (db, { now, overrunSince }: AskedWith<{ now: Date; overrunSince: Date }>) =>
    db
      .select({ period: maintenance, slot: maintenanceServers })
      .from(maintenance)
      .innerJoin(maintenanceServers, eq(maintenanceServers.maintenanceId, maintenance.id))
      .leftJoin(posts, eq(posts.id, maintenance.postId))
      .where(
        and(
          gt(maintenance.endsAt, overrunSince),
          or(isNull(maintenance.completedAt), gt(maintenance.completedAt, now)),
          or(isNull(maintenance.announceAt), lte(maintenance.announceAt, now)),
          or(isNull(maintenance.postId), eq(posts.visibility, 'published')),
        ),
      )
      .orderBy(
        maintenance.startsAt,
        maintenance.id,
        maintenanceServers.startsAt,
        maintenanceServers.serverId,
      ),
)

/** Maintenance that runs, is planned or was to be, once it is announced; without a post, or with a published one. */
async function readMaintenance(tx: Transaction, now: Date): Promise<Maintenance[]> {
  const rows = await askMaintenance(tx, { now, overrunSince: overrunLimit(now) })
  return gatherSlots(rows).filter(period =>
    isCancelled(period) ? period.endsAt > now : maintenancePhase(period, now) !== 'completed',
  )
}

type ServerRow = Pick<typeof servers.$inferSelect, 'id' | 'hostname' | 'label' | 'groupId'>

/** A server with its status and, while it shows maintenance, the planned end of that; none when it is past. */
export function withStatus(server: ServerRow, { now, running, input }: PublicStatus): BoardServer {
  const status = statusOf(server.id, input)
  const isMaintenance = status.cause === 'maintenance' || status.cause === 'countermeasure'
  const turn = running
    .get(server.id)
    ?.find(each => isMaintenance && each.kind === status.cause && each.endsAt > now)
  const { id, hostname, label, groupId } = server
  return { id, hostname, label, groupId, status, maintenanceUntil: turn?.endsAt ?? null }
}

/** How far people are with what a server shows. */
export function careOf({ status }: Pick<BoardServer, 'status'>, { incidents }: PublicStatus): Care {
  const shown = incidents.find(incident => incident.postId === status.postId)
  return { phase: shown?.phase ?? null, isTaken: shown?.isTaken ?? false }
}

/** These servers with their statuses, in the order of staff. */
export async function readServers(
  tx: Transaction,
  status: PublicStatus,
  ids: readonly string[],
): Promise<BoardServer[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select()
    .from(servers)
    .where(inArray(servers.id, [...new Set(ids)]))
    .orderBy(servers.position, servers.label)
  return rows.map(row => withStatus(row, status))
}

const askAllServers = keptQuestion(db =>
  db.select().from(servers).where(isNull(servers.retiredAt)).orderBy(servers.position, servers.label),
)

/** All servers in service, with their statuses. */
export async function readAllServers(tx: Transaction, status: PublicStatus): Promise<BoardServer[]> {
  const rows = await askAllServers(tx, {})
  return rows.map(row => withStatus(row, status))
}
