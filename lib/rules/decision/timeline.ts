import type { Affected, Incident } from '#lib/rules/incidents/incident.ts'
import type {
  InCondition,
  NamedServers,
  PastTrouble,
  TimelineFacts,
} from '#lib/rules/incidents/timeline-facts.ts'
import type { PostPhase } from '#lib/rules/posts/post.ts'
import { conditionOf } from '#lib/rules/servers/condition.ts'
import { compareImpact, isShownClear } from '#lib/rules/servers/status.ts'
import { latest } from '#lib/rules/time/time.ts'

export type TimelineEntry = { phase: PostPhase; facts: TimelineFacts }

/**
 * What the timeline holds of a change that Allclear made by itself.
 * Returns nothing when readers would see no difference.
 */
export function describeChange(
  before: Incident | undefined,
  after: Incident,
  labels: ReadonlyMap<string, string>,
): TimelineEntry[] {
  const earlier = new Map(before?.affected.map(row => [row.serverId, row]))
  const rows = (test: (row: Affected, old: Affected | undefined) => boolean) =>
    after.affected.filter(row => test(row, earlier.get(row.serverId)))
  // Who fails by turns is told of once; the turns themselves are not news.
  const isOpen = (row: Affected | undefined) =>
    row !== undefined && !row.endedAt && (!isShownClear(row) || row.isIntermittent)

  if (after.resolvedAt && !before?.resolvedAt) {
    const facts = overFacts(after, earlier, labels)
    return [{ phase: 'resolved', facts: after.touchedAt ? { ...facts, ...unattended(after) } : facts }]
  }
  const began = rows((row, old) => isOpen(row) && !isOpen(old) && !row.isIntermittent)
  const worsened = rows((row, old) => isOpen(row) && isOpen(old) && !row.isIntermittent && isWorse(row, old))
  const intermittent = rows(
    (row, old) => row.isIntermittent && !old?.isIntermittent && !old?.isAnnouncedIntermittent,
  )
  const cleared = rows(
    (row, old) => row.clearedAt !== null && !isOpen(row) && isOpen(old) && !row.isAnnouncedIntermittent,
  )
  if (began.length + worsened.length + intermittent.length + cleared.length === 0) return []
  const facts = {
    is: 'change' as const,
    began: byCondition(began, labels),
    worsened: byCondition(worsened, labels),
    intermittent: byCondition(intermittent, labels),
    recovered: cleared.length > 0 ? namedOf(cleared, labels) : null,
    isOpening: before === undefined,
  }
  return [{ phase: after.phase, facts }]
}

function byCondition(rows: readonly Affected[], labels: ReadonlyMap<string, string>): InCondition[] {
  const groups = Map.groupBy(rows, row => conditionOf(row.impact, row.cause, row.isIntermittent))
  return [...groups].map(([condition, members]) => ({ ...namedOf(members, labels), condition }))
}

/** At most this many servers are kept by name; a page shows no more of them. */
const mostNamed = 20

function namedOf(rows: readonly Affected[], labels: ReadonlyMap<string, string>): NamedServers {
  return {
    servers: rows.slice(0, mostNamed).map(row => nameOf(row, labels)),
    more: Math.max(0, rows.length - mostNamed),
  }
}

function nameOf({ serverId }: Affected, labels: ReadonlyMap<string, string>): { id: string; label: string } {
  return { id: serverId, label: labels.get(serverId) ?? serverId }
}

/** Worse by its impact, or because it does not even recover by turns any more. */
function isWorse(row: Affected, old: Affected | undefined): boolean {
  return old !== undefined && (compareImpact(row.impact, old.impact) > 0 || old.isIntermittent)
}

function overFacts(
  { affected }: Incident,
  earlier: ReadonlyMap<string, Affected>,
  labels: ReadonlyMap<string, string>,
): Extract<TimelineFacts, { is: 'over' }> {
  const servers = affected.slice(0, mostNamed).map(
    (row): PastTrouble => ({
      ...nameOf(row, labels),
      condition: pastCondition(row, earlier),
      since: row.since.toISOString(),
      until: (row.until ?? row.endedAt ?? row.since).toISOString(),
    }),
  )
  return { is: 'over', servers, more: Math.max(0, affected.length - mostNamed) }
}

/** Staff wrote on it and nobody has ended it: readers learn why we do. */
function unattended({ affected }: Incident): { clearSince: string } {
  const ends = affected.map(row => row.until ?? row.clearedAt ?? row.since)
  return { clearSince: latest(ends).toISOString() }
}

/** Where customers were told of something worse before, no single condition fits all of the time. */
function pastCondition(row: Affected, earlier: ReadonlyMap<string, Affected>): PastTrouble['condition'] {
  const told = earlier.get(row.serverId)?.announcedImpact ?? null
  const wasWorse = told !== null && compareImpact(told, row.impact) > 0
  return wasWorse ? 'in_trouble' : conditionOf(row.impact, row.cause)
}
