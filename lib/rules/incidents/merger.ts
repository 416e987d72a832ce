import { compareImpact } from '#lib/rules/servers/status.ts'
import { earliest, latest } from '#lib/rules/time/time.ts'
import type { Affected } from './incident.ts'

/**
 * The servers of two incidents that become one. A server of both is in what is open, or the worse of it, since the earlier
 * moment; what customers of either were told they count as told.
 */
export function mergeAffected(a: readonly Affected[], b: readonly Affected[]): Affected[] {
  const merged = new Map(a.map(row => [row.serverId, row]))
  for (const row of b) {
    const other = merged.get(row.serverId)
    merged.set(row.serverId, other ? mergeRows(other, row) : row)
  }
  return [...merged.values()]
}

function mergeRows(a: Affected, b: Affected): Affected {
  const [main, other] = isBefore(a, b) ? [a, b] : [b, a]
  const told = [a, b].filter(row => row.announcedImpact !== null)
  const [first, second] = told
  const announced = second && first && toldMore(second, first) ? second : first
  return {
    ...main,
    since: earliest([main.since, other.since]) ?? main.since,
    announcedImpact: announced?.announcedImpact ?? null,
    isAnnouncedIntermittent: announced?.isAnnouncedIntermittent ?? false,
    announcedAt: told.length > 0 ? latest(told.flatMap(row => row.announcedAt ?? [])) : null,
    staffToldAt: a.staffToldAt ?? b.staffToldAt,
  }
}

/** What is open before what is clear, and that before what is over; of equals the worse. */
function isBefore(a: Affected, b: Affected): boolean {
  const order = rank(a) - rank(b)
  return order === 0 ? compareImpact(a.impact, b.impact) >= 0 : order < 0
}

function rank({ clearedAt, endedAt }: Affected): number {
  if (endedAt) return 2
  return clearedAt ? 1 : 0
}

function toldMore(a: Affected, b: Affected): boolean {
  return compareImpact(a.announcedImpact ?? 'operational', b.announcedImpact ?? 'operational') > 0
}
