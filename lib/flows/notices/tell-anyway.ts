import type { Database } from '#db/client.ts'
import { changeBreaker } from '#db/writes/posts/posts.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'

export type PostToTell = { postId: string; staffId: string }

/** Lets the bad news go out that was too much at once. Returns false when nothing of it is held any more. */
export function tellAnyway(db: Database, { postId, staffId }: PostToTell, now: Date): Promise<boolean> {
  return changePost(db, { postId, staffId, action: 'tell-anyway' }, now, tx => changeBreaker(tx, postId, now))
}
