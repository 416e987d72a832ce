import { and, asc, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { maintenance, recurrences } from '#db/schema/maintenance.ts'
import { servers } from '#db/schema/server.ts'

/** The recurrences of which windows are made. */
export async function readActiveRecurrences(db: Database): Promise<string[]> {
  const rows = await db
    .select({ id: recurrences.id })
    .from(recurrences)
    .where(isNull(recurrences.stoppedAt))
    .orderBy(asc(recurrences.createdAt), asc(recurrences.id))
  return rows.map(row => row.id)
}

/** Maintenance that comes again, as staff see it. labels: of its servers. */
export type DeskRecurrence = Pick<
  typeof recurrences.$inferSelect,
  'id' | 'title' | 'rule' | 'fromClock' | 'toClock' | 'zone' | 'isQuiet'
> & { labels: string[]; nextAt: Date | null; planned: number }

/** More would be no list; nobody has as many. */
const mostRecurrences = 200

/** What comes again, the newest first, with its windows that have not begun. */
export async function readDeskRecurrences(db: Database, now: Date): Promise<DeskRecurrence[]> {
  const rows = await db
    .select()
    .from(recurrences)
    .where(isNull(recurrences.stoppedAt))
    .orderBy(desc(recurrences.createdAt), asc(recurrences.id))
    .limit(mostRecurrences)
  const labels = await readLabels(db, [...new Set(rows.flatMap(row => row.serverIds))])
  const windows = await readWindows(db, now)
  return rows.map(({ id, title, rule, fromClock, toClock, zone, isQuiet, serverIds }) => {
    const own = serverIds.flatMap(serverId => labels.get(serverId) ?? [])
    const next = windows.get(id)
    const window = { nextAt: next?.at ?? null, planned: next?.count ?? 0 }
    return { id, title, rule, fromClock, toClock, zone, isQuiet, labels: own, ...window }
  })
}

async function readLabels(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: servers.id, label: servers.label })
    .from(servers)
    .where(and(inArray(servers.id, [...ids]), isNull(servers.retiredAt)))
  return new Map(rows.map(row => [row.id, row.label]))
}

async function readWindows(db: Database, now: Date): Promise<Map<string, { at: Date; count: number }>> {
  const { recurrenceId, startsAt, cancelledAt } = maintenance
  const rows = await db
    .select({ id: recurrenceId, at: sql<string>`min(${startsAt})`, count: sql<number>`count(*)::int` })
    .from(maintenance)
    .innerJoin(recurrences, eq(recurrences.id, recurrenceId))
    .where(and(gt(startsAt, now), isNull(cancelledAt)))
    .groupBy(recurrenceId)
  return new Map(rows.flatMap(({ id, at, count }) => (id ? [[id, { at: new Date(at), count }]] : [])))
}

/** A recurrence as the form that changes it begins. hostnames: of its servers in service, by their ids. */
export type EditedRecurrence = typeof recurrences.$inferSelect & {
  hostnames: Map<string, string>
  /** When its next window begins by the rule; null: none is planned. */
  nextDay: string | null
}

/** A recurrence that was not stopped; null: there is none. */
export async function readRecurrenceToEdit(
  db: Database,
  id: string,
  now: Date,
): Promise<EditedRecurrence | null> {
  const [row] = await db
    .select()
    .from(recurrences)
    .where(and(eq(recurrences.id, id), isNull(recurrences.stoppedAt)))
  if (!row) return null
  const { occursOn, recurrenceId, startsAt, cancelledAt } = maintenance
  const [next] = await db
    .select({ day: occursOn })
    .from(maintenance)
    .where(and(eq(recurrenceId, id), gt(startsAt, now), isNull(cancelledAt)))
    .orderBy(asc(occursOn))
    .limit(1)
  const named = await db
    .select({ id: servers.id, hostname: servers.hostname })
    .from(servers)
    .where(and(inArray(servers.id, row.serverIds), isNull(servers.retiredAt)))
  const hostnames = new Map(named.map(server => [server.id, server.hostname]))
  return { ...row, hostnames, nextDay: next?.day ?? null }
}

/** The posts of the windows of a recurrence that are planned, the next first. */
export async function readPlannedWindows(
  db: Database | Transaction,
  id: string,
  now: Date,
): Promise<string[]> {
  const { postId, recurrenceId, startsAt, cancelledAt } = maintenance
  const rows = await db
    .select({ postId })
    .from(maintenance)
    .where(and(eq(recurrenceId, id), gt(startsAt, now), isNull(cancelledAt)))
    .orderBy(asc(startsAt))
  return rows.flatMap(row => row.postId ?? [])
}
