import type { Database } from '#db/client.ts'
import { readShown } from '#db/reads/incidents/shown.ts'
import { readEntryWords } from '#db/reads/incidents/taken-back.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { unresolve } from '#db/writes/incidents/reopened.ts'
import { removeUpdate, restoreBefore } from '#db/writes/incidents/written.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { later } from '#lib/rules/time/time.ts'

export type UpdateToTakeBack = { updateId: string; postId: string; staffId: string }

/**
 * Takes an entry out of a timeline before anybody is told of it: page, phase and promise are as they were, and what it
 * resolved is open. Its words are kept with what was done. too-late: its notice may be on its way, or it is gone.
 */
export async function takeBackUpdate(
  db: Database,
  { updateId, postId, staffId }: UpdateToTakeBack,
  now: Date,
): Promise<'done' | 'too-late'> {
  const words = await readEntryWords(db, updateId)
  const { text, phase, language, translations } = words ?? {}
  const facts = { updateId, text, phase, language, translations }
  const act = { postId, staffId, action: 'take-back-update' as const, facts }
  return changePost<'too-late'>(db, act, now, async tx => {
    const since = later(now, -(await readPolicy(tx)).takeBackSeconds)
    const taken = await removeUpdate(tx, { id: updateId, postId }, since, now)
    if (!taken) return 'too-late'
    // What a colleague wrote since stands.
    if (taken.isLast) await unresolve(tx, postId, taken.writtenAt)
    if (taken.isLast) await restoreBefore(tx, postId, taken, now)
    return readShown(tx, postId)
  })
}
