import {
  type AlertKind,
  alertKinds,
  type ReportedAlert,
  type Severity,
  severities,
} from '#lib/rules/alert.ts'
import { cleanDetails, cleanSummary, cleanText } from './text.ts'
import { readTime, trustStart } from './time.ts'

/** One member of a request, after parsing. */
export type ParsedItem =
  | { is: 'alert'; alert: ReportedAlert }
  | { is: 'ignored'; reason: string }
  | { is: 'rejected'; field: string; reason: string; fingerprint: string | null }

export type ParseInput = { body: unknown; receivedAt: Date }

/** What a whole request says. messageId: the sender's own id of this message, for formats that carry one in the body. */
export type Parsed = { items: ParsedItem[]; messageId?: string } | { unreadable: string }

/** Pure: the same request gives the same items. Never throws, whatever the body. */
export type Parse = (input: ParseInput) => Parsed

export type Record_ = Record<string, unknown>

export function isRecord(value: unknown): value is Record_ {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const mostFingerprintLetters = 128

export function rejected(field: string, reason: string, fingerprint: unknown = null): ParsedItem {
  return {
    is: 'rejected',
    field,
    reason,
    fingerprint:
      typeof fingerprint === 'string' ? cleanText(fingerprint).slice(0, mostFingerprintLetters) : null,
  }
}

/** How a value that was refused is shown in an answer: short, and on one line. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text =
    typeof value === 'string' ? `"${cleanSummary(value)}"` : (JSON.stringify(value) ?? typeof value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

/** What a format hands over: the caller's values as they came. */
export type Draft = {
  source: string
  fingerprint: unknown
  hosts: readonly unknown[]
  kind: unknown
  state: unknown
  severity: unknown
  summary: unknown
  details?: unknown
  startsAt?: unknown
  endsAt?: unknown
}

/** Checks and cleans a draft. A wrong value is rejected by the name of its field, what came and what is accepted. */
export function finishAlert(draft: Draft, receivedAt: Date): ParsedItem {
  const { fingerprint } = draft
  const wrong = (field: string, value: unknown, accepted: string) =>
    rejected(field, `${field} is ${shown(value)}, but accepts ${accepted}`, fingerprint)
  if (
    typeof fingerprint !== 'string' ||
    fingerprint.trim() === '' ||
    [...fingerprint].length > mostFingerprintLetters
  )
    return wrong('fingerprint', fingerprint, `a text of 1 to ${mostFingerprintLetters} characters`)
  if (!isOneOf(alertKinds, draft.kind)) return wrong('kind', draft.kind, alertKinds.join(', '))
  if (draft.state !== 'firing' && draft.state !== 'resolved')
    return wrong('state', draft.state, 'firing, resolved')
  if (!isOneOf(severities, draft.severity)) return wrong('severity', draft.severity, severities.join(', '))
  if (typeof draft.summary !== 'string') return wrong('summary', draft.summary, 'a text')
  for (const field of ['startsAt', 'endsAt'] as const)
    if (isGiven(draft[field]) && !readTime(draft[field]))
      return wrong(field, draft[field], 'a time such as 2026-03-10T14:24:00Z, or seconds since 1970')
  const { kind, state, severity, summary } = draft as {
    kind: AlertKind
    state: 'firing' | 'resolved'
    severity: Severity
    summary: string
  }
  const alert: ReportedAlert = {
    ...{ source: draft.source, fingerprint: cleanText(fingerprint).trim(), kind, state, severity },
    hosts: draft.hosts.filter(host => typeof host === 'string' && host.trim() !== '') as string[],
    summary: cleanSummary(summary),
    details: detailsOf(draft.details),
    ...trustStart(isGiven(draft.startsAt) ? readTime(draft.startsAt) : null, receivedAt),
    endsAt: isGiven(draft.endsAt) ? readTime(draft.endsAt) : null,
  }
  if (alert.fingerprint === '') return wrong('fingerprint', fingerprint, 'a text with visible characters')
  return { is: 'alert', alert }
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

function isOneOf<T extends string>(list: readonly T[], value: unknown): value is T {
  return list.includes(value as T)
}

function detailsOf(details: unknown): string | null {
  if (!isGiven(details)) return null
  return cleanDetails(typeof details === 'string' ? details : JSON.stringify(details))
}
