import { type Affected, blankIncident, type Incident, nothingTold } from '#lib/rules/incidents/incident.ts'
import type { Situation } from './situation.ts'

/**
 * The held incident about agents that fell silent at once: staff hear of it once and judge whether our own network or
 * the servers are the cause; customers see nothing of it. It is laid aside by itself when all agents are back,
 * because nothing of it was public. Returns null when there is nothing to suspect.
 * suspectedAt: when staff were last told of such a silence; what has lasted since then is no news.
 */
export function followSuspicion(
  incidents: readonly Incident[],
  suspectedAt: Date | null,
  situation: Situation,
  newId: () => string,
): Incident | null {
  const { now, silence } = situation
  const open = incidents.find(incident => incident.cause === 'no-data' && !incident.resolvedAt)
  if (open) return layAside({ ...open, affected: followSilence(open.affected, situation) }, now)
  const newSuspects = [...silence.suspects].filter(([, lastAt]) => !suspectedAt || lastAt > suspectedAt)
  if (newSuspects.length === 0) return null
  const affected = [...silence.suspects].map(([serverId, since]) => silentRow(serverId, since))
  return { ...blankIncident(newId(), 'no-data', now), affected }
}

function silentRow(serverId: string, since: Date): Affected {
  const truth = { impact: 'major_outage', cause: 'no-data', since, clearedAt: null, endedAt: null } as const
  return { serverId, ...nothingTold, ...truth }
}

function followSilence(rows: readonly Affected[], { silence: { suspects }, now }: Situation): Affected[] {
  const known = new Set(rows.map(row => row.serverId))
  const followed = rows.map(row => {
    if (suspects.has(row.serverId)) return row.clearedAt ? { ...row, clearedAt: null, until: null } : row
    return row.clearedAt ? row : { ...row, clearedAt: now, until: now }
  })
  // Staff have heard of this silence: one more server in it is no second mail.
  const joined = [...suspects].filter(([serverId]) => !known.has(serverId))
  return [
    ...followed,
    ...joined.map(([serverId, since]) => ({ ...silentRow(serverId, since), staffToldAt: now })),
  ]
}

function layAside(incident: Incident, now: Date): Incident {
  const isOver = incident.affected.every(row => row.clearedAt)
  if (!isOver || incident.visibility !== 'held' || incident.touchedAt) return incident
  const affected = incident.affected.map(row => ({ ...row, endedAt: row.endedAt ?? now }))
  return { ...incident, affected, visibility: 'draft', resolvedAt: now }
}
