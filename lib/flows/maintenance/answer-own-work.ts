import { type Database, getDatabase } from '#db/client.ts'
import { parseWork } from '#lib/alerts/request/agent-message.ts'
import { refuse } from '#lib/alerts/request/reply.ts'
import type { Incoming } from '#lib/body/incoming.ts'
import { ownLimits, type RequestLimits } from '#lib/flows/alerts/admit-request.ts'
import { answerAgent } from '#lib/flows/sources/answer-agent.ts'
import { createRateLimit, type RateLimit } from '#lib/limits/rate-limit.ts'
import { ownWorkLimit } from '#lib/rules/maintenance/own-work.ts'
import { noteOwnWork } from './note-own-work.ts'

const ofAgent = { burst: 20, perMinute: 4 }
const ownLimit = createRateLimit({ name: 'work-of-an-agent', address: ofAgent, network: ofAgent })

/** Answers an agent that says that its own server may be slow by our work, for how much longer, or that this is over. */
export async function answerOwnWork(
  request: Incoming,
  now: Date,
  db: Database = getDatabase(),
  limits: RequestLimits = ownLimits,
  limit: RateLimit = ownLimit,
): Promise<Response> {
  return answerAgent({ what: 'a countermeasure', request, now, db, limits, limit }, async agent => {
    if (!agent.source.mayBeginWork)
      return refuse(403, 'Staff have switched off at the desk that this agent may begin countermeasures.')
    const read = parseWork(agent.body)
    if ('unreadable' in read) return refuse(400, read.unreadable)
    const outcome = await noteOwnWork(db, agent, read, now)
    if ('refused' in outcome) return refuseWork(outcome.refused)
    return Response.json({ ...outcome, until: outcome.until.toISOString() })
  })
}

function refuseWork(why: 'unknown' | 'exhausted'): Response {
  if (why === 'unknown') return refuse(404, 'This agent has begun no countermeasure with this id.')
  const hours = ownWorkLimit.mostSeconds / 3600
  return refuse(
    409,
    `This agent has explained ${hours} hours of the last 24 already. Staff can say more at the desk.`,
  )
}
