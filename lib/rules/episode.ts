import { type Alert, alertKinds, type LoggedAlert, severities } from './alert.ts'
import { impactOf, impacts } from './status.ts'

export type Recorded = {
  /** All known episodes and the new ones, by id. */
  alerts: Map<string, Alert>
  /** Ids of those that this batch made or changed. */
  changed: Set<string>
  /** One for each line of the log. isLate: it speaks of an episode that has ended already. */
  lines: { line: LoggedAlert; alertId: string; isLate: boolean }[]
}

/**
 * Folds log lines into episodes (fingerprint + startsAt of one source, on one server).
 * The outcome does not depend on the order or the repetition of the lines:
 * an end without a beginning leaves a closed tombstone, a beginning after its end is ignored, an episode is as bad as
 * the worst that was heard of it, and of several open episodes of one fingerprint only the latest stays open.
 */
export function recordAlerts(
  known: readonly Alert[],
  lines: readonly LoggedAlert[],
  newId: () => string,
): Recorded {
  const recorded: Recorded = {
    alerts: new Map(known.map(alert => [alert.id, alert])),
    changed: new Set(),
    lines: [],
  }
  const byFingerprint = Map.groupBy(known, fingerprintKey)
  for (const line of lines) {
    const key = fingerprintKey(line)
    const family = byFingerprint.get(key) ?? []
    byFingerprint.set(key, recordLine(recorded, family, line, newId))
  }
  return recorded
}

/** A scanner may give one finding the same fingerprint on every server: each has episodes of its own. */
function fingerprintKey(of: { sourceId: string; serverId: string; fingerprint: string }): string {
  return `${of.sourceId}\n${of.serverId}\n${of.fingerprint}`
}

function recordLine(
  recorded: Recorded,
  family: readonly Alert[],
  line: LoggedAlert,
  newId: () => string,
): Alert[] {
  const existing = episodeFor(family, line)
  const next = existing ? continued(existing, line) : begun(line, freeStart(family, line), newId())
  const isLate = existing?.closedAt != null && line.state === 'firing'
  recorded.lines.push({ line, alertId: next.id, isLate })
  const members = closeSuperseded([...family.filter(alert => alert !== existing), next], line.receivedAt)
  for (const alert of members) {
    if (recorded.alerts.get(alert.id) === alert) continue
    recorded.alerts.set(alert.id, alert)
    recorded.changed.add(alert.id)
  }
  return members
}

/** With a start, exactly that episode; without one, the one that the caller knows: the open one, or for an end the last. */
function episodeFor(family: readonly Alert[], line: LoggedAlert): Alert | undefined {
  const { startsAt } = line
  if (startsAt) return family.find(alert => alert.startsAt.getTime() === startsAt.getTime())
  const open = family.find(alert => alert.closedAt === null)
  return open ?? (line.state === 'resolved' ? newestOf(family) : undefined)
}

/** The line's own start, or its receipt; a millisecond later where an episode has begun at that moment already. */
function freeStart(family: readonly Alert[], line: LoggedAlert): Date {
  let start = line.startsAt ?? line.receivedAt
  while (family.some(alert => alert.startsAt.getTime() === start.getTime()))
    start = new Date(start.getTime() + 1)
  return start
}

function newestOf(family: readonly Alert[]): Alert | undefined {
  return family.reduce<Alert | undefined>((a, b) => (!a || b.startsAt > a.startsAt ? b : a), undefined)
}

function begun(line: LoggedAlert, startsAt: Date, id: string): Alert {
  const { sourceId, serverId, fingerprint, kind, severity, isGuess, summary, receivedAt, isDebounced } = line
  const isOver = line.state === 'resolved'
  return {
    ...{ id, sourceId, serverId, fingerprint, kind, severity, isGuess, summary, isDebounced },
    startsAt,
    firstReceivedAt: receivedAt,
    lastReceivedAt: receivedAt,
    receivedCount: 1,
    endsAt: isOver ? (line.endsAt ?? receivedAt) : null,
    closedAt: isOver ? receivedAt : null,
    postId: null,
  }
}

function continued(alert: Alert, line: LoggedAlert): Alert {
  if (alert.closedAt) return alert
  const { receivedAt } = line
  const seen = { ...alert, lastReceivedAt: receivedAt, receivedCount: alert.receivedCount + 1 }
  if (line.state === 'resolved') return { ...seen, endsAt: line.endsAt ?? receivedAt, closedAt: receivedAt }
  const { kind, severity } = rank(line) > rank(alert) ? line : alert
  return { ...seen, kind, severity, summary: line.summary }
}

/** What is worse for customers ranks higher. A suspicious file ranks highest: it must stay held whatever else is said. */
function rank({ kind, severity }: Pick<Alert, 'kind' | 'severity'>): number {
  if (kind === 'suspicious-file') return 1000 + severities.indexOf(severity)
  const impact = impactOf(kind, severity) ?? 'operational'
  return impacts.indexOf(impact) * 100 + severities.indexOf(severity) * 10 - alertKinds.indexOf(kind)
}

/** Its source speaks of a later episode already, so an earlier one is over, whether or not its end arrived. */
function closeSuperseded(family: readonly Alert[], now: Date): Alert[] {
  const newest = newestOf(family)
  if (!newest) return []
  return family.map(alert =>
    alert === newest || alert.closedAt ? alert : { ...alert, endsAt: newest.startsAt, closedAt: now },
  )
}
