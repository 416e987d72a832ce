import type { Incoming } from '#lib/body/incoming.ts'
import { answerAlerts, answerHandshake } from './answer-alerts.ts'
import { answerHeartbeat } from './answer-heartbeat.ts'

type Intake = (request: Incoming, now: Date) => Response | Promise<Response>

/**
 * Who answers at an address where tools send alerts and agents their heartbeats, each part of it still encoded; null: nobody.
 * For callers that can send no header the token is part of the address, and some tools append a path of their own.
 */
export function findIntake(path: string): Intake | null {
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
