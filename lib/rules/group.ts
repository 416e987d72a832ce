import type { Alert } from './alert.ts'
import type { Incident } from './incident.ts'
import { later } from './time.ts'

/** A server as the rules see it. */
export type Server = { id: string; hostname: string; label: string; groupId: string | null }

/**
 * The open incident that an alert belongs to, or undefined: then it opens one.
 * A suspicious file joins only what staff still hold, for what is public must not grow by something unapproved.
 * Other trouble joins its own server's incident, or that of its group when servers of it fail together.
 */
export function incidentFor(
  alert: Alert,
  server: Server,
  open: readonly Incident[],
  groupSeconds: number,
): Incident | undefined {
  if (alert.kind === 'suspicious-file')
    return open.find(incident => incident.visibility === 'held' && incident.cause === 'suspicious-file')
  const candidates = open.filter(isOpenToTrouble)
  return (
    candidates.find(incident => incident.affected.some(row => row.serverId === server.id)) ??
    candidates.find(incident => failsTogether(alert, server, incident, groupSeconds))
  )
}

function isOpenToTrouble(incident: Incident): boolean {
  return incident.visibility === 'published' && incident.cause !== 'suspicious-file' && !incident.resolvedAt
}

function failsTogether(alert: Alert, server: Server, incident: Incident, groupSeconds: number): boolean {
  if (!server.groupId || incident.groupId !== server.groupId || incident.touchedAt) return false
  return incident.affected.some(
    row =>
      !row.endedAt &&
      alert.startsAt <= later(row.since, groupSeconds) &&
      row.since <= later(alert.startsAt, groupSeconds),
  )
}
