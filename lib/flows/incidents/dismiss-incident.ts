import type { Database } from '#db/client.ts'
import { changeHeld, endAffected } from '#db/writes/posts/posts.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'

export type Dismissal = { postId: string; staffId: string }

/** Lays a held incident aside: no customer ever hears of it. Returns false when it is not held any more. */
export function dismissIncident(db: Database, { postId, staffId }: Dismissal, now: Date): Promise<boolean> {
  return changePost(db, { postId, staffId, action: 'dismiss-incident' }, now, async tx => {
    const shown = await changeHeld(tx, postId, { visibility: 'draft', resolvedAt: now }, now)
    if (shown) await endAffected(tx, postId, now)
    return shown
  })
}
