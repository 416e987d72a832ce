import { and, asc, desc, eq, gte, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { type ExaminedFor, readExaminedFor } from '#db/reads/agents/examined.ts'
import { isPublic } from '#db/reads/posts/history.ts'
import type { OpenPost } from '#db/reads/posts/open-posts.ts'
import { type ListedPost, readPosts } from '#db/reads/posts/post-list.ts'
import { titleColumns } from '#db/reads/posts/titled.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { statusHistory } from '#db/schema/history.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'
import type { TitledPost } from '#lib/rules/languages/translation.ts'
import { type ServerBanner, serverBanner } from '#lib/rules/servers/banner.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { dayStart, type StatusChange } from '#lib/rules/servers/history.ts'
import type { Span } from '#lib/rules/servers/uptime.ts'
import { readOpenOnServer } from './open-for.ts'
import { careOf, readPublicStatus, withStatus } from './public-status.ts'
import { readReadings, type ServerReadings } from './readings.ts'
import { type FinalMonth, readFinalMonths } from './uptime.ts'

export type ServerPage = {
  now: Date
  /** Until when its past goes: until it was retired, else until now. */
  until: Date
  server: BoardServer & { createdAt: Date; retiredAt: Date | null; note: string | null }
  groupName: string | null
  banner: ServerBanner
  /** The promise of the incident that it shows. */
  nextUpdateAt: Date | null
  open: OpenPost[]
  past: ListedPost[]
  /** In order of time; the first may lie before the days that are shown. */
  changes: ToldChange[]
  /** The months that are final, the last first. */
  finalMonths: FinalMonth[]
  /** Where something that was found elsewhere was looked for here, and not found. */
  examined: ExaminedFor[]
  /** What its agent measured; null: no agent told anything of late. */
  readings: ServerReadings | null
}

/** A change with the post that says why, where readers may open one. */
export type ToldChange = StatusChange & { post: { slug: string; titled: TitledPost } | null }

export const historyDays = 90
const mostPast = 30
const mostMonths = 12

/** Returns the page of a server, the hostname to go to when this is an alias or a former name, or null when nobody knows it. */
export function readServerPage(
  hostname: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<ServerPage | { movedTo: string } | null> {
  return readSnapshot(db, async tx => {
    const row = await readRow(tx, hostname)
    if (!row) return null
    if (row.server.hostname !== hostname) return { movedTo: row.server.hostname }
    const { id, retiredAt } = row.server
    const until = retiredAt ?? now
    const [status, lately, changes, finalMonths, examined, readings] = await Promise.all([
      readPublicStatus(tx, now),
      readLately(tx, id),
      readChanges(tx, id, { from: dayStart(until, historyDays - 1), until }, now),
      readFinalMonths(tx, id, mostMonths),
      retiredAt ? [] : readExaminedFor(tx, [id], now),
      retiredAt ? null : readReadings(tx, id, now),
    ])
    const server = { ...row.server, ...withStatus(row.server, status) }
    const [own, listed] = await Promise.all([
      readOpenOnServer(tx, status, id),
      readPosts(tx, { limit: lately.length, ids: lately }, now),
    ])
    const isOpen = new Set(own.map(post => post.id))
    const shown = status.incidents.find(incident => incident.postId === server.status.postId)
    return {
      now,
      until,
      server,
      groupName: row.groupName,
      open: own,
      banner: serverBanner(server.label, server.status, careOf(server, status)),
      nextUpdateAt: server.status.isWatching ? null : (shown?.nextUpdateAt ?? null),
      past: listed.filter(post => !isOpen.has(post.id)).slice(0, mostPast),
      changes,
      finalMonths,
      examined,
      readings,
    }
  })
}

async function readRow(tx: Transaction, hostname: string) {
  const [row] = await tx
    .select({ server: servers, groupName: groups.name })
    .from(servers)
    .leftJoin(groups, eq(groups.id, servers.groupId))
    .where(
      or(
        eq(servers.hostname, hostname),
        sql`${hostname} = any(${servers.aliases} || ${servers.formerNames})`,
      ),
    )
    // Of several that were called so, the one that is in service counts, and last the one that it is the name of.
    .orderBy(desc(eq(servers.hostname, hostname)), desc(isNull(servers.retiredAt)), servers.id)
    .limit(1)
  return row
}

/** The last published incidents that touched the server: twice as many as are shown, since some may be open on it. */
async function readLately(tx: Transaction, serverId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: posts.id })
    .from(affectedServers)
    .innerJoin(posts, eq(posts.id, affectedServers.postId))
    .where(and(eq(affectedServers.serverId, serverId), eq(posts.visibility, 'published')))
    .orderBy(desc(posts.publishedAt))
    .limit(2 * mostPast)
  return rows.map(row => row.id)
}

async function readChanges(
  tx: Transaction,
  serverId: string,
  { from, until }: Span,
  now: Date,
): Promise<ToldChange[]> {
  const { at, impact, cause, postId, sequence } = statusHistory
  const own = eq(statusHistory.serverId, serverId)
  const change = { at, impact, cause, postId }
  const [before, since] = await Promise.all([
    tx
      .select(change)
      .from(statusHistory)
      .where(and(own, lt(at, from)))
      .orderBy(desc(at), desc(sequence))
      .limit(1),
    tx
      .select(change)
      .from(statusHistory)
      .where(and(own, gte(at, from), lte(at, until)))
      .orderBy(asc(at), asc(sequence)),
  ])
  const rows = [...before, ...since]
  const told = await readTold(tx, [...new Set(rows.flatMap(row => row.postId ?? []))], now)
  return rows.map(({ postId: id, ...row }) => ({ ...row, post: (id && told.get(id)) || null }))
}

/** Of these posts those that readers may open, by their ids. */
async function readTold(tx: Transaction, ids: string[], now: Date) {
  const { id, slug } = posts
  if (ids.length === 0) return new Map<string, { slug: string; titled: TitledPost }>()
  const rows = await tx
    .select({ id, slug, titled: titleColumns })
    .from(posts)
    .where(isPublic(now, inArray(id, ids)))
  return new Map(rows.map(row => [row.id, { slug: row.slug, titled: row.titled }]))
}
