import { type Matter, matterKey, type ReminderKind, reminderKinds, type SaidKind } from './matter.ts'

/** What a reminder says. at: when the promise is due, when it ends by itself, or since when it waits. */
export type ReminderFacts = {
  kind: ReminderKind
  /** null: it is about no post. */
  postId: string | null
  /** Of the post; the name of the key, the source or the copy. */
  title: string
  at: Date
  /** One of the staff was reminded of it before. */
  isNext: boolean
}

/** What a message to one of the staff says, in words. path: of the desk's page. Kept as JSON. */
export type ReminderText = { headline: string; lines: string[]; path: string; isUrgent: boolean }

/** A reminder as it was decided. */
type Decided = Pick<ReminderFacts, 'kind'> & { subjectId: string; occasion: string; step: number }

/** What is said once to all, as long as it is so: by its kind, what it is about, and the notice or the moment. */
export type SaidToAll = Pick<ReminderFacts, 'postId' | 'title' | 'at'> & {
  kind: SaidKind
  subjectId: string
  occasion: string
}

/** What of these reminders is still true, the most urgent first. */
export function stillTrue(
  reminders: readonly Decided[],
  matters: readonly Matter[],
  said: readonly SaidToAll[],
  now: Date,
): ReminderFacts[] {
  const standing = new Map(
    [...matters.filter(({ untilAt }) => !untilAt || untilAt > now), ...said].map(each => [
      matterKey(each),
      each,
    ]),
  )
  const facts = reminders.flatMap(reminder => {
    const found = standing.get(matterKey(reminder))
    if (!found) return []
    const { kind, postId, title, at } = found
    return [{ kind, postId, title, at, isNext: reminder.step > 0 }]
  })
  return facts.sort(
    (a, b) =>
      reminderKinds.indexOf(a.kind) - reminderKinds.indexOf(b.kind) || a.at.getTime() - b.at.getTime(),
  )
}

/** Where owners deal with what is about no post; the others are about keys. */
const pagesOfOwners: Partial<Record<ReminderKind, string>> = {
  'token-leaked': '/desk/sources',
  'copy-failing': '/desk',
  'copy-written': '/desk',
}

/** The page of the desk where staff deal with what a message says. */
export function pathOf(facts: readonly ReminderFacts[]): string {
  const [first] = facts
  if (!first || facts.some(({ postId }) => postId !== first.postId)) return '/desk'
  if (first.postId === null) return pagesOfOwners[first.kind] ?? '/desk/keys'
  return `/desk/posts/${first.postId}${first.kind === 'comment' ? '#comments' : ''}`
}
