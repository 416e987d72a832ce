import type { Cause, Impact } from './status.ts'

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

/** What a guess is of: "an outage", "slowness". */
export function troubleNoun(impact: Impact): string {
  if (impact === 'major_outage') return 'an outage'
  return impact === 'partial_outage' ? 'a partial outage' : 'slowness'
}
