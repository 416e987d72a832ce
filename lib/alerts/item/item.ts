import { givenLabels } from '#lib/alerts/fields/labels.ts'
import { detailsOf, plainLine, plainName, quoted, summaryOf } from '#lib/alerts/fields/text.ts'
import { timesOf } from '#lib/alerts/fields/times.ts'
import { isUnfilled } from '#lib/alerts/fields/unfilled.ts'
import type { AlertKind, AlertState, ReportedAlert, Severity } from '#lib/rules/alerts/alert.ts'
import type { Labels } from '#lib/rules/sources/source-rule.ts'
import { mostFingerprint } from './fingerprint.ts'

/** What one member of a request says. */
export type ParsedItem =
  | {
      is: 'alert'
      alert: ReportedAlert
      /** The sender's id of this message; null when it gives none. */
      eventId: string | null
      /** For findings without an identity of their own: the fingerprint on the server that was meant. */
      fingerprintOn: ((server: string) => string) | null
      /** What the caller attached to it, for a source's rules and for staff. */
      labels?: Labels
      /** Sentences for staff about what was missing in it or had to be put right. */
      remarks?: readonly string[]
    }
  /** isRoutine: it comes all the time and only shows that the source is alive, so it is not logged. */
  | { is: 'ignored'; reason: string; isRoutine: boolean }
  | Rejected

export type Rejected = { is: 'rejected'; field: string; reason: string; fingerprint: string | null }

/** messageId: the sender's id of the whole request, the same when it is sent again. */
export type Parsed = { items: ParsedItem[]; messageId: string | null } | { unreadable: string }

/** body: parsed JSON, or the fields of a form. Never throws. */
export type Parse = (request: { body: unknown; receivedAt: Date }) => Parsed

/** What a format has found out about one alert, in the caller's own values. */
export type Facts = {
  source: string
  fingerprint: unknown
  fingerprintOn?: (server: string) => string
  /** Names and addresses of one and the same server, best first. */
  hosts: readonly unknown[]
  kind: AlertKind
  state: AlertState
  severity: Severity
  /** The kind follows from a name, a metric or words that state nothing of reachability. Left out: it is stated. */
  isGuess?: boolean
  summary: unknown
  details?: unknown
  startsAt?: unknown
  endsAt?: unknown
  eventId?: unknown
  /** An object of short texts; a rule by alert name looks at alertname. */
  labels?: unknown
  /** Sentences for staff about what was missing. */
  remarks?: readonly string[]
}

/** Brings what a format found to its final form: clean text, plausible times. A wrong fingerprint is rejected. */
export function reported(facts: Facts, receivedAt: Date): ParsedItem {
  const { source, kind, state, severity } = facts
  const fingerprint = plainName(facts.fingerprint)
  const characters = [...fingerprint].length
  if (characters === 0 || characters > mostFingerprint) {
    const what = characters === 0 ? 'is missing' : `has ${characters} characters`
    return rejected('fingerprint', `fingerprint ${what}, but accepts 1 to ${mostFingerprint} characters.`)
  }
  const named = [...new Set(facts.hosts.map(plainLine))].filter(host => host !== '')
  const hosts = named.filter(host => !isUnfilled(host))
  const times = timesOf(facts, receivedAt)
  const alert: ReportedAlert = {
    source,
    fingerprint,
    hosts,
    kind,
    state,
    severity,
    isGuess: facts.isGuess ?? false,
    summary: summaryOf(facts.summary) || 'no summary',
    details: detailsOf(facts.details),
    startsAt: times.startsAt,
    endsAt: times.endsAt,
    isClockAhead: times.isClockAhead,
  }
  const eventId = plainName(facts.eventId) || null
  const item = { is: 'alert' as const, alert, eventId, fingerprintOn: facts.fingerprintOn ?? null }
  const unfilled = named.find(isUnfilled)
  const remarks = [
    ...(facts.remarks ?? []),
    ...(unfilled === undefined
      ? []
      : [`The server came as ${quoted(unfilled)}, which nobody has filled in.`]),
    ...times.remarks,
  ]
  return {
    ...item,
    ...(facts.labels ? { labels: givenLabels(facts.labels) } : {}),
    ...(remarks.length > 0 ? { remarks } : {}),
  }
}

/** An alert that cannot be read: which field is why, and what it accepts. */
export function rejected(field: string, reason: string, fingerprint: string | null = null): Rejected {
  return { is: 'rejected', field, reason, fingerprint }
}

/** An alert that says nothing of a server. */
export function ignored(reason: string): ParsedItem {
  return { is: 'ignored', reason, isRoutine: false }
}
