import { readFiled } from '#app/_components/site/text-of-post.ts'
import { readShownText } from '#db/reads/posts/post-text.ts'
import type { Desk } from '#lib/identity/session.ts'
import { type NamedPoint, namedPoints } from '#lib/posts/points.ts'

/** The numbered points of a post that readers see, by which an answer can be made clearer than in the thread. */
export async function readPoints(db: Desk['db'], postId: string): Promise<NamedPoint[]> {
  const post = await readShownText(db, postId)
  const body = post?.filePath ? (await readFiled(post.filePath))?.body : post?.body
  return body ? namedPoints(body) : []
}
