import { type Alert, isGuessed } from '#lib/rules/alerts/alert.ts'
import { asksAboutGuess, type Incident } from '#lib/rules/incidents/incident.ts'
import type { Situation } from './situation.ts'
import { endWhenClear } from './watch.ts'

/** Its source has stated meanwhile what it was held as a guess of, so it goes the ordinary way. */
export function isStatedMeanwhile(alert: Alert, incident: Incident): boolean {
  return asksAboutGuess(incident) && !isGuessed(alert)
}

/**
 * A held guess needs no answer any more for servers that left it (what was guessed is stated, or shows in public by other
 * alerts) and for those that have been clear for long enough. Once nothing of it is left it is laid aside, quietly,
 * because nothing of it was public. While somebody looks at it, it does not go by being clear.
 * left: the servers whose alerts left it just now, as leftKey names them.
 */
export function followGuess(incident: Incident, left: ReadonlySet<string>, situation: Situation): Incident {
  if (!asksAboutGuess(incident) || incident.resolvedAt) return incident
  const affected = incident.affected.map(row => {
    if (row.clearedAt && left.has(leftKey(incident.id, row.serverId)))
      return { ...row, endedAt: row.endedAt ?? situation.now }
    return incident.acknowledgedAt ? row : endWhenClear(row, situation)
  })
  if (!affected.every(row => row.endedAt)) return { ...incident, affected }
  return { ...incident, affected, visibility: 'draft', resolvedAt: situation.now }
}

export function leftKey(postId: string, serverId: string): string {
  return `${postId} ${serverId}`
}
