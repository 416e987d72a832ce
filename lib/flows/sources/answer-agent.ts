import type { Database } from '#db/client.ts'
import type { Incoming } from '#lib/body/incoming.ts'
import { answerFault } from '#lib/faults/answer-fault.ts'
import type { RequestLimits } from '#lib/flows/alerts/admit-request.ts'
import type { RateLimit } from '#lib/limits/rate-limit.ts'
import { type AdmittedAgent, admitAgent } from './admit-agent.ts'

/** what: of which the log says that it could not be answered, such as "a measure". limit: one agent's own. */
type AgentCall = {
  what: string
  request: Incoming
  now: Date
  db: Database
  limits: RequestLimits
  limit: RateLimit
}

/** Answers an agent that says something of its own server: by `act`, once it is admitted. A fault is answered as one. */
export async function answerAgent(
  { what, request, now, db, limits, limit }: AgentCall,
  act: (agent: AdmittedAgent) => Promise<Response>,
): Promise<Response> {
  try {
    const admitted = await admitAgent(db, request, now, limits, limit)
    return admitted instanceof Response ? admitted : await act(admitted)
  } catch (error) {
    return answerFault(what, error)
  }
}
