import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { posts } from '#db/schema/post.ts'

export type FilePost = Pick<
  typeof posts.$inferSelect,
  'slug' | 'kind' | 'title' | 'summary' | 'fileText' | 'startedAt' | 'updatedAt'
> & { publishedAt: Date; filePath: string }

/** Gives a post that is kept as a file its row. A post of the same address that is no file stays as it is. */
export async function upsertFilePost(tx: Transaction, row: FilePost, now: Date): Promise<void> {
  await tx
    .insert(posts)
    .values({ ...row, visibility: 'published', createdAt: now })
    .onConflictDoUpdate({ target: posts.slug, set: row, setWhere: sql`${posts.filePath} is not null` })
}

/** A post that is kept as a file, locked until the transaction ends. */
export async function lockFilePost(tx: Transaction, slug: string) {
  const [row] = await tx
    .select({ id: posts.id, announcedAt: posts.announcedAt })
    .from(posts)
    .where(and(eq(posts.slug, slug), isNotNull(posts.filePath)))
    .for('update')
  return row
}
