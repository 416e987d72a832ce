import type { Database } from '#db/client.ts'
import { markKeptOpen } from '#db/writes/posts/posts.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'

export type IncidentToKeep = { postId: string; staffId: string }

/**
 * A person says that an incident goes on although all its servers are clear: it does not end by itself, unless they fail
 * and are clear once more. changed-meanwhile: it is over, or not clear any more, or a colleague keeps it open already.
 */
export function keepOpen(
  db: Database,
  { postId, staffId }: IncidentToKeep,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  return changePost<'changed-meanwhile'>(
    db,
    { postId, staffId, action: 'keep-open' },
    now,
    async tx => (await markKeptOpen(tx, postId, now)) ?? 'changed-meanwhile',
  )
}
