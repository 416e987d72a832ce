import { asc, desc, eq, sql } from 'drizzle-orm'
import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { timestamp } from '#db/conditions/timestamp.ts'
import { posts } from '#db/schema/post.ts'
import type { TitledPost } from '#lib/rules/languages/translation.ts'
import { happened, isPublic } from './history.ts'
import { titleColumns } from './titled.ts'

type Neighbour = { slug: string; titled: TitledPost }

/** The posts beside one in the history; null: it is the first or the last. */
export type Neighbours = { earlier: Neighbour | null; later: Neighbour | null }

/** at: when what it is about took place. Published posts alone are neighbours. */
export async function readNeighbours(
  { id, at }: { id: string; at: Date },
  now: Date,
  db: Database | Transaction = getDatabase(),
): Promise<Neighbours> {
  const place = sql`(${happened}, ${posts.id})`
  const own = sql`(${timestamp(at)}, ${id}::text)`
  const read = async (isEarlier: boolean) => {
    const order = isEarlier ? desc : asc
    const [row] = await db
      .select({ slug: posts.slug, titled: titleColumns })
      .from(posts)
      .where(isPublic(now, isEarlier ? sql`${place} < ${own}` : sql`${place} > ${own}`))
      .orderBy(order(happened), order(posts.id))
      .limit(1)
    return row ?? null
  }
  const [earlier, later] = await Promise.all([read(true), read(false)])
  return { earlier, later }
}

/** A post, published or not, and those beside it: where it is named. */
export async function slugsAround(tx: Transaction, postId: string, now: Date): Promise<string[]> {
  const [post] = await tx.select({ slug: posts.slug, at: happened }).from(posts).where(eq(posts.id, postId))
  if (!post) return []
  const { earlier, later } = await readNeighbours({ id: postId, at: post.at }, now, tx)
  return [post, earlier, later].flatMap(each => each?.slug ?? [])
}
