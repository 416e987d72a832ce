import { and, eq, isNotNull, isNull, like, or, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { posts } from '#db/schema/post.ts'
import { reviews } from '#db/schema/review.ts'

/** The slugs of public posts whose text may hold this element; what one that is kept as a file says is not known here. */
export async function readSlugsWith(
  tx: Transaction,
  element: 'Indicators' | 'Containment',
): Promise<string[]> {
  const tag = `%<${element}%`
  const rows = await tx
    .select({ slug: posts.slug })
    .from(posts)
    .leftJoin(reviews, and(eq(reviews.postId, posts.id), isNull(reviews.withdrawnAt)))
    .where(
      and(
        eq(posts.visibility, 'published'),
        or(
          like(posts.body, tag),
          like(sql`${posts.translations}::text`, tag),
          like(reviews.body, tag),
          like(sql`${reviews.translations}::text`, tag),
          isNotNull(posts.filePath),
        ),
      ),
    )
  return rows.map(row => row.slug)
}
