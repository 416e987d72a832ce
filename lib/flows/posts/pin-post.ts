import type { Database } from '#db/client.ts'
import { setPin } from '#db/writes/posts/ahead.ts'
import { changePost } from './change-post.ts'

/**
 * Shows a post first in the lists of readers until a moment; null: in its place again. past: that time is over.
 * changed-meanwhile: readers do not see it.
 */
export async function pinPost(
  db: Database,
  { postId, staffId, until }: { postId: string; staffId: string; until: Date | null },
  now: Date,
): Promise<'done' | 'past' | 'changed-meanwhile'> {
  if (until && until <= now) return 'past'
  const action = until ? ('pin-post' as const) : ('unpin-post' as const)
  const facts = until ? { until: until.toISOString() } : {}
  return changePost<'changed-meanwhile'>(db, { postId, staffId, action, facts }, now, async tx => {
    const slug = await setPin(tx, postId, until)
    return slug ? { slug, hostnames: [] } : 'changed-meanwhile'
  })
}
