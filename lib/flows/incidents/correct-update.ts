import type { Database } from '#db/client.ts'
import { readShown } from '#db/reads/incidents/shown.ts'
import { type Correction, correctWords, rewordWaiting } from '#db/writes/incidents/written.ts'
import { mailUpdate } from '#lib/flows/notices/mail-update.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { mostCorrections } from '#lib/rules/incidents/written-update.ts'

/** isTold: who heard of the incident hears of the correction. */
export type WantedCorrection = Correction & { isTold: boolean }

/**
 * Gives an entry of a timeline other words: readers see when, staff see how it read before. nothing: the words are the
 * same. changed-meanwhile: it reads otherwise than the person saw, or was corrected too often.
 */
export async function correctUpdate(
  db: Database,
  { isTold, ...correction }: WantedCorrection,
  now: Date,
): Promise<'done' | 'nothing' | 'changed-meanwhile'> {
  const { id, postId, staffId, text, seen } = correction
  if (text === seen) return 'nothing'
  const act = { postId, staffId, action: 'correct-update' as const, facts: { updateId: id, isTold } }
  return changePost<'changed-meanwhile'>(db, act, now, async tx => {
    if (!(await correctWords(tx, correction, mostCorrections, now))) return 'changed-meanwhile'
    // Of what nobody has heard yet, the right words are told, and only once.
    if (await rewordWaiting(tx, { id, text: plainText(text, 'light') }, now)) return readShown(tx, postId)
    const mailing = { updateId: id, waitsUntil: null, isForHeard: true, isCorrection: true }
    if (isTold) await mailUpdate(tx, postId, text, now, mailing)
    return readShown(tx, postId)
  })
}
