import type { Database } from '#db/client.ts'
import { slugsAround } from '#db/reads/posts/neighbours.ts'
import { readServersById } from '#db/reads/servers/named-servers.ts'
import { lockAdvisory, withdrawPost } from '#db/writes/posts/advisories.ts'
import { changePost } from './change-post.ts'

export type SeenAdvisory = {
  postId: string
  staffId: string
  /** What the person had seen. */
  version: number
}

/**
 * Takes an advisory back: readers find a page that says so, and who has not heard of it yet does not any more.
 * changed-meanwhile: a colleague changed it since, or readers do not see it.
 */
export function withdrawAdvisory(
  db: Database,
  { postId, staffId, version }: SeenAdvisory,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  const act = { postId, staffId, action: 'withdraw-advisory' as const }
  return changePost<'changed-meanwhile'>(db, act, now, async tx => {
    const post = await lockAdvisory(tx, postId)
    if (post?.visibility !== 'published' || post.version !== version) return 'changed-meanwhile'
    await withdrawPost(tx, post, now)
    const servers = await readServersById(tx, post.namedServerIds)
    return {
      slug: post.slug,
      slugs: await slugsAround(tx, postId, now),
      hostnames: servers.map(server => server.hostname),
    }
  })
}
