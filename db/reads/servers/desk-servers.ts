import { and, asc, desc, eq, ilike, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { customers } from '#db/schema/customer.ts'
import { groups, serverLists, servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'

/** A server in the list of the desk. */
export type ListedServer = {
  id: string
  hostname: string
  label: string
  groupId: string | null
  aliases: string[]
  ips: string[]
  hasNote: boolean
  retiredAt: Date | null
}

/** Which servers are listed: those of a group, all without one, the retired ones, or all in service. text: in any of their names. */
export type ServerFilter = { of: { groupId: string | null } | 'retired' | 'all'; text: string }

/** Servers in the order of staff, retired ones by when. */
export async function readListedServers(
  db: Database,
  { of, text }: ServerFilter,
  page: { limit: number; offset: number },
): Promise<{ servers: ListedServer[]; total: number }> {
  const isRetired = of === 'retired'
  const condition = and(
    isRetired ? isNotNull(servers.retiredAt) : isNull(servers.retiredAt),
    typeof of === 'object' ? inGroup(of.groupId) : undefined,
    text === '' ? undefined : isLike(text),
  )
  const { id, hostname, label, groupId, aliases, ips, retiredAt } = servers
  const hasNote = sql<boolean>`${servers.note} is not null`
  const rows = await db
    .select({ id, hostname, label, groupId, aliases, ips, hasNote, retiredAt })
    .from(servers)
    .leftJoin(groups, eq(groups.id, groupId))
    .where(condition)
    .orderBy(
      ...(isRetired ? [desc(retiredAt)] : []),
      asc(groups.position),
      asc(groups.name),
      asc(servers.position),
      asc(label),
      asc(id),
    )
    .limit(page.limit)
    .offset(page.offset)
  return { servers: rows, total: await db.$count(servers, condition) }
}

function inGroup(groupId: string | null): SQL {
  return groupId === null ? isNull(servers.groupId) : eq(servers.groupId, groupId)
}

/** Signs that mean something in a pattern mean themselves. */
function isLike(text: string): SQL | undefined {
  const pattern = `%${text.replace(/[\\%_]/g, sign => `\\${sign}`)}%`
  const names = sql`array_to_string(${servers.aliases} || ${servers.ips} || ${servers.formerNames}, ' ')`
  return or(ilike(servers.hostname, pattern), ilike(servers.label, pattern), sql`${names} ilike ${pattern}`)
}

/** How many servers are in service in each group; null: in none. */
export async function countByGroup(db: Database | Transaction): Promise<Map<string | null, number>> {
  const rows = await db
    .select({ groupId: servers.groupId, count: sql<number>`count(*)::int` })
    .from(servers)
    .where(isNull(servers.retiredAt))
    .groupBy(servers.groupId)
  return new Map(rows.map(({ groupId, count }) => [groupId, count]))
}

/** How many servers are out of service. */
export function countRetired(db: Database): Promise<number> {
  return db.$count(servers, isNotNull(servers.retiredAt))
}

/** What hangs on a server: people who asked for notices of it by name, domains on the map, and what speaks for it. */
export type ServerTies = { watchers: number; domains: number; sources: { id: string; name: string }[] }

/** What hangs on a server, each counted once. */
export async function readServerTies(db: Database | Transaction, serverId: string): Promise<ServerTies> {
  const [row] = await db
    .select({ watchers: sql<number>`count(distinct ${subscriptions.subscriberId})::int` })
    .from(subscriptions)
    .innerJoin(subscribers, eq(subscribers.id, subscriptions.subscriberId))
    .where(
      and(
        eq(subscriptions.serverId, serverId),
        isNotNull(subscriptions.confirmedAt),
        eq(subscribers.state, 'confirmed'),
      ),
    )
  return {
    watchers: row?.watchers ?? 0,
    domains: await db.$count(customers, eq(customers.serverId, serverId)),
    sources: await db
      .select({ id: sources.id, name: sources.name })
      .from(sources)
      .where(or(eq(sources.agentServerId, serverId), eq(sources.defaultServerId, serverId)))
      .orderBy(asc(sources.name)),
  }
}

/** The text of a list that staff have given, or null: it was applied or dropped. */
export async function readList(db: Database | Transaction, listId: string): Promise<string | null> {
  const [row] = await db
    .select({ content: serverLists.content })
    .from(serverLists)
    .where(eq(serverLists.id, listId))
  return row?.content ?? null
}

/** The host names of the servers of a group. */
export async function readGroupHostnames(tx: Transaction, groupId: string): Promise<string[]> {
  const rows = await tx
    .select({ hostname: servers.hostname })
    .from(servers)
    .where(eq(servers.groupId, groupId))
  return rows.map(row => row.hostname)
}
