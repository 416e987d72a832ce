import { and, eq } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { versionOf } from '#db/reads/sources/desk-sources.ts'
import { agents } from '#db/schema/agents/agent.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { type AgentFacts, saysNothing } from '#lib/rules/agents/agent.ts'

/** An agent as its page shows it: everything but its token and its secret. */
export type DeskAgent = {
  sourceId: string
  name: string
  server: { id: string; label: string; hostname: string; retiredAt: Date | null }
  createdAt: Date
  disabledAt: Date | null
  tokenStart: string | null
  previousTokenUntil: Date | null
  isSigned: boolean
  /** Changes with each change by staff. */
  version: string
  /** null: it was never heard. */
  heard: { firstAt: Date; receivedAt: Date; checksRun: number } | null
  facts: AgentFacts
}

/** The agent of this source, or null: there is none, or the source is no agent. */
export async function readDeskAgent(db: Database, sourceId: string, now: Date): Promise<DeskAgent | null> {
  const [row] = await db
    .select({ source: sources, server: servers, agent: agents })
    .from(sources)
    .innerJoin(servers, eq(servers.id, sources.agentServerId))
    .leftJoin(agents, and(eq(agents.serverId, servers.id), eq(agents.sourceId, sources.id)))
    .where(eq(sources.id, sourceId))
  if (!row) return null
  const { source, agent } = row
  const { id, label, hostname, retiredAt } = row.server
  const { previousTokenUntil } = source
  return {
    sourceId,
    name: source.name,
    server: { id, label, hostname, retiredAt },
    createdAt: source.createdAt,
    disabledAt: source.disabledAt,
    tokenStart: source.tokenStart,
    previousTokenUntil: previousTokenUntil && previousTokenUntil > now ? previousTokenUntil : null,
    isSigned: source.signing !== null,
    version: versionOf(source),
    heard: agent && { firstAt: agent.firstAt, receivedAt: agent.receivedAt, checksRun: agent.checksRun },
    facts: agent ?? saysNothing,
  }
}
