import type { PostVisibility } from '#lib/rules/posts/post.ts'
import { type Condition, conditionOf } from '#lib/rules/servers/condition.ts'
import { type Cause, type Impact, worst } from '#lib/rules/servers/status.ts'

/** What the title of an incident that Allclear opened says. */
export type TitleFacts = {
  /** guess: staff are asked whether it is true. */
  is: 'guess' | 'check' | 'trouble'
  /** Labels of the servers that it is about, sorted: all where they are few, else the first. */
  servers: string[]
  /** How many servers it is about. */
  count: number
  /** The name of the group whose servers failed together. */
  group: string | null
  impact: Impact
  condition: Condition
  isOver: boolean
}

/** What a title follows from. */
type UntitledIncident = {
  visibility: PostVisibility
  cause: Cause | null
  groupId: string | null
  resolvedAt: Date | null
  affected: readonly { serverId: string; impact: Impact; isIntermittent: boolean; endedAt: Date | null }[]
}

/** More labels than this no title names. */
const mostNamed = 3

/** Of servers and groups without a name the id is taken. */
export function titleFacts(
  incident: UntitledIncident,
  labels: ReadonlyMap<string, string>,
  groupNames: ReadonlyMap<string, string>,
): TitleFacts {
  const isOver = incident.resolvedAt !== null
  const rows = incident.affected.filter(row => isOver || !row.endedAt)
  const impact = worst(rows.map(row => row.impact))
  const isIntermittent = rows.length > 0 && rows.every(row => row.isIntermittent)
  return {
    is: kindOf(incident),
    servers: rows
      .map(row => labels.get(row.serverId) ?? row.serverId)
      .sort()
      .slice(0, mostNamed),
    count: rows.length,
    group: incident.groupId ? (groupNames.get(incident.groupId) ?? null) : null,
    impact,
    condition: conditionOf(impact, incident.cause, isIntermittent),
    isOver,
  }
}

function kindOf({ visibility, cause }: UntitledIncident): TitleFacts['is'] {
  if (visibility !== 'published' && (cause === 'outage' || cause === 'slowdown')) return 'guess'
  return cause === 'suspicious-file' ? 'check' : 'trouble'
}
