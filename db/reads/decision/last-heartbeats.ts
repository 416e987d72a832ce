import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { keptQuestion } from '#db/questions/kept-question.ts'
import { agents } from '#db/schema/agents/agent.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { beatSeconds } from '#lib/rules/agents/agent.ts'
import type { LastHeartbeat } from '#lib/rules/decision/silence.ts'

/** The last heartbeat of each agent of a server in service. Its cost follows the number of agents. */
export async function readLastHeartbeats(tx: Transaction): Promise<LastHeartbeat[]> {
  const rows = await askHeartbeats(tx, {})
  return rows.map(row => ({ ...row, everySeconds: row.everySeconds ?? beatSeconds }))
}

const askHeartbeats = keptQuestion(db =>
  db
    .select({ serverId: servers.id, lastAt: agents.receivedAt, everySeconds: sources.expectedEverySeconds })
    .from(sources)
    .innerJoin(servers, eq(servers.id, sources.agentServerId))
    .innerJoin(agents, eq(agents.serverId, servers.id))
    .where(and(isNull(sources.disabledAt), isNull(servers.retiredAt))),
)
