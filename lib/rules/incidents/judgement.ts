import type { Alert } from '#lib/rules/alerts/alert.ts'
import { type Cause, compareImpact, type Impact, impactOf, worst } from '#lib/rules/servers/status.ts'
import type { Affected } from './incident.ts'

/** What a person may say that a server of an incident is in, the worst first. */
export const judgedImpacts = ['major_outage', 'partial_outage', 'degraded'] as const satisfies Impact[]
export type JudgedImpact = (typeof judgedImpacts)[number]

/** What makes an impact that a person states. */
export function causeOfJudged(impact: JudgedImpact): Cause {
  return impact === 'degraded' ? 'slowdown' : 'outage'
}

/** A person has said what this server is in, and it holds until a person says otherwise or the incident ends. */
export function isJudged({ judgedImpact, endedAt }: Affected): boolean {
  return judgedImpact !== null && judgedImpact !== 'operational' && endedAt === null
}

/** Who judged a server knew the alerts of then: what came after that, or got worse since, says something against it. */
export function isAfterJudgement(alert: Alert, row: Affected | undefined): boolean {
  if (!row?.judgedAt || alert.firstReceivedAt > row.judgedAt) return true
  const impact = impactOf(alert.kind, alert.severity) ?? 'operational'
  return row.judgedOver !== null && compareImpact(impact, row.judgedOver) > 0
}

/** The worst that a server has been in when a person judges it now. */
export function overruledBy(row: Affected): Impact {
  return worst([row.impact, row.judgedOver ?? 'operational'])
}
