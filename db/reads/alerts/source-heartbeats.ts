import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { isAmong, listOf } from '#db/reads/list-of.ts'
import { agents } from '#db/schema/agents/agent.ts'
import { alerts } from '#db/schema/alert.ts'
import { servers } from '#db/schema/server.ts'
import { heartbeats } from '#db/schema/source.ts'

/** A server in service with what its agent said last; last null: no agent said anything yet. */
export type BeatingServer = {
  id: string
  hostname: string
  last: { at: Date; bootId: string; receivedAt: Date; firstAt: Date } | null
}

/** Those of these servers that are in service, by their ids. */
export async function readBeatingServers(
  tx: Transaction,
  serverIds: readonly string[],
): Promise<Map<string, BeatingServer>> {
  const { at, bootId, receivedAt, firstAt } = agents
  const rows = await tx
    .select({ id: servers.id, hostname: servers.hostname, last: { at, bootId, receivedAt, firstAt } })
    .from(servers)
    .leftJoin(agents, eq(agents.serverId, servers.id))
    .where(and(isAmong(servers.id, serverIds), isNull(servers.retiredAt)))
  return new Map(rows.map(row => [row.id, row]))
}

/** What sources hold open of the servers of their agents, as its lines of the log need it. */
export function readEpisodesOf(tx: Transaction, pairs: readonly { sourceId: string; serverId: string }[]) {
  const { sourceId, serverId, fingerprint, kind, severity, summary, startsAt } = alerts
  return tx
    .select({ sourceId, serverId, fingerprint, kind, severity, summary, startsAt })
    .from(alerts)
    .where(
      and(
        isNull(alerts.closedAt),
        sql`(${sourceId}, ${serverId}) in (select * from unnest(
          ${listOf(
            pairs.map(pair => pair.sourceId),
            'text',
          )}, ${listOf(
            pairs.map(pair => pair.serverId),
            'text',
          )}))`,
      ),
    )
}

/** The load of servers as their last heartbeats told it. */
export async function readLoads(tx: Transaction, serverIds: readonly string[]) {
  const { serverId, at, load5, cores } = heartbeats
  const rows = await tx
    .select({ serverId, at, load5, cores })
    .from(heartbeats)
    .where(isAmong(serverId, serverIds))
  return Map.groupBy(rows, row => row.serverId)
}
