import { and, asc, desc, eq, exists, gt, ilike, isNull, lte, not, or, type SQL, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isMaintenanceOver } from '#db/conditions/maintenance-over.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { type MaintenanceSlot, overrunLimit } from '#lib/rules/maintenance/maintenance.ts'

/** A maintenance in the desk's list. labels: of its first servers, of which there are serverCount. */
export type DeskMaintenance = Omit<typeof maintenance.$inferSelect, 'postId'> & {
  postId: string
  slug: string
  /** What it means for customers; null: nothing more is said. */
  text: string | null
  serverCount: number
  labels: string[]
  hasTurns: boolean
  /** What customers heard of it, of any of its servers. */
  isTold: boolean
  isStartTold: boolean
}

/** running and planned: by their beginning. past: over or cancelled, the newest first. */
export type MaintenanceList = 'running' | 'planned' | 'past'

export type MaintenancePage = { rows: DeskMaintenance[]; page: number; pages: number }

const rowsPerPage = 30

/** One page of what runs, is planned or is past, as far as its title or a server fits. Returns null for a page that there is not. */
export function readMaintenanceList(
  db: Database,
  { list, text, page }: { list: MaintenanceList; text: string | null; page: number },
  now: Date,
): Promise<MaintenancePage | null> {
  return readSnapshot(db, async tx => {
    const which = and(isIn(list, now), text === null ? undefined : fits(tx, text))
    const pages = Math.max(1, Math.ceil((await tx.$count(maintenance, which)) / rowsPerPage))
    if (page > pages) return null
    const order = list === 'past' ? desc(maintenance.startsAt) : asc(maintenance.startsAt)
    const offset = (page - 1) * rowsPerPage
    return { rows: await readRows(tx, which, order, { limit: rowsPerPage, offset }), page, pages }
  })
}

/** The maintenance of a post; null: it has none. */
export async function readDeskMaintenance(db: Database, postId: string): Promise<DeskMaintenance | null> {
  const which = eq(maintenance.postId, postId)
  const [row] = await readRows(db, which, asc(maintenance.startsAt), { limit: 1, offset: 0 })
  return row ?? null
}

/** A turn as staff see it. */
export type DeskTurn = MaintenanceSlot & { label: string }

/** The turns of a maintenance, in order. */
export function readDeskTurns(db: Database, maintenanceId: string): Promise<DeskTurn[]> {
  const { serverId, startsAt, endsAt, completedAt, cancelledAt } = maintenanceServers
  return db
    .select({ serverId, label: servers.label, startsAt, endsAt, completedAt, cancelledAt })
    .from(maintenanceServers)
    .innerJoin(servers, eq(servers.id, serverId))
    .where(eq(maintenanceServers.maintenanceId, maintenanceId))
    .orderBy(asc(startsAt), asc(servers.label))
}

function isIn(list: MaintenanceList, now: Date): SQL | undefined {
  const isOver = isMaintenanceOver(now, overrunLimit(now))
  switch (list) {
    case 'running':
      return and(not(isOver), lte(maintenance.startsAt, now))
    case 'planned':
      return and(not(isOver), gt(maintenance.startsAt, now))
    case 'past':
      return isOver
  }
}

function fits(tx: Transaction, text: string): SQL | undefined {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const named = tx
    .select({ id: servers.id })
    .from(maintenanceServers)
    .innerJoin(servers, eq(servers.id, maintenanceServers.serverId))
    .where(
      and(
        eq(maintenanceServers.maintenanceId, maintenance.id),
        or(ilike(servers.label, pattern), ilike(servers.hostname, pattern)),
      ),
    )
  return or(ilike(maintenance.title, pattern), exists(named))
}

async function readRows(
  tx: Database | Transaction,
  which: SQL | undefined,
  order: SQL,
  { limit, offset }: { limit: number; offset: number },
): Promise<DeskMaintenance[]> {
  const slot = maintenanceServers
  const rows = await tx
    .select({
      period: maintenance,
      slug: posts.slug,
      text: posts.body,
      serverCount: sql<number>`count(*)::int`,
      labels: sql<string[]>`(array_agg(${servers.label} order by ${slot.startsAt}, ${servers.label}))[1:3]`,
      hasTurns: sql<boolean>`bool_or(${slot.startsAt} > ${maintenance.startsAt} or ${slot.endsAt} < ${maintenance.endsAt})`,
      isTold: sql<boolean>`bool_or(${slot.toldAt} is not null)`,
      isStartTold: sql<boolean>`bool_or(${slot.startToldAt} is not null)`,
    })
    .from(maintenance)
    .innerJoin(posts, eq(posts.id, maintenance.postId))
    .innerJoin(slot, and(eq(slot.maintenanceId, maintenance.id), isNull(slot.cancelledAt)))
    .innerJoin(servers, eq(servers.id, slot.serverId))
    .where(which)
    .groupBy(maintenance.id, posts.slug, posts.body)
    .orderBy(order, asc(maintenance.id))
    .limit(limit)
    .offset(offset)
  return rows.flatMap(({ period: { postId, ...period }, ...rest }) =>
    postId ? [{ ...period, ...rest, postId }] : [],
  )
}
