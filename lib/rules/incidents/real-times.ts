import { latest } from '#lib/rules/time/time.ts'
import type { Affected, Incident } from './incident.ts'

/** When an incident really was. endedAt null: it is open, or its end stays as it is. */
export type RealTimes = { startedAt: Date; endedAt: Date | null }

/** A form has no seconds: within one minute a time is the same. */
export function isSameMinute(a: Date | null, b: Date | null): boolean {
  const minute = (at: Date | null) => (at ? Math.floor(at.getTime() / 60_000) : null)
  return minute(a) === minute(b)
}

export type ServerTimes = { serverId: string; since: Date; until: Date | null }

/**
 * The times of the servers when their incident really began and ended so: those that began with it, or before that, begin with it;
 * those that ended with it, or after that, end with it. Returns null when a server would end before it began.
 */
export function realTimes(
  rows: readonly Affected[],
  startedAt: Date,
  { startedAt: begin, endedAt: end }: RealTimes,
): ServerTimes[] | null {
  const ends = rows.flatMap(row => serverEnd(row) ?? [])
  const lastEnd = ends.length > 0 ? latest(ends) : null
  const times = rows.map(row => {
    const until = serverEnd(row)
    const beginsWith = row.since <= startedAt || row.since < begin
    const endsWith = end !== null && until !== null && (until >= (lastEnd ?? until) || until > end)
    return {
      serverId: row.serverId,
      since: beginsWith ? begin : row.since,
      until: endsWith ? end : until,
    }
  })
  return times.every(({ since, until }) => !until || until > since) ? times : null
}

/** When a server's trouble was over; null: it is not. */
export function serverEnd({ until, endedAt }: Pick<Affected, 'until' | 'endedAt'>): Date | null {
  return endedAt ? (until ?? endedAt) : null
}

/** When an incident was over as readers see it: when its last server was, or where it has none when staff said so. */
export function incidentEnd({
  resolvedAt,
  affected,
}: Pick<Incident, 'resolvedAt' | 'affected'>): Date | null {
  if (!resolvedAt) return null
  const ends = affected.flatMap(row => row.until ?? [])
  return ends.length > 0 && ends.length === affected.length ? latest(ends) : resolvedAt
}
