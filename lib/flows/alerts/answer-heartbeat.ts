import { type Database, getDatabase } from '#db/client.ts'
import { refuse } from '#lib/alerts/request/reply.ts'
import type { Incoming } from '#lib/body/incoming.ts'
import { largest } from '#lib/body/limits.ts'
import { answerFault } from '#lib/faults/answer-fault.ts'
import { admitRequest, ownLimits, type RequestLimits } from './admit-request.ts'
import { receiveHeartbeat } from './receive-heartbeat.ts'

/** An agent sends JSON, and its token in a header or its signature. */
const ways = { pathToken: null, takesForm: false, takesQuery: false, largest: largest.heartbeat }

/** Answers an agent's POST to /api/heartbeat: 200 once it is durable, or a status and a sentence that says what is wrong. */
export async function answerHeartbeat(
  request: Incoming,
  now: Date,
  db: Database = getDatabase(),
  limits: RequestLimits = ownLimits,
): Promise<Response> {
  return answer(request, now, db, limits).catch(error => answerFault('a heartbeat', error))
}

async function answer(request: Incoming, now: Date, db: Database, limits: RequestLimits): Promise<Response> {
  const admitted = await admitRequest(db, request, ways, now, limits)
  if (admitted instanceof Response) return admitted
  const received = await receiveHeartbeat(db, { ...admitted, receivedAt: now })
  switch (received.is) {
    case 'unreadable':
      return refuse(400, received.reason)
    case 'duplicate':
      return Response.json({ status: 'duplicate', duplicate: true })
    case 'late':
      return Response.json({ status: 'ignored', reason: 'A later heartbeat came before this one.' })
    case 'received': {
      const { server, resolved, isRebooted, leftOut } = received
      const accepted = { status: 'accepted', server, resolved, rebooted: isRebooted }
      return Response.json(leftOut === null ? accepted : { ...accepted, leftOut })
    }
  }
}
