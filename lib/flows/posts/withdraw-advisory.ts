import type { Database } from '#db/client.ts'
import { readServerNames } from '#db/reads/servers/named-servers.ts'
import { holdAdvisory, withdraw } from '#db/writes/posts/advisories.ts'
import { changePost } from './change-post.ts'

export type SeenAdvisory = {
  postId: string
  personId: string
  /** What the person had seen. */
  version: number
}

/**
 * Takes an advisory back: readers find a page that says so, and who has not heard of it yet does not any more.
 * changed-meanwhile: a colleague changed it since, or readers do not see it.
 */
export function withdrawAdvisory(
  db: Database,
  { postId, personId, version }: SeenAdvisory,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  const act = { postId, personId, action: 'withdraw-advisory' as const }
  return changePost<'changed-meanwhile'>(db, act, now, async tx => {
    const post = await holdAdvisory(tx, postId)
    if (post?.visibility !== 'published' || post.version !== version) return 'changed-meanwhile'
    await withdraw(tx, post, now)
    const servers = await readServerNames(tx, post.namedServerIds)
    return { slug: post.slug, hostnames: servers.map(server => server.hostname) }
  })
}
