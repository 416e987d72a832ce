import type { Affected, Incident } from '#lib/rules/incidents/incident.ts'
import { type Cause, type Impact, worst } from './status.ts'

/** "web07", "web07 and web08", "web07, web08 and 5 more servers". */
export function nameServers(labels: readonly string[], most = 3): string {
  const [first = '', second] = labels
  if (labels.length <= 1) return first
  if (labels.length === 2) return `${first} and ${second}`
  if (labels.length <= most) return `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`
  const shown = labels.slice(0, most - 1)
  const rest = labels.length - shown.length
  return `${shown.join(', ')} and ${rest} more servers`
}

/** What is the matter, after "is" or "are". isIntermittent: it fails and recovers by turns. */
export function impactPhrase(impact: Impact, cause: Cause | null, isIntermittent = false): string {
  if (cause === 'suspicious-file') return 'being checked'
  if (cause === 'no-data') return 'without data'
  if (isIntermittent) return impact === 'degraded' ? 'intermittently slow' : 'intermittently down'
  switch (impact) {
    case 'major_outage':
      return 'down'
    case 'partial_outage':
      return 'partly down'
    case 'degraded':
      return 'slow'
    case 'maintenance':
      return 'under maintenance'
    case 'operational':
      return 'fine'
  }
}

/** A sentence's beginning: "web07 is down", "web07 and web08 are slow". */
export function serversAre(labels: readonly string[], phrase: string): string {
  return `${nameServers(labels)} ${labels.length === 1 ? 'is' : 'are'} ${phrase}`
}

/** The title of an incident that Allclear opened, from its servers. */
export function titleOf(
  incident: Incident,
  labels: ReadonlyMap<string, string>,
  groupNames: ReadonlyMap<string, string>,
): string {
  const isOver = incident.resolvedAt !== null
  const rows = incident.affected.filter(row => isOver || !row.endedAt)
  const names = rows.map(row => labels.get(row.serverId) ?? row.serverId).sort()
  if (incident.visibility !== 'published' && (incident.cause === 'outage' || incident.cause === 'slowdown'))
    return `Looks like ${troubleNoun(worstOf(rows))} of ${subject(names, incident, groupNames)}`
  const verb = verbFor(names.length, isOver)
  if (incident.cause === 'suspicious-file')
    return `${subject(names, incident, groupNames)} ${verb} being checked for a suspicious file`
  const isIntermittent = rows.length > 0 && rows.every(row => row.isIntermittent)
  return `${subject(names, incident, groupNames)} ${verb} ${impactPhrase(worstOf(rows), incident.cause, isIntermittent)}`
}

/** What a guess is of: "an outage", "slowness". */
export function troubleNoun(impact: Impact): string {
  if (impact === 'major_outage') return 'an outage'
  return impact === 'partial_outage' ? 'a partial outage' : 'slowness'
}

function verbFor(count: number, isOver: boolean): string {
  if (isOver) return count === 1 ? 'was' : 'were'
  return count === 1 ? 'is' : 'are'
}

function subject(names: string[], incident: Incident, groupNames: ReadonlyMap<string, string>): string {
  const group = incident.groupId ? groupNames.get(incident.groupId) : undefined
  if (names.length <= 3 || !group) return nameServers(names)
  return `${names.length} servers in ${group}`
}

function worstOf(rows: readonly Affected[]): Impact {
  return worst(rows.map(row => row.impact))
}

/** "90 s", "3 min", "4 h": the largest unit that fits without a rest. */
export function shortDuration(seconds: number): string {
  if (seconds > 0 && seconds % 3600 === 0) return `${seconds / 3600} h`
  return seconds > 0 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`
}

/** "14:30 UTC", with its day where that is another one: "2026-03-11 14:30 UTC". */
export function utcTime(at: Date, now: Date): string {
  const [day, time] = [at.toISOString().slice(0, 10), at.toISOString().slice(11, 16)]
  return day === now.toISOString().slice(0, 10) ? `${time} UTC` : `${day} ${time} UTC`
}
