import { eq, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { servers } from '#db/schema/server.ts'
import { heartbeats, sources } from '#db/schema/source.ts'
import type { LastHeartbeat } from '#lib/rules/decision/silence.ts'

/** How often an agent sends a heartbeat whose source does not say: the interval of the reference agent. */
const usualSeconds = 300

/** The last heartbeat of each agent of a server in service. Its cost follows the number of agents. */
export async function readLastHeartbeats(tx: Transaction): Promise<LastHeartbeat[]> {
  const last = tx
    .select({ lastAt: heartbeats.receivedAt })
    .from(heartbeats)
    .where(eq(heartbeats.serverId, sources.agentServerId))
    .orderBy(sql`${heartbeats.at} desc`)
    .limit(1)
    .as('last')
  const rows = await tx
    .select({ serverId: servers.id, lastAt: last.lastAt, everySeconds: sources.expectedEverySeconds })
    .from(sources)
    .innerJoin(servers, eq(servers.id, sources.agentServerId))
    .innerJoinLateral(last, sql`true`)
    .where(sql`${isNull(sources.disabledAt)} and ${isNull(servers.retiredAt)}`)
  return rows.map(row => ({ ...row, everySeconds: row.everySeconds ?? usualSeconds }))
}
