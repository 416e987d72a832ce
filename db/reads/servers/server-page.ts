import { and, desc, eq, isNull, or, sql } from 'drizzle-orm'
import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
import { type ExaminedFor, readExaminedFor } from '#db/reads/agents/examined.ts'
import type { OpenPost } from '#db/reads/posts/open-posts.ts'
import { type ListedPost, readPosts } from '#db/reads/posts/post-list.ts'
import { readPublic } from '#db/reads/snapshot.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'
import { type ServerBanner, serverBanner } from '#lib/rules/servers/banner.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { dayStart } from '#lib/rules/servers/history.ts'
import { readOpenOnServer } from './open-for.ts'
import { careOf, readPublicStatus, withStatus } from './public-status.ts'
import { readReadings, type ServerReadings } from './readings.ts'
import { readChanges, type ToldChange, tellChanges } from './told-changes.ts'
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

export const historyDays = 90
const mostPast = 30
const mostMonths = 12

/** Returns the page of a server, the hostname to go to when this is an alias or a former name, or null when nobody knows it. */
export function readServerPage(
  hostname: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<ServerPage | { movedTo: string } | null> {
  return readPublic(db, async tx => {
    const { row, parts } = await readParts(tx, hostname, now)
    if (!row) return null
    if (!parts) return { movedTo: row.server.hostname }
    const { id, retiredAt } = row.server
    const until = retiredAt ?? now
    const { status, lately, rows, finalMonths, examined, readings } = parts
    const server = { ...row.server, ...withStatus(row.server, status) }
    const [own, changes, listed] = await Promise.all([
      readOpenOnServer(tx, status, id),
      tellChanges(tx, rows, now),
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

/** By host name the servers in service that were last found: what is asked of a server beside the server itself. */
const lastFound = new Map<string, string>()
const mostFound = 10_000

/** The server, and what rests on nothing but itself. parts: null where the page is elsewhere. */
async function readParts(tx: Transaction, hostname: string, now: Date) {
  const ahead = lastFound.get(hostname)
  const [row, early] = await Promise.all([
    readRow(tx, hostname),
    ahead ? readOwn(tx, { id: ahead, retiredAt: null }, now) : null,
  ])
  const server = row?.server.hostname === hostname ? row.server : null
  if (server && !server.retiredAt && lastFound.size < mostFound) lastFound.set(hostname, server.id)
  else lastFound.delete(hostname)
  const isThis = server !== null && server.id === ahead && !server.retiredAt
  const parts = isThis ? early : server && (await readOwn(tx, server, now))
  return { row, parts }
}

async function readOwn(
  tx: Transaction,
  { id, retiredAt }: { id: string; retiredAt: Date | null },
  now: Date,
) {
  const until = retiredAt ?? now
  const [status, lately, rows, finalMonths, examined, readings] = await Promise.all([
    readPublicStatus(tx, now),
    readLately(tx, id),
    readChanges(tx, id, { from: dayStart(until, historyDays - 1), until }),
    readFinalMonths(tx, id, mostMonths),
    retiredAt ? [] : readExaminedFor(tx, [id], now),
    retiredAt ? null : readReadings(tx, id, now),
  ])
  return { status, lately, rows, finalMonths, examined, readings }
}

const askRow = keptQuestion((db, { hostname }: AskedWith<{ hostname: string }>) =>
  db
    .select({ server: servers, groupName: groups.name })
    .from(servers)
    .leftJoin(groups, eq(groups.id, servers.groupId))
    .where(
      or(
        eq(servers.hostname, hostname),
        sql`${hostname}::text = any(${servers.aliases} || ${servers.formerNames})`,
      ),
    )
    // Of several that were called so, the one that is in service counts, and last the one that it is the name of.
    .orderBy(desc(eq(servers.hostname, hostname)), desc(isNull(servers.retiredAt)), servers.id)
    .limit(1),
)

async function readRow(tx: Transaction, hostname: string) {
  const [row] = await askRow(tx, { hostname })
  return row
}

const askLately = keptQuestion((db, { serverId }: AskedWith<{ serverId: string }>) =>
  db
    .select({ id: posts.id })
    .from(affectedServers)
    .innerJoin(posts, eq(posts.id, affectedServers.postId))
    .where(and(eq(affectedServers.serverId, serverId), eq(posts.visibility, 'published')))
    .orderBy(desc(posts.publishedAt))
    .limit(2 * mostPast),
)

/** The last published incidents that touched the server: twice as many as are shown, since some may be open on it. */
async function readLately(tx: Transaction, serverId: string): Promise<string[]> {
  const rows = await askLately(tx, { serverId })
  return rows.map(row => row.id)
}
