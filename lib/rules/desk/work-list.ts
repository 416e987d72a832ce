import { asksAboutGuess, type Incident } from '#lib/rules/incidents/incident.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { later } from '#lib/rules/time/time.ts'
import { type PostWait, promiseNearSeconds, type WaitingPost, waitsOf } from './waiting.ts'

/**
 * What may wait for a person at the desk, the most urgent first. promiseLate, promiseSoon: customers were told by when they
 * hear more. untaken: nobody has taken it. held: hidden from customers until staff decide. end: all is clear, and
 * it ends by itself unless a person keeps it open. cleaned: nobody finds a suspicious file any more, and a person says whether
 * it is over. guess, question: staff are asked whether it is true. comments: nobody has answered. withheld:
 * customers are not told before staff let it go. stuck: deliveries that do not get through. unmatched: alerts without a
 * server. silent: sources that should have spoken.
 */
export const waitingKinds = [
  'promiseLate',
  'untaken',
  'held',
  'promiseSoon',
  'end',
  'cleaned',
  'guess',
  'question',
  'comments',
  'withheld',
  'stuck',
  'unmatched',
  'silent',
] as const
export type WaitingKind = (typeof waitingKinds)[number]

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
  /** Somebody has taken it. */
  isTaken: boolean
}

/** An incident as far as it decides what waits. */
export type IncidentToWait = WaitingPost &
  Pick<Incident, 'id' | 'title' | 'cause' | 'startedAt' | 'publishedAt'>

/** All that waits of an incident is one row, by what is most urgent; null: nothing of it waits. */
export function incidentRow(incident: IncidentToWait, policy: Policy, now: Date): WorkRow | null {
  const since = new Map(
    waitsOf('incident', incident).flatMap<[WaitingKind, Date]>(wait => {
      const kind = kindOf(wait, incident, policy, now)
      const at = sinceOf(wait, incident)
      return kind && at ? [[kind, at]] : []
    }),
  )
  const [first, ...also] = waitingKinds.filter(kind => since.has(kind))
  const at = first && since.get(first)
  if (!first || !at) return null
  const part = first === 'promiseLate' || first === 'promiseSoon' ? `promise:${at.getTime()}` : first
  return {
    key: `post:${incident.id}:${part}`,
    kind: first,
    also,
    aboutId: incident.id,
    since: at,
    title: incident.title,
    isTaken: incident.acknowledgedAt !== null,
  }
}

function kindOf(wait: PostWait, incident: IncidentToWait, policy: Policy, now: Date): WaitingKind | null {
  switch (wait) {
    case 'promise':
      return promiseKind(incident.nextUpdateAt, policy, now)
    case 'held':
      return asksAboutGuess(incident) ? 'guess' : 'held'
    case 'end':
      return incident.cause === 'suspicious-file' ? 'cleaned' : 'end'
    case 'untaken':
    case 'withheld':
      return wait
  }
}

function sinceOf(wait: PostWait, incident: IncidentToWait): Date | null {
  const { startedAt, publishedAt, resolutionProposedAt, nextUpdateAt } = incident
  switch (wait) {
    case 'promise':
      return nextUpdateAt
    case 'held':
      return startedAt
    case 'end':
      return resolutionProposedAt
    case 'untaken':
    case 'withheld':
      return publishedAt ?? startedAt
  }
}

/** Whether a promise to customers is late, or due soon; null: neither. */
export function promiseKind(at: Date | null, policy: Policy, now: Date): WaitingKind | null {
  if (!at) return null
  if (at <= now) return 'promiseLate'
  return at <= later(now, promiseNearSeconds(policy)) ? 'promiseSoon' : null
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
