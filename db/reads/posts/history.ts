import { and, asc, desc, eq, gte, isNotNull, lt, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { isAnnounced } from '#db/conditions/announced.ts'
import { timestamp } from '#db/conditions/timestamp.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { posts } from '#db/schema/post.ts'
import { type Month, monthAt, monthPeriod, monthsLater } from '#lib/rules/time/month.ts'
import { type ListedPost, readPosts } from './post-list.ts'

/** What readers may know of, by when it took place. One page of its posts, the last first. */
export type MonthHistory = {
  month: Month
  posts: ListedPost[]
  /** When each of its posts took place, those of all pages, the last first. */
  times: Date[]
  page: number
  pages: number
  /** The nearest months with posts; null: there are none. */
  earlier: Month | null
  later: Month | null
}

export type LatestHistory = { pinned: ListedPost[]; months: MonthHistory[] }

export const postsPerMonthPage = 100
const mostPinned = 20

/** When what a post is about took place: happenedAt in SQL. */
export const happened = sql<Date>`case ${posts.kind} when 'advisory' then ${posts.publishedAt}
  else ${posts.startedAt} end`.mapWith(posts.startedAt)

/** A condition on posts that readers may know of, and another one. For queries that read posts. */
export function isPublic(now: Date | Placeholder, ...others: (SQL | undefined)[]): SQL | undefined {
  return and(eq(posts.visibility, 'published'), isAnnounced(now), ...others)
}

type Asked = { month: Month; page: number; zone: string }

/** Returns null where there is no such page, and for a month outside of those that have something to tell. */
export function readMonthHistory(
  asked: Asked,
  now: Date,
  db: Database = getDatabase(),
): Promise<MonthHistory | null> {
  return readSnapshot(db, async tx => {
    const found = await readMonth(tx, asked, now)
    if (asked.page > found.pages) return null
    const isBetween =
      found.earlier !== null && (found.later !== null || asked.month <= monthAt(now, asked.zone))
    return found.times.length > 0 || isBetween ? found : null
  })
}

/** What is pinned, this month, the one before, and those to come for which work is announced, the last first. */
export function readLatestHistory(
  zone: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<LatestHistory> {
  return readSnapshot(db, async tx => {
    const months: MonthHistory[] = []
    let next: Month | null = monthAt(now, zone)
    const before = monthsLater(next, -1)
    const latest = await neighbouringMonth(
      tx,
      { after: monthPeriod(next, zone).until, last: true },
      zone,
      now,
    )
    next = latest ?? next
    while (next !== null && next >= before) {
      const found: MonthHistory = await readMonth(tx, { month: next, page: 1, zone }, now)
      if (found.times.length > 0) months.push(found)
      next = found.earlier
    }
    const ids = await readIds(tx, isPublic(now, isNotNull(posts.pinnedUntil)), mostPinned)
    return { pinned: await postsInOrder(tx, ids, now), months }
  })
}

async function readMonth(tx: Transaction, { month, page, zone }: Asked, now: Date): Promise<MonthHistory> {
  const { from, until } = monthPeriod(month, zone)
  const rows = await tx
    .select({ id: posts.id, at: happened })
    .from(posts)
    .where(isPublic(now, gte(happened, timestamp(from)), lt(happened, timestamp(until))))
    .orderBy(desc(happened), desc(posts.id))
  const ids = rows.slice((page - 1) * postsPerMonthPage, page * postsPerMonthPage).map(row => row.id)
  const [listed, earlier, later] = await Promise.all([
    postsInOrder(tx, ids, now),
    neighbouringMonth(tx, { before: from }, zone, now),
    neighbouringMonth(tx, { after: until }, zone, now),
  ])
  return {
    month,
    posts: listed,
    times: rows.map(row => row.at),
    page,
    pages: Math.max(1, Math.ceil(rows.length / postsPerMonthPage)),
    earlier,
    later,
  }
}

type Neighbour = { before: Date } | { after: Date; last?: true }

async function neighbouringMonth(
  tx: Transaction,
  neighbour: Neighbour,
  zone: string,
  now: Date,
): Promise<Month | null> {
  const isEarlier = 'before' in neighbour
  const limit = isEarlier
    ? lt(happened, timestamp(neighbour.before))
    : gte(happened, timestamp(neighbour.after))
  const isLast = isEarlier || neighbour.last === true
  const [row] = await tx
    .select({ at: happened })
    .from(posts)
    .where(isPublic(now, limit))
    .orderBy(isLast ? desc(happened) : asc(happened))
    .limit(1)
  return row ? monthAt(row.at, zone) : null
}

async function readIds(tx: Transaction, condition: SQL | undefined, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: posts.id })
    .from(posts)
    .where(condition)
    .orderBy(desc(posts.publishedAt), desc(posts.id))
    .limit(limit)
  return rows.map(row => row.id)
}

/** These posts in this order. */
export async function postsInOrder(tx: Transaction, ids: string[], now: Date): Promise<ListedPost[]> {
  if (ids.length === 0) return []
  const found = await readPosts(tx, { limit: ids.length, ids }, now)
  const byId = new Map(found.map(post => [post.id, post]))
  return ids.flatMap(id => byId.get(id) ?? [])
}
