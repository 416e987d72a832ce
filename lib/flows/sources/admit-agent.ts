import type { Database } from '#db/client.ts'
import { readServerInService } from '#db/reads/servers/named-servers.ts'
import type { Source } from '#db/reads/sources/sources.ts'
import { refuse } from '#lib/alerts/request/reply.ts'
import type { Incoming } from '#lib/body/incoming.ts'
import { largest } from '#lib/body/limits.ts'
import { admitRequest, type RequestLimits } from '#lib/flows/alerts/admit-request.ts'
import { noteSeen } from '#lib/flows/alerts/receive-alerts.ts'
import type { RateLimit } from '#lib/limits/rate-limit.ts'

/** An agent that may speak for its own server, and what it sent. */
export type AdmittedAgent = {
  source: Source
  server: { id: string; hostname: string; label: string }
  body: unknown
}

const ways = { pathToken: null, takesForm: false, takesQuery: false, largest: largest.agent }

/** Lets a message of an agent in: its token, its signature and its server are right. Otherwise the answer that says what is wrong. */
export async function admitAgent(
  db: Database,
  request: Incoming,
  now: Date,
  limits: RequestLimits,
  limit: RateLimit,
): Promise<AdmittedAgent | Response> {
  const admitted = await admitRequest(db, request, ways, now, limits)
  if (admitted instanceof Response) return admitted
  const { source, body } = admitted
  if (!source.agentServerId)
    return refuse(403, "This token is no agent's. Name the agent's server at the desk.")
  if (!limit.take(source.id, now))
    return refuse(429, 'This agent says too much of this. Send again in 60 s.', { 'retry-after': '60' })
  const server = await readServerInService(db, source.agentServerId)
  if (!server) return refuse(403, "The agent's server is not in use any more.")
  await noteSeen(db, source, now)
  return { source, server, body }
}
