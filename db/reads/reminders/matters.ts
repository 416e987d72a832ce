import { and, desc, eq, gt, isNull, ne, or, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isPromisedMaintenance } from '#db/conditions/promised-maintenance.ts'
import { waitsForStaff } from '#db/reads/comments/unanswered.ts'
import { isAmong } from '#db/reads/list-of.ts'
import { comments } from '#db/schema/comment.ts'
import { posts } from '#db/schema/post.ts'
import { overrunLimit } from '#lib/rules/maintenance/maintenance.ts'
import type { CommentThatWaits, PostThatWaits } from '#lib/rules/reminders/matter.ts'
import { later } from '#lib/rules/time/time.ts'

/** A comment that nobody has answered in this time is no news any more. */
const commentDays = 7
/** More comments than this are reminded of when these are answered. */
const mostComments = 500

/** Who wrote on a post last, or took it; spelled out, because a query of one table would leave the tables' names away. */
const lastAtIt = sql<string | null>`coalesce((
  select own.person_id from updates own where own.post_id = posts.id and own.person_id is not null
  order by own.created_at desc limit 1), posts.acknowledged_by)`

/** Open incidents, and maintenance that is not over and of which an update was promised; with ids, only those. */
export async function readPostsThatWait(
  db: Database | Transaction,
  now: Date,
  ids?: readonly string[],
): Promise<PostThatWaits[]> {
  const {
    id,
    title,
    kind,
    cause,
    visibility,
    phase,
    createdAt,
    publishedAt,
    resolvedAt,
    touchedAt,
    programTouchedAt,
  } = posts
  const { acknowledgedAt, resolutionProposedAt, keptOpenAt, nextUpdateAt, breaker } = posts
  const rows = await db
    .select({
      id,
      title,
      kind,
      cause,
      visibility,
      phase,
      createdAt,
      publishedAt,
      resolvedAt,
      touchedAt,
      programTouchedAt,
      acknowledgedAt,
      resolutionProposedAt,
      keptOpenAt,
      nextUpdateAt,
      breaker,
      ownerId: lastAtIt,
    })
    .from(posts)
    .where(
      and(
        isNull(resolvedAt),
        ne(visibility, 'draft'),
        or(eq(kind, 'incident'), isPromisedMaintenance(now, overrunLimit(now))),
        ids ? isAmong(id, ids) : undefined,
      ),
    )
    .orderBy(posts.startedAt, posts.id)
  return rows.map(({ kind, phase, ...row }) => ({
    ...row,
    kind: kind === 'incident' ? kind : 'maintenance',
    phase: phase ?? 'investigating',
  }))
}

/** Public comments of the last days that nobody of the staff has answered; with ids, only those. */
export async function readCommentsThatWait(
  db: Database | Transaction,
  now: Date,
  ids?: readonly string[],
): Promise<CommentThatWaits[]> {
  const rows = await db
    .select({
      id: comments.id,
      postId: comments.postId,
      title: posts.title,
      publishedAt: comments.publishedAt,
    })
    .from(comments)
    .innerJoin(posts, eq(posts.id, comments.postId))
    .where(
      and(
        waitsForStaff,
        gt(comments.publishedAt, later(now, -commentDays * 86_400)),
        ids ? isAmong(comments.id, ids) : undefined,
      ),
    )
    .orderBy(desc(comments.publishedAt))
    .limit(mostComments)
  return rows.flatMap(row => (row.publishedAt ? [{ ...row, publishedAt: row.publishedAt }] : []))
}
