import { and, eq, isNull } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isAmong } from '#db/reads/list-of.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'

/** A server in service, and the source of its agent; null: it has none, or a disabled one. */
export type AgentPlace = { serverId: string; hostname: string; agentId: string | null }

/** Those of these servers that are in service, by their names. */
export async function readAgentPlaces(tx: Transaction, serverIds: readonly string[]): Promise<AgentPlace[]> {
  const rows = await tx
    .select({ serverId: servers.id, hostname: servers.hostname, agentId: sources.id })
    .from(servers)
    .leftJoin(sources, and(eq(sources.agentServerId, servers.id), isNull(sources.disabledAt)))
    .where(and(isAmong(servers.id, serverIds), isNull(servers.retiredAt)))
    .orderBy(servers.hostname, sources.createdAt)
  return [...new Map(rows.map(row => [row.serverId, row])).values()]
}

/** The enabled agent of a server, or null. */
export async function findAgentOf(db: Database, serverId: string): Promise<string | null> {
  const [row] = await db
    .select({ id: sources.id })
    .from(sources)
    .where(and(eq(sources.agentServerId, serverId), isNull(sources.disabledAt)))
    .orderBy(sources.createdAt)
    .limit(1)
  return row?.id ?? null
}

/** The ids of servers in service on which no agent looks. */
export async function readServersWithoutAgent(db: Database): Promise<string[]> {
  const rows = await db
    .select({ id: servers.id })
    .from(servers)
    .leftJoin(sources, and(eq(sources.agentServerId, servers.id), isNull(sources.disabledAt)))
    .where(and(isNull(servers.retiredAt), isNull(sources.id)))
  return rows.map(row => row.id)
}
