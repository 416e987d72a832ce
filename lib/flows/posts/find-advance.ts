import { type Database, getDatabase } from '#db/client.ts'
import { readAdvance } from '#db/reads/posts/advance.ts'
import { type PostPage, readPostPreview } from '#db/reads/posts/post-page.ts'

/** What a private link leads to: the draft, or, once that is public, its page. nothing: it was ended, or is none of ours. */
export async function findAdvance(
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<{ post: PostPage } | { slug: string } | 'nothing'> {
  const advance = /^[\w-]{32}$/.test(token) ? await readAdvance(db, token) : null
  if (!advance) return 'nothing'
  if (advance.isPublic) return { slug: advance.slug }
  const post = await readPostPreview(db, advance.postId, now)
  return post ? { post } : 'nothing'
}
