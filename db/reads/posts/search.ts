import { and, count, desc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { alias, union } from 'drizzle-orm/pg-core'
import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { posts } from '#db/schema/post.ts'
import { reviews } from '#db/schema/review.ts'
import { wordsOf } from '#db/schema/searchable.ts'
import { servers } from '#db/schema/server.ts'
import { updates } from '#db/schema/update.ts'
import type { PostSearch } from '#lib/rules/posts/search.ts'
import { happened, isPublic, postsInOrder } from './history.ts'
import { type Hit, readHits } from './hits.ts'
import type { ListedPost } from './post-list.ts'
import { isAbout } from './post-records.ts'

/** unknown-server: nothing of ours is called what was typed. */
export type FoundPosts =
  /** hits: where a post says what was looked for, by its id; none of a post whose title alone does. */
  | {
      is: 'found'
      posts: ListedPost[]
      hits: ReadonlyMap<string, Hit>
      total: number
      page: number
      pages: number
    }
  | { is: 'unknown-server' }

const postsPerPage = 20

/**
 * Published posts by what was typed, the last first. All words have to stand in the title, summary or text of the post, all in
 * one of its updates, or all in its review as readers see it; quotes, "or" and a minus before a word mean what they mean elsewhere.
 */
export function searchPosts(
  search: PostSearch,
  now: Date,
  db: Database = getDatabase(),
): Promise<FoundPosts> {
  return readSnapshot(db, async tx => {
    const serverIds = search.server === '' ? null : await readNamed(tx, search.server)
    if (serverIds?.length === 0) return { is: 'unknown-server' }
    const condition = isPublic(
      now,
      search.kind ? eq(posts.kind, search.kind) : undefined,
      serverIds ? isAbout(tx, serverIds) : undefined,
      search.text === '' ? undefined : says(tx, search.text),
    )
    const read = (page: number) =>
      tx
        .select({ id: posts.id, total: sql`count(*) over ()`.mapWith(Number) })
        .from(posts)
        .where(condition)
        .orderBy(desc(happened), desc(posts.id))
        .limit(postsPerPage)
        .offset((page - 1) * postsPerPage)
    const asked = await read(search.page)
    const isBeyond = asked.length === 0 && search.page > 1
    const [counted] = isBeyond ? await tx.select({ total: count() }).from(posts).where(condition) : []
    const page = isBeyond ? pagesOf(counted?.total) : search.page
    const rows = isBeyond ? await read(page) : asked
    const total = rows[0]?.total ?? 0
    const pages = pagesOf(total)
    const ids = rows.map(row => row.id)
    const hits = search.text === '' ? new Map() : await readHits(tx, ids, search.text)
    return { is: 'found', posts: await postsInOrder(tx, ids, now), hits, total, page, pages }
  })
}

/** How many pages this many posts take, at least one. */
function pagesOf(total = 0): number {
  return Math.max(1, Math.ceil(total / postsPerPage))
}

function says(tx: Transaction, text: string): SQL {
  const query = sql`websearch_to_tsquery('english', ${text})`
  const own = alias(posts, 'said')
  const inPosts = tx
    .select({ id: own.id })
    .from(own)
    .where(sql`${wordsOf(own)} @@ ${query}`)
  const inUpdates = tx
    .select({ id: updates.postId })
    .from(updates)
    .where(sql`${wordsOf(updates)} @@ ${query}`)
  const inReviews = tx
    .select({ id: reviews.postId })
    .from(reviews)
    .where(and(isNull(reviews.withdrawnAt), sql`${wordsOf(reviews)} @@ ${query}`))
  // Of a condition with "or" PostgreSQL would read every text.
  return inArray(posts.id, union(inPosts, inUpdates, inReviews))
}

/** Servers by any of their names, also those that are out of service. */
async function readNamed(tx: Transaction, name: string): Promise<string[]> {
  const { id, label, hostname, aliases, formerNames } = servers
  const rows = await tx
    .select({ id })
    .from(servers)
    .where(
      or(
        eq(hostname, name),
        sql`lower(${label}) = ${name}`,
        sql`${name} = any(${aliases} || ${formerNames})`,
      ),
    )
  return rows.map(row => row.id)
}
