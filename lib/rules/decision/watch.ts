import type { Affected, Incident } from '#lib/rules/incidents/incident.ts'
import { earliest, later } from '#lib/rules/time/time.ts'
import type { Present } from './present.ts'

/** Who fails by turns is shown so until it has been clear for as long as any other; then it is watched like them. */
export function markIntermittent(row: Affected, incident: Incident, present: Present): Affected {
  const isShown = incident.visibility === 'published' && row.cause !== 'suspicious-file' && !row.endedAt
  const isIntermittent = isShown && isFlapping(row, present) && !isClear(row, present)
  return isIntermittent === row.isIntermittent ? row : { ...row, isIntermittent }
}

function isFlapping(row: Affected, { flapping }: Present): boolean {
  return flapping.get(row.serverId)?.isFlapping ?? false
}

/** It has been clear for long enough. */
function isClear(row: Affected, { policy, now }: Present): boolean {
  return row.clearedAt !== null && later(row.clearedAt, policy.clearSeconds) <= now
}

/** Who fails by turns is not over before that stops. */
export function isOver(row: Affected, present: Present): boolean {
  return row.endedAt !== null || (isClear(row, present) && !isFlapping(row, present))
}

export function endWhenClear(row: Affected, present: Present): Affected {
  return row.endedAt === null && isOver(row, present) ? { ...row, endedAt: present.now } : row
}

/** When time alone will change the incident: a server will have been clear for long enough, or calm a little longer. */
export function nextTurnOf(incident: Incident, { policy, now, flapping }: Present): Date | null {
  const turns = incident.affected.flatMap(row => {
    if (row.endedAt) return []
    const state = flapping.get(row.serverId)
    const clearAt = row.clearedAt ? later(row.clearedAt, policy.clearSeconds) : null
    return [clearAt, state?.isFlapping ? state.nextAt : null]
  })
  return earliest(turns.filter(turn => turn !== null && turn > now))
}
