import { and, eq, ne } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { posts } from '#db/schema/post.ts'

/** Whether another post than this one has the address. */
export async function isSlugTaken(tx: Transaction, slug: string, byOtherThan: string): Promise<boolean> {
  return (await tx.$count(posts, and(eq(posts.slug, slug), ne(posts.id, byOtherThan)))) > 0
}
