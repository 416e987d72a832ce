import type { Affected, Incident } from '#lib/rules/incidents/incident.ts'
import { isJudged } from '#lib/rules/incidents/judgement.ts'
import { endsByItselfAt } from '#lib/rules/incidents/unattended-end.ts'
import { earliest, later } from '#lib/rules/time/time.ts'
import type { Situation } from './situation.ts'

/**
 * Who fails by turns is shown so until it has been clear for as long as any other; then it is watched like them. What a
 * person said of a server stands instead.
 */
export function markIntermittent(row: Affected, incident: Incident, situation: Situation): Affected {
  const isShown =
    incident.visibility === 'published' && row.cause !== 'suspicious-file' && !row.endedAt && !isJudged(row)
  const isIntermittent = isShown && isFlapping(row, situation) && !isClear(row, situation)
  return isIntermittent === row.isIntermittent ? row : { ...row, isIntermittent }
}

function isFlapping(row: Affected, { flapping }: Situation): boolean {
  return flapping.get(row.serverId)?.isFlapping ?? false
}

/** It has been clear for long enough. */
function isClear(row: Affected, { policy, now }: Situation): boolean {
  return row.clearedAt !== null && later(row.clearedAt, policy.clearSeconds) <= now
}

/** Who fails by turns is not over before that stops. */
export function isOver(row: Affected, situation: Situation): boolean {
  return row.endedAt !== null || (isClear(row, situation) && !isFlapping(row, situation))
}

export function endWhenClear(row: Affected, situation: Situation): Affected {
  return row.endedAt === null && isOver(row, situation) ? { ...row, endedAt: situation.now } : row
}

/** When time alone will change the incident: a server will have been clear for long enough or calm, or it ends by itself. */
export function nextIncidentChange(incident: Incident, { policy, now, flapping }: Situation): Date | null {
  const changes = incident.affected.flatMap(row => {
    if (row.endedAt) return []
    const state = flapping.get(row.serverId)
    const clearAt = row.clearedAt ? later(row.clearedAt, policy.clearSeconds) : null
    return [clearAt, state?.isFlapping ? state.nextAt : null]
  })
  const endsAt = endsByItselfAt(incident, policy)
  return earliest([...changes, endsAt].filter(change => change !== null && change > now))
}
