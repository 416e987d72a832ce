import type { Incoming } from '#lib/body/incoming.ts'
import type { IntakeAnswer } from '#lib/body/intake-answer.ts'
import { answerMeasure } from '#lib/flows/containment/answer-measure.ts'
import { answerIndicators } from '#lib/flows/indicators/answer-indicators.ts'
import { answerOwnWork } from '#lib/flows/maintenance/answer-own-work.ts'
import { answerAlerts, answerHandshake } from './answer-alerts.ts'
import { answerHeartbeat } from './answer-heartbeat.ts'

type Intake = (request: Incoming, now: Date) => IntakeAnswer | Promise<IntakeAnswer>

/** What agents say of their servers beside alerts and heartbeats, and what they fetch with their token. */
const ofAgents: ReadonlyMap<string, Intake> = new Map<string, Intake>([
  ['/api/agent/measure', (request, now) => answerMeasure(request, now)],
  ['/api/agent/countermeasure', (request, now) => answerOwnWork(request, now)],
  ['/agent/indicators', (request, now) => answerIndicators(request, 'list', now)],
  ['/agent/indicators.sig', (request, now) => answerIndicators(request, 'signature', now)],
])

/**
 * Who answers at an address where tools and agents send and fetch, each part of it still encoded; null: nobody.
 * For callers that can send no header the token is part of the address, and some tools append a path of their own.
 */
export function findIntake(path: string): Intake | null {
  const ofAgent = ofAgents.get(path)
  if (ofAgent) return ofAgent
  const [api, noun, ...parts] = path.slice(1).split('/').map(decodeURIComponent)
  if (api !== 'api') return null
  if (noun === 'heartbeat' && parts.length === 0) return (request, now) => answerHeartbeat(request, now)
  const [first = '', token = '', format = ''] = parts
  if (noun !== 'alerts' || first === '') return null
  if (first === 'in' && format !== '') return alertsAt(format, token, parts.slice(3))
  return alertsAt(first, null, parts.slice(1))
}

function alertsAt(format: string, pathToken: string | null, below: readonly string[]): Intake {
  return (request, now) =>
    request.method === 'OPTIONS'
      ? answerHandshake(request)
      : answerAlerts(request, { format, pathToken, below: below.join('/') }, now)
}
