import { type Database, getDatabase } from '#db/client.ts'
import { parseMeasure } from '#lib/alerts/request/agent-message.ts'
import { refuse } from '#lib/alerts/request/reply.ts'
import type { Incoming } from '#lib/body/incoming.ts'
import { ownLimits, type RequestLimits } from '#lib/flows/alerts/admit-request.ts'
import { answerAgent } from '#lib/flows/sources/answer-agent.ts'
import { createRateLimit, type RateLimit } from '#lib/limits/rate-limit.ts'
import { mostPerDay, noteReported } from './note-reported.ts'

const ofAgent = { burst: 60, perMinute: 10 }
const ownLimit = createRateLimit({ name: 'measures-of-an-agent', address: ofAgent, network: ofAgent })

/** Answers an agent that reports what was done against an attack on its own server, or that it has ended. */
export async function answerMeasure(
  request: Incoming,
  now: Date,
  db: Database = getDatabase(),
  limits: RequestLimits = ownLimits,
  limit: RateLimit = ownLimit,
): Promise<Response> {
  return answerAgent({ what: 'a measure', request, now, db, limits, limit }, async agent => {
    const read = parseMeasure(agent.body, now)
    if ('unreadable' in read) return refuse(400, read.unreadable)
    const result = await noteReported(db, agent, read, now)
    switch (result) {
      case 'unknown':
        return refuse(404, 'This agent has recorded no measure with this id.')
      case 'withdrawn':
        return refuse(409, 'Staff have withdrawn this measure. Record another one by another id.')
      case 'too-many':
        return refuse(429, `This agent has recorded ${mostPerDay} measures within a day.`, {
          'retry-after': '3600',
        })
      default:
        return Response.json({ result })
    }
  })
}
