import type { Database } from '#db/client.ts'
import { changeBreaker } from '#db/writes/posts/posts.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'

export type PostToTell = { postId: string; staffId: string }

/** Lets the bad news go out that was too much at once. changed-meanwhile: nothing of it is held any more. */
export function tellAnyway(
  db: Database,
  { postId, staffId }: PostToTell,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  const act = { postId, staffId, action: 'tell-anyway' as const }
  return changePost<'changed-meanwhile'>(
    db,
    act,
    now,
    async tx => (await changeBreaker(tx, postId, now)) ?? 'changed-meanwhile',
  )
}
