import type { Transaction } from '#db/client.ts'
import { readHeldNotices } from '#db/reads/notices/notice.ts'
import { readCommentsThatWait, readPostsThatWait } from '#db/reads/reminders/matters.ts'
import { readReminders } from '#db/reads/reminders/reminders.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { mattersOf, type PostThatWaits } from '#lib/rules/reminders/matter.ts'
import { type ReminderFacts, type SaidToAll, stillTrue } from '#lib/rules/reminders/reminder-facts.ts'

/** What of these reminders is still true now, the most urgent first; none: all of it is settled. */
export async function readReminderFacts(
  tx: Transaction,
  reminderIds: readonly string[],
  now: Date,
): Promise<ReminderFacts[]> {
  const decided = await readReminders(tx, reminderIds)
  const subjects = [...new Set(decided.map(({ subjectId }) => subjectId))]
  const posts = await readPostsThatWait(tx, now, subjects)
  const comments = await readCommentsThatWait(tx, now, subjects)
  const matters = mattersOf(posts, comments, await readPolicy(tx))
  const occasions = decided.filter(({ kind }) => kind === 'withheld').map(({ occasion }) => occasion)
  const found = decided.filter(({ kind }) => kind === 'found').flatMap(each => foundFact(each, posts))
  const withheld = await readHeldNotices(tx, occasions)
  const said: SaidToAll[] = [
    ...found,
    ...withheld.map(({ id, ...notice }) => ({ ...notice, kind: 'withheld' as const, occasion: id })),
  ]
  return stillTrue(decided, matters, said, now)
}

/** A held incident is said as long as it is held. */
function foundFact(
  { subjectId, occasion }: { subjectId: string; occasion: string },
  posts: readonly PostThatWaits[],
): SaidToAll[] {
  const post = posts.find(({ id, visibility }) => id === subjectId && visibility === 'held')
  return post ? [{ kind: 'found', postId: post.id, title: post.title, at: post.createdAt, occasion }] : []
}
