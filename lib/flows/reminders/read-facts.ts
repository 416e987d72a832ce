import type { Transaction } from '#db/client.ts'
import { readCopies } from '#db/reads/mirror/copies.ts'
import { readHeldNotices } from '#db/reads/notices/notice.ts'
import { readCommentsThatWait, readPostsThatWait } from '#db/reads/reminders/matters.ts'
import { readReminders } from '#db/reads/reminders/reminders.ts'
import { readSecretNames } from '#db/reads/settings/leaked-secrets.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { mattersOf, type PostThatWaits } from '#lib/rules/reminders/matter.ts'
import { type ReminderFacts, type SaidToAll, stillTrue } from '#lib/rules/reminders/reminder-facts.ts'
import { readKeyMatters } from './read-key-matters.ts'

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
  const keys = await readKeyMatters(tx, now, subjects)
  const matters = [...mattersOf(posts, comments, await readPolicy(tx)), ...keys]
  const known = decided.flatMap(each => saidOf(each, posts))
  const occasions = decided.filter(({ kind }) => kind === 'withheld').map(({ occasion }) => occasion)
  const withheld = (await readHeldNotices(tx, occasions)).map(({ id: occasion, postId, title, at }) => {
    return { kind: 'withheld' as const, subjectId: postId, occasion, postId, title, at }
  })
  const ofOwners = [...(await readLeaked(tx, decided)), ...(await readCopied(tx, decided))]
  return stillTrue(decided, matters, [...known, ...withheld, ...ofOwners], now)
}

/** That a secret was ended stays true. */
async function readLeaked(tx: Transaction, decided: readonly Decided[]): Promise<SaidToAll[]> {
  const leaks = decided.flatMap(({ kind, ...each }) =>
    kind === 'key-leaked' || kind === 'token-leaked' ? [{ ...each, kind }] : [],
  )
  const names = await readSecretNames(
    tx,
    leaks.map(({ subjectId }) => subjectId),
  )
  return leaks.flatMap(({ kind, subjectId, occasion }) => {
    const title = names.find(({ id }) => id === subjectId)?.name
    return title === undefined
      ? []
      : [{ kind, subjectId, occasion, postId: null, title, at: new Date(occasion) }]
  })
}

/** A copy that is written by now needs nobody; that it is written again stays true as long as it is. */
async function readCopied(tx: Transaction, decided: readonly Decided[]): Promise<SaidToAll[]> {
  const told = decided.flatMap(({ kind, ...each }) =>
    kind === 'copy-failing' || kind === 'copy-written' ? [{ ...each, kind }] : [],
  )
  const copies = await readCopies(tx, [...new Set(told.map(({ subjectId }) => subjectId))])
  return told.flatMap(({ kind, subjectId, occasion }) => {
    const failingSince = copies.find(({ name }) => name === subjectId)?.state.failingSince ?? null
    if ((kind === 'copy-failing') !== (failingSince !== null)) return []
    const at = failingSince ?? new Date(occasion)
    return [{ kind, subjectId, occasion, postId: null, title: subjectId, at }]
  })
}

type Decided = Awaited<ReturnType<typeof readReminders>>[number]

/** A held incident is said as long as it is held, and notices that the breaker holds as long as it does. */
function saidOf({ kind, subjectId, occasion }: Decided, posts: readonly PostThatWaits[]): SaidToAll[] {
  const post = posts.find(({ id }) => id === subjectId)
  if (!post || (kind !== 'found' && kind !== 'withheld')) return []
  const isSo = kind === 'found' ? post.visibility === 'held' : post.breaker === 'held'
  return isSo ? [{ kind, subjectId, occasion, postId: post.id, title: post.title, at: post.createdAt }] : []
}
