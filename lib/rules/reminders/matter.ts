import { type PostWait, type WaitingPost, waitsOf } from '#lib/rules/desk/waiting.ts'
import { hasPerson, type Incident } from '#lib/rules/incidents/incident.ts'
import { endsByItselfAt } from '#lib/rules/incidents/unattended-end.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { later } from '#lib/rules/time/time.ts'

/**
 * What staff are reminded of. untaken: a public incident that nobody has taken. held: an incident that is held and that
 * nobody looks at. promise-soon, promise-late: an update that was promised. end-waits: an incident that ends by itself.
 * comment: one that nobody has answered. key-ends: a key of the API, for owners. found, withheld: said once to all staff, when
 * an incident or notices are held. key-leaked, token-leaked: said once to owners, of a key or a source's token. copy-failing,
 * copy-written: the same of a copy of the site.
 */
export const reminderKinds = [
  'untaken',
  'held',
  'token-leaked',
  'key-leaked',
  'promise-late',
  'promise-soon',
  'end-waits',
  'comment',
  'key-ends',
  'found',
  'withheld',
  'copy-failing',
  'copy-written',
] as const
export type ReminderKind = (typeof reminderKinds)[number]

/** What is said to all at once is no matter: it climbs no ladder. */
const saidAtOnce = [
  'found',
  'withheld',
  'key-leaked',
  'token-leaked',
  'copy-failing',
  'copy-written',
] as const
export type SaidKind = (typeof saidAtOnce)[number]
export type MatterKind = Exclude<ReminderKind, SaidKind>

export function isSaidAtOnce(kind: ReminderKind): kind is SaidKind {
  return saidAtOnce.some(each => each === kind)
}

/** Something that waits for a person, of which staff are to be reminded from dueAt on. */
export type Matter = {
  kind: MatterKind
  /** The id of a post, of a comment, or of a key. */
  subjectId: string
  /** null: it is about no post. */
  postId: string | null
  title: string
  /** Which time that it waits, so that each time is reminded of anew. */
  occasion: string
  dueAt: Date
  /** From then on it is another matter, or none; null: until it is settled. */
  untilAt: Date | null
  /** Of what the reminder speaks: when the promise is due, when it ends, since when it waits. */
  at: Date
  /** Who has it, and hears first; null: nobody. */
  ownerId: string | null
  /** Nobody else is reminded of it; it waits while they want quiet. */
  isTheirsAlone?: boolean
  /** It may wake somebody who wants quiet, when nobody else is there. */
  isUrgent: boolean
  /** While it waits, it goes from one of the staff to the next. */
  isEscalated: boolean
}

/** A post that is not over, as far as staff have to be reminded of it. */
export type PostThatWaits = WaitingPost &
  Pick<Incident, 'id' | 'title' | 'phase' | 'publishedAt'> & {
    kind: 'incident' | 'maintenance'
    createdAt: Date
    /** Who took it or wrote on it last. */
    ownerId: string | null
  }

export type CommentThatWaits = { id: string; postId: string; title: string; publishedAt: Date }

/** All that waits, of which staff are reminded now or later. */
export function mattersOf(
  posts: readonly PostThatWaits[],
  comments: readonly CommentThatWaits[],
  policy: Policy,
): Matter[] {
  return [
    ...posts.flatMap(post => waitsOf(post.kind, post).flatMap(wait => postMatters(wait, post, policy))),
    ...comments.map(comment => commentMatter(comment, policy)),
  ]
}

/** The same subject waits for the same thing for the same time. */
export function matterKey(of: { kind: ReminderKind; subjectId: string; occasion: string }): string {
  const { kind, subjectId, occasion } = of
  return `${subjectId} ${kind} ${occasion}`
}

function aboutPost({ id, title, ownerId }: PostThatWaits) {
  return { subjectId: id, postId: id, title, ownerId }
}

/** Of what waits, only that of which somebody must be reminded: what the breaker holds is said once, to all. */
function postMatters(wait: PostWait, post: PostThatWaits, policy: Policy): Matter[] {
  switch (wait) {
    case 'untaken':
    case 'held':
      return untakenMatters(wait, post, policy)
    case 'promise':
      return promiseMatters(post, policy)
    case 'end':
      return endMatters(post, policy)
    case 'withheld':
      return []
  }
}

/** What has recovered by itself needs nobody. */
function untakenMatters(kind: 'untaken' | 'held', post: PostThatWaits, { untakenMinutes }: Policy): Matter[] {
  const { phase, resolutionProposedAt } = post
  const isCalm = phase === 'monitoring' || resolutionProposedAt !== null
  if (hasPerson(post) || isCalm) return []
  const at = post.publishedAt ?? post.createdAt
  return [
    {
      ...aboutPost(post),
      kind,
      occasion: at.toISOString(),
      dueAt: later(at, untakenMinutes * 60),
      untilAt: null,
      at,
      isUrgent: true,
      isEscalated: true,
    },
  ]
}

function promiseMatters(post: PostThatWaits, { promiseMinutes }: Policy): Matter[] {
  const { nextUpdateAt: at, touchedAt } = post
  if (!at) return []
  const matter = { ...aboutPost(post), occasion: at.toISOString(), at, isUrgent: true }
  const soonAt = later(at, -promiseMinutes * 60)
  const late: Matter = { ...matter, kind: 'promise-late', dueAt: at, untilAt: null, isEscalated: true }
  // Who has just promised it needs no word that it is soon.
  if (touchedAt && touchedAt >= soonAt) return [late]
  return [{ ...matter, kind: 'promise-soon', dueAt: soonAt, untilAt: at, isEscalated: false }, late]
}

function endMatters(post: PostThatWaits, policy: Policy): Matter[] {
  const at = endsByItselfAt(post, policy)
  const { resolutionProposedAt: dueAt } = post
  if (!at || !dueAt) return []
  return [
    {
      ...aboutPost(post),
      kind: 'end-waits',
      occasion: dueAt.toISOString(),
      dueAt,
      untilAt: at,
      at,
      isUrgent: true,
      isEscalated: false,
    },
  ]
}

function commentMatter(
  { id, postId, title, publishedAt: at }: CommentThatWaits,
  { commentMinutes }: Policy,
): Matter {
  return {
    kind: 'comment',
    subjectId: id,
    postId,
    title,
    ownerId: null,
    occasion: at.toISOString(),
    dueAt: later(at, commentMinutes * 60),
    untilAt: null,
    at,
    isUrgent: false,
    isEscalated: false,
  }
}
