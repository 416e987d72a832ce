import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { insertUpdate, markAcknowledged } from '#db/writes/posts/posts.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { bodyColumns, saidByUs } from '#lib/flows/posts/said-words.ts'
import { takenOn } from '#lib/words/drafts.ts'

export type IncidentToTake = { postId: string; staffId: string }

/**
 * A person takes a public incident: from now on readers are told that we are on it. It still ends by itself, because
 * nothing was judged. changed-meanwhile: somebody has it already, or it is over or not public.
 */
export function takeOnIncident(
  db: Database,
  { postId, staffId }: IncidentToTake,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  return changePost<'changed-meanwhile'>(db, { postId, staffId, action: 'take-incident' }, now, async tx => {
    const shown = await markAcknowledged(tx, postId, 'published', staffId, now)
    if (!shown) return 'changed-meanwhile'
    await insertUpdate(tx, {
      id: newId(),
      postId,
      staffId,
      phase: shown.phase,
      ...bodyColumns(saidByUs(takenOn)),
      createdAt: now,
    })
    return shown
  })
}
