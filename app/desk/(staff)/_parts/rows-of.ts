import { staffWords } from '#app/desk/staff-words.ts'
import type { Question } from '#db/reads/alerts/questions.ts'
import type { UnansweredPost } from '#db/reads/comments/unanswered.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import type { HeldPostLine } from '#db/reads/sending/desk-deliveries.ts'
import type { SilentSource } from '#db/reads/sources/desk-sources.ts'
import type { UnmatchedHost } from '#lib/flows/alerts/list-unmatched.ts'
import { incidentRow, promiseKind, type WaitingKind, type WorkRow } from '#lib/rules/desk/work-list.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'

/** All from which may follow that something waits. */
export type WaitingFacts = {
  policy: Policy
  incidents: DeskIncident[]
  promises: { postId: string; title: string; nextUpdateAt: Date }[]
  questions: Question[]
  comments: UnansweredPost[]
  heldMails: HeldPostLine[]
  stuck: { count: number; since: Date } | null
  unmatched: UnmatchedHost[]
  silent: SilentSource[]
}

/** What waits, in no order; whether somebody has taken it is known of incidents alone. */
export function workRowsOf(facts: WaitingFacts, now: Date): WorkRow[] {
  return [
    ...facts.incidents.flatMap(incident => incidentRow(incident, facts.policy, now) ?? []),
    ...facts.promises.flatMap(promise => promiseRow(promise, facts.policy, now)),
    ...facts.questions.map(({ alertId, heardAt, serverLabel, summary }) =>
      row('question', alertId, heardAt, `${serverLabel}: ${summary}`),
    ),
    ...facts.comments.map(({ postId, commentId, since, title }) =>
      row('comments', postId, since, title, commentId),
    ),
    ...facts.heldMails.map(({ postId, heldAt, title }) => row('withheld', postId, heldAt, title, 'mails')),
    ...stuckRow(facts.stuck),
    ...unmatchedRow(facts.unmatched),
    ...facts.silent.map(({ id, name, silentSince: since }) =>
      row('silent', id, since, name, String(since.getTime())),
    ),
  ]
}

function row(kind: WaitingKind, aboutId: string, since: Date, title: string, part = ''): WorkRow {
  const key = [kind.toLowerCase(), aboutId, part].filter(Boolean).join(':')
  return { key, kind, also: [], aboutId, since, title, isTaken: false }
}

function promiseRow(promise: WaitingFacts['promises'][number], policy: Policy, now: Date): WorkRow[] {
  const { postId, title, nextUpdateAt } = promise
  const kind = promiseKind(nextUpdateAt, policy, now)
  if (!kind) return []
  return [
    { ...row(kind, postId, nextUpdateAt, title), key: `post:${postId}:promise:${nextUpdateAt.getTime()}` },
  ]
}

function stuckRow(stuck: WaitingFacts['stuck']): WorkRow[] {
  if (!stuck) return []
  const title = staffWords('deskNow.rowsOf.oneDeliveryIsStuck', { count: stuck.count })
  return [row('stuck', '', stuck.since, title, String(stuck.since.getTime()))]
}

/** The names wait together: with each new one somebody may look again. */
function unmatchedRow(names: WaitingFacts['unmatched']): WorkRow[] {
  const [latest] = names
  if (!latest) return []
  const title = staffWords('deskNow.rowsOf.unknownNames', { names: names.length })
  const since = new Date(Math.min(...names.map(name => name.lastSeenAt.getTime())))
  return [row('unmatched', '', since, title, String(names.length))]
}
