import { asksAboutGuess, type Incident, isUntaken } from '#lib/rules/incidents/incident.ts'
import { isKeptOpen } from '#lib/rules/incidents/unattended-end.ts'
import { later } from '#lib/rules/time/time.ts'

/**
 * What may wait for a person at the desk, the most urgent first. promiseLate, promiseSoon: customers were told by when they
 * hear more. untaken: nobody has said that he is on it. held: hidden from customers until staff decide. end: all is clear, and
 * it ends by itself unless a person keeps it open. guess, question: staff are asked whether it is true. comments: nobody has answered. withheld:
 * customers are not told before staff let it go. stuck: deliveries that do not get through. unmatched: alerts without a
 * server. silent: sources that should have spoken.
 */
export const waitingKinds = [
  'promiseLate',
  'untaken',
  'held',
  'promiseSoon',
  'end',
  'guess',
  'question',
  'comments',
  'withheld',
  'stuck',
  'unmatched',
  'silent',
] as const
export type WaitingKind = (typeof waitingKinds)[number]

/** A promise is near when it is due within this time. */
export const promiseSoonSeconds = 600

/** One thing that waits. */
export type WorkRow = {
  /** The same for as long as it is the same wait: a new promise is another row. */
  key: string
  kind: WaitingKind
  /** What else of the same thing waits. */
  also: readonly WaitingKind[]
  /** What it is about: the id of a post, an alert or a source; empty: of none alone. */
  aboutId: string
  /** Since when it waits; promiseSoon: until when it may. */
  since: Date
  title: string
  /** Somebody has said that he is on it. */
  isTaken: boolean
}

/** An incident as far as it decides what waits. */
export type IncidentToWait = Pick<
  Incident,
  | 'id'
  | 'title'
  | 'visibility'
  | 'cause'
  | 'startedAt'
  | 'publishedAt'
  | 'resolvedAt'
  | 'touchedAt'
  | 'acknowledgedAt'
  | 'resolutionProposedAt'
  | 'keptOpenAt'
  | 'nextUpdateAt'
  | 'breaker'
>

/** All that waits of an incident is one row, by what is most urgent; null: nothing of it waits. */
export function incidentRow(incident: IncidentToWait, now: Date): WorkRow | null {
  const waits = waitsOf(incident, now)
  const [first, ...others] = waitingKinds.filter(kind => waits[kind])
  const since = first && waits[first]
  if (!first || !since) return null
  const part = first === 'promiseLate' || first === 'promiseSoon' ? `promise:${since.getTime()}` : first
  return {
    key: `post:${incident.id}:${part}`,
    kind: first,
    also: others,
    aboutId: incident.id,
    since,
    title: incident.title,
    isTaken: incident.acknowledgedAt !== null,
  }
}

/** By kind, since when it waits. */
function waitsOf(incident: IncidentToWait, now: Date): Partial<Record<WaitingKind, Date>> {
  const { visibility, startedAt, publishedAt, resolvedAt, resolutionProposedAt, breaker } = incident
  if (resolvedAt || visibility === 'draft') return {}
  if (visibility === 'held') return asksAboutGuess(incident) ? { guess: startedAt } : { held: startedAt }
  const shownAt = publishedAt ?? startedAt
  return {
    ...promiseWait(incident.nextUpdateAt, now),
    untaken: isUntaken(incident) ? shownAt : undefined,
    end: isKeptOpen(incident) ? undefined : (resolutionProposedAt ?? undefined),
    withheld: breaker === 'held' ? shownAt : undefined,
  }
}

/** Whether a promise to customers is late, or due soon. */
export function promiseWait(at: Date | null, now: Date): Partial<Record<WaitingKind, Date>> {
  if (!at) return {}
  if (at <= now) return { promiseLate: at }
  return at <= later(now, promiseSoonSeconds) ? { promiseSoon: at } : {}
}

/** The most urgent first: by kind, then what nobody has taken, then what waits longest. */
export function byUrgency(a: WorkRow, b: WorkRow): number {
  return (
    waitingKinds.indexOf(a.kind) - waitingKinds.indexOf(b.kind) ||
    Number(a.isTaken) - Number(b.isTaken) ||
    a.since.getTime() - b.since.getTime() ||
    (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  )
}

/** As many rows as a page can hold, and how many of which kind are left out. */
export type ShownRows = { shown: WorkRow[]; left: { kind: WaitingKind; count: number }[] }

/** The most urgent rows, at most this many of one kind: a storm of one does not hide all others. */
export function shownRows(rows: readonly WorkRow[], mostOfKind: number): ShownRows {
  const byKind = Map.groupBy([...rows].sort(byUrgency), row => row.kind)
  const kinds = waitingKinds.map(kind => ({ kind, own: byKind.get(kind) ?? [] }))
  return {
    shown: kinds.flatMap(({ own }) => own.slice(0, mostOfKind)),
    left: kinds.flatMap(({ kind, own }) =>
      own.length > mostOfKind ? [{ kind, count: own.length - mostOfKind }] : [],
    ),
  }
}
