import { type Alert, alertKinds, type LoggedAlert, severities } from '#lib/rules/alerts/alert.ts'
import { impactOf, impacts } from '#lib/rules/servers/status.ts'
import { later, latest } from '#lib/rules/time/time.ts'

export type Recorded = {
  /** All known episodes and the new ones, by id. */
  alerts: Map<string, Alert>
  /** Ids of those that this batch made or changed. */
  changed: Set<string>
  /** One for each line of the log. isLate: it speaks of an episode that has ended already. */
  lines: { line: LoggedAlert; alertId: string; isLate: boolean }[]
}

/**
 * Within this time of an end a beginning that was sent before it may still arrive, so it is late and ignored. Whatever
 * is said to fire after it fires: then the end was false, or the trouble is back under its old start.
 */
const deliverySeconds = 60

/**
 * Folds log lines into episodes (fingerprint + startsAt of one source, on one server).
 * Within the delay of delivery the outcome depends neither on the order nor on the repetition of the lines: an end without
 * a beginning leaves a closed tombstone, a beginning just after its end is ignored, an episode is as bad as the worst that
 * was heard of it, and of several open episodes of one fingerprint only the latest stays open. What still fires well after
 * its end is a new episode, which begins when we hear of it.
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
  const next = existing ? continued(existing, line) : begun(line, startFor(family, line), newId())
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

/**
 * The episode that a line speaks of, or undefined: it begins one. With a start, exactly that episode, or the one that has
 * come after its false end; without one, the one that the caller knows: the open one, or for an end the last.
 */
function episodeFor(family: readonly Alert[], line: LoggedAlert): Alert | undefined {
  const { startsAt, state } = line
  const newest = newestOf(family)
  if (!startsAt)
    return family.find(alert => alert.closedAt === null) ?? (state === 'resolved' ? newest : undefined)
  const own = family.find(alert => isAt(alert, startsAt))
  if (!own?.closedAt || !newest) return own
  if (state === 'resolved') return isReturnOf(newest, own) && !isSameEnd(own, line) ? newest : own
  if (newest.closedAt) return isLateFor(newest.closedAt, line) ? own : undefined
  return isReturnOf(newest, own) ? newest : own
}

function isAt({ startsAt }: Alert, moment: Date): boolean {
  return startsAt.getTime() === moment.getTime()
}

/** A beginning that comes so soon after we knew of the end may have been sent before it. */
export function isLateFor(closedAt: Date, { receivedAt }: Pick<LoggedAlert, 'receivedAt'>): boolean {
  return receivedAt <= later(closedAt, deliverySeconds)
}

/** The newest has begun by our clock, after the end of the other: its source still gives it the start of that one. */
function isReturnOf(newest: Alert, ended: Alert): boolean {
  const isOurStart = newest.startsAt >= newest.firstReceivedAt
  return newest !== ended && isOurStart && ended.closedAt !== null && newest.startsAt > ended.closedAt
}

/** An end that was delivered twice, by the source's clock. */
function isSameEnd({ endsAt }: Alert, line: LoggedAlert): boolean {
  return line.endsAt !== null && endsAt?.getTime() === line.endsAt.getTime()
}

/**
 * The line's own start, or its receipt; a millisecond later where an episode has begun at that moment already. What is
 * back after its end under its old start begins with its receipt.
 */
function startFor(family: readonly Alert[], line: LoggedAlert): Date {
  const { startsAt, receivedAt } = line
  const isBack = startsAt !== null && family.some(alert => isAt(alert, startsAt))
  const newest = newestOf(family)
  let start = isBack
    ? latest([receivedAt, ...(newest ? [later(newest.startsAt, 0.001)] : [])])
    : (startsAt ?? receivedAt)
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
    id,
    sourceId,
    serverId,
    fingerprint,
    kind,
    severity,
    isGuess,
    summary,
    isDebounced,
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
  const { kind, severity, isGuess } = rank(line) > rank(alert) ? line : alert
  return { ...seen, kind, severity, isGuess, summary: line.summary }
}

/**
 * What is worse for customers ranks higher, and what is stated above all that is guessed. A suspicious file ranks highest:
 * it must stay held whatever else is said.
 */
function rank({ kind, severity, isGuess }: Pick<Alert, 'kind' | 'severity' | 'isGuess'>): number {
  const said = isGuess ? 0 : 0.5
  if (kind === 'suspicious-file') return 10_000 + severities.indexOf(severity) + said
  const impact = impactOf(kind, severity)
  const stated = impact && !isGuess ? 1000 : 0
  const place = impacts.indexOf(impact ?? 'operational') * 100 + severities.indexOf(severity) * 10
  return stated + place - alertKinds.indexOf(kind) + said
}

/** Its source speaks of a later episode already, so an earlier one is over, whether or not its end arrived. */
function closeSuperseded(family: readonly Alert[], now: Date): Alert[] {
  const newest = newestOf(family)
  if (!newest) return []
  return family.map(alert =>
    alert === newest || alert.closedAt ? alert : { ...alert, endsAt: newest.startsAt, closedAt: now },
  )
}
