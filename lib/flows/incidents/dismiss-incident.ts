import type { Database } from '#db/client.ts'
import { changeHeld, endAffected } from '#db/writes/posts/posts.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'

export type Dismissal = { postId: string; staffId: string }

/** Lays a held incident aside: no customer ever hears of it. changed-meanwhile: it is not held any more. */
export function dismissIncident(
  db: Database,
  { postId, staffId }: Dismissal,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  return changePost<'changed-meanwhile'>(
    db,
    { postId, staffId, action: 'dismiss-incident' },
    now,
    async tx => {
      const shown = await changeHeld(tx, postId, { visibility: 'draft', resolvedAt: now }, now)
      if (!shown) return 'changed-meanwhile'
      await endAffected(tx, postId, now)
      return shown
    },
  )
}
