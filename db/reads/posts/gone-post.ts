import { and, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Database, getDatabase } from '#db/client.ts'
import { posts } from '#db/schema/post.ts'

/** Since when staff have taken a post back that readers saw; null: they have not. */
export async function readWithdrawal(slug: string, db: Database = getDatabase()): Promise<Date | null> {
  const [post] = await db
    .select({ withdrawnAt: posts.withdrawnAt })
    .from(posts)
    .where(and(eq(posts.slug, slug), eq(posts.visibility, 'draft')))
  return post?.withdrawnAt ?? null
}

/** The address of the post that this one was merged into; null: it was not. */
export async function readMergedInto(slug: string, db: Database = getDatabase()): Promise<string | null> {
  const other = alias(posts, 'other')
  const [row] = await db
    .select({ slug: other.slug })
    .from(posts)
    .innerJoin(other, and(eq(other.id, posts.mergedIntoId), eq(other.visibility, 'published')))
    .where(eq(posts.slug, slug))
  return row?.slug ?? null
}
