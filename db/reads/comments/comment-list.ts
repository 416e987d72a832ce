import { and, asc, desc, eq, ilike, inArray, or, type SQL } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { comments } from '#db/schema/comment.ts'
import { posts } from '#db/schema/post.ts'
import { type DeskComment, toDeskComments } from './desk-comments.ts'
import { isUnanswered, waitsForStaff } from './unanswered.ts'

/** Which comments staff look at. */
export const commentViews = ['waiting', 'all', 'hidden'] as const
export type CommentView = (typeof commentViews)[number]

/** text: in the words, the name or the title of the post, and in the address for those who may see addresses. */
export type CommentFilter = { view: CommentView; text: string | null; isAddressAsked: boolean }

/** A comment with the post that it stands below. */
export type ListedComment = DeskComment & { postId: string; postTitle: string }

export type CommentList = { rows: ListedComment[]; total: number; page: number; pages: number }

const perPage = 25

/** One page of the comments that fit: what waits with the oldest first, all others the newest first. Null: there is no such page. */
export async function readCommentList(
  db: Database,
  filter: CommentFilter,
  page: number,
): Promise<CommentList | null> {
  const which = fitting(filter)
  const joined = db.select({ id: comments.id }).from(comments).innerJoin(posts, eq(posts.id, comments.postId))
  const total = await db.$count(joined.where(which).as('fitting'))
  const pages = Math.max(1, Math.ceil(total / perPage))
  if (page > pages) return null
  const order = filter.view === 'waiting' ? asc : desc
  const rows = await db
    .select({ comment: comments, postTitle: posts.title, isWaiting: isUnanswered })
    .from(comments)
    .innerJoin(posts, eq(posts.id, comments.postId))
    .where(which)
    .orderBy(order(comments.createdAt), order(comments.id))
    .limit(perPage)
    .offset((page - 1) * perPage)
  const shown = await toDeskComments(
    db,
    rows.map(({ comment, isWaiting }) => ({ ...comment, isWaiting })),
  )
  const titles = new Map(
    rows.map(({ comment, postTitle }) => [comment.id, { postId: comment.postId, postTitle }]),
  )
  return { rows: shown.flatMap(each => listed(each, titles)), total, page, pages }
}

function listed(
  comment: DeskComment,
  titles: ReadonlyMap<string, { postId: string; postTitle: string }>,
): ListedComment[] {
  const of = titles.get(comment.id)
  return of ? [{ ...comment, ...of }] : []
}

function fitting({ view, text, isAddressAsked }: CommentFilter): SQL | undefined {
  const { body, authorName, email, state } = comments
  const has = (pattern: string) =>
    or(
      ilike(body, pattern),
      ilike(authorName, pattern),
      isAddressAsked ? ilike(email, pattern) : undefined,
      ilike(posts.title, pattern),
    )
  return and(
    view === 'waiting' ? waitsForStaff : undefined,
    view === 'hidden' ? eq(state, 'removed') : inArray(state, ['published', 'removed']),
    text ? has(`%${text.replace(/[\\%_]/g, match => `\\${match}`)}%`) : undefined,
  )
}
