import { type Condition, conditionOf } from '#lib/rules/servers/condition.ts'
import { type Impact, worst } from '#lib/rules/servers/status.ts'
import type { Incident } from './incident.ts'

/** What the title of an incident that Allclear opened says. */
export type TitleFacts = {
  /** guess: staff are asked whether it is true. */
  is: 'guess' | 'check' | 'trouble'
  /** Labels of the servers that it is about, sorted. */
  servers: string[]
  /** The name of the group whose servers failed together. */
  group: string | null
  impact: Impact
  condition: Condition
  isOver: boolean
}

/** Of servers and groups without a name the id is taken. */
export function titleFacts(
  incident: Incident,
  labels: ReadonlyMap<string, string>,
  groupNames: ReadonlyMap<string, string>,
): TitleFacts {
  const isOver = incident.resolvedAt !== null
  const rows = incident.affected.filter(row => isOver || !row.endedAt)
  const impact = worst(rows.map(row => row.impact))
  const isIntermittent = rows.length > 0 && rows.every(row => row.isIntermittent)
  return {
    is: kindOf(incident),
    servers: rows.map(row => labels.get(row.serverId) ?? row.serverId).sort(),
    group: incident.groupId ? (groupNames.get(incident.groupId) ?? null) : null,
    impact,
    condition: conditionOf(impact, incident.cause, isIntermittent),
    isOver,
  }
}

function kindOf({ visibility, cause }: Incident): TitleFacts['is'] {
  if (visibility !== 'published' && (cause === 'outage' || cause === 'slowdown')) return 'guess'
  return cause === 'suspicious-file' ? 'check' : 'trouble'
}
