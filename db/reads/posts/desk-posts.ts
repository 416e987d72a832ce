import { and, desc, eq, gt, ilike, isNotNull, isNull, ne, not, or, type SQL, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isMaintenanceOver } from '#db/conditions/maintenance-over.ts'
import { likeText } from '#db/reads/like-text.ts'
import { readPostMaintenance } from '#db/reads/maintenance/post-maintenance.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { maintenance } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { maintenancePhase, overrunLimit } from '#lib/rules/maintenance/maintenance.ts'
import { currentDays } from '#lib/rules/posts/advisory.ts'
import { byState, type DeskPostState, deskPostState } from '#lib/rules/posts/desk-post.ts'
import type { PostKind, PostPhase } from '#lib/rules/posts/post.ts'
import { later } from '#lib/rules/time/time.ts'
import { countComments } from './post-list.ts'

/** A post in the desk's list. */
export type DeskPost = {
  id: string
  slug: string
  kind: PostKind
  title: string
  phase: PostPhase | null
  startedAt: Date
  publishedAt: Date | null
  state: DeskPostState
  /** There are words that readers do not see yet. */
  hasDraft: boolean
  /** When the draft is published by itself; null: it is not. */
  publishAt: Date | null
  /** Public ones. */
  commentCount: number
}

export type DeskPostList = { live: DeskPost[]; past: DeskPost[]; page: number; pages: number }

const postsPerPage = 50

/**
 * What is open or drafted, and one page of all the rest, the newest first; text: with it in the title, or in the words.
 * Returns null for a page that does not exist.
 */
export function readDeskPosts(
  db: Database,
  page: number,
  text: string | null,
  now: Date,
): Promise<DeskPostList | null> {
  return readSnapshot(db, async tx => {
    const fits = text === null ? undefined : saysText(text)
    const past = and(not(isLive(now)), fits)
    const pages = Math.max(1, Math.ceil((await tx.$count(posts, past)) / postsPerPage))
    if (page > pages) return null
    const live = await readPosts(tx, and(isLive(now), fits), now)
    const offset = (page - 1) * postsPerPage
    return {
      live: live.sort(byState),
      past: await readPosts(tx, past, now, { limit: postsPerPage, offset }),
      page,
      pages,
    }
  })
}

/** Returns null when there is no such post. */
export async function readDeskPost(db: Database, postId: string, now: Date): Promise<DeskPost | null> {
  const [post] = await readPosts(db, eq(posts.id, postId), now)
  return post ?? null
}

function saysText(text: string): SQL | undefined {
  const pattern = likeText(text)
  return or(ilike(posts.title, pattern), ilike(posts.summary, pattern), ilike(posts.body, pattern))
}

/** Never null, so that what is not live is the rest. */
function isLive(now: Date): SQL {
  const { kind, visibility, resolvedAt, withdrawnAt, draft, publishedAt } = posts
  // What ends by itself is over at its planned end.
  const isOverMaintenance = sql`exists (select from ${maintenance} where ${maintenance.postId} = ${posts.id}
    and ${isMaintenanceOver(now, overrunLimit(now))})`
  const isNew = and(isNotNull(publishedAt), gt(publishedAt, later(now, -currentDays * 86_400)))
  const live = or(
    and(ne(kind, 'advisory'), ne(visibility, 'draft'), isNull(resolvedAt), not(isOverMaintenance)),
    and(eq(kind, 'advisory'), isNull(withdrawnAt), or(isNotNull(draft), isNew)),
  )
  if (!live) throw new Error('No condition was made.')
  return live
}

type Slice = { limit: number; offset: number }

async function readPosts(
  tx: Database | Transaction,
  which: SQL | undefined,
  now: Date,
  slice?: Slice,
): Promise<DeskPost[]> {
  const query = tx.select().from(posts).where(which).orderBy(desc(posts.startedAt), desc(posts.id)).$dynamic()
  const rows = await (slice ? query.limit(slice.limit).offset(slice.offset) : query)
  const ids = rows.map(row => row.id)
  const counts = await countComments(tx, ids)
  const periods = await readPostMaintenance(tx, ids)
  return rows.map(row => {
    const { id, slug, kind, title, startedAt, publishedAt } = row
    const planned = periods.get(id) ?? null
    return {
      id,
      slug,
      kind,
      title,
      startedAt,
      publishedAt,
      hasDraft: row.draft !== null,
      publishAt: row.publishAt,
      phase: planned ? maintenancePhase(planned, now) : row.phase,
      state: deskPostState({ ...row, maintenance: planned }, now),
      commentCount: counts.get(id) ?? 0,
    }
  })
}
