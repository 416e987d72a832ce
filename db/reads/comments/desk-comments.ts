import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { comments } from '#db/schema/comment.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { isUnanswered } from './unanswered.ts'

/** A comment as staff see it. Nobody sees its address. */
export type DeskComment = {
  id: string
  parentId: string | null
  authorName: string
  isStaff: boolean
  body: string
  createdAt: Date
  /** When its author last changed it; null: never. */
  editedAt: Date | null
  /** It waits for an answer of staff. */
  isWaiting: boolean
  /** Staff said that it needs none, since then. */
  settledAt: Date | null
  /** The point of the post beside which it stands too; null: none. */
  clarifies: string | null
  /** Who took it from the page, when and why; null: it is public. */
  hidden: { staffName: string | null; at: Date; reason: string } | null
}

type Row = typeof comments.$inferSelect & { isWaiting: boolean }

/** The comments below a post that are or were public, the oldest first. What waits for its author's word is left out. */
export async function readDeskComments(db: Database, postId: string): Promise<DeskComment[]> {
  const { id, state, createdAt } = comments
  const rows = await db
    .select({ comment: comments, isWaiting: isUnanswered })
    .from(comments)
    .where(and(eq(comments.postId, postId), inArray(state, ['published', 'removed'])))
    .orderBy(asc(createdAt), asc(id))
  return toDeskComments(
    db,
    rows.map(({ comment, isWaiting }) => ({ ...comment, isWaiting })),
  )
}

/** Comments as staff see them, in their order, with who hid what. */
export async function toDeskComments(db: Database, rows: readonly Row[]): Promise<DeskComment[]> {
  const hidden = rows.filter(row => row.state === 'removed')
  const hidings = await readHidings(
    db,
    hidden.map(row => row.id),
  )
  return rows.map(row => {
    const { id, parentId, authorName, isStaff, body, createdAt, editedAt } = row
    const { isWaiting, settledAt, clarifies } = row
    const unknown = { staffName: null, at: createdAt, reason: '' }
    return {
      id,
      parentId,
      authorName,
      isStaff,
      body,
      createdAt,
      editedAt,
      isWaiting,
      settledAt,
      clarifies,
      hidden: row.state === 'removed' ? (hidings.get(id) ?? unknown) : null,
    }
  })
}

/** Who hid each of these comments last, and why. */
async function readHidings(db: Database, commentIds: readonly string[]) {
  if (commentIds.length === 0) return new Map<string, NonNullable<DeskComment['hidden']>>()
  const subjects = commentIds.map(id => `comment ${id}`)
  const rows = await db
    .selectDistinctOn([audit.subject], {
      subject: audit.subject,
      at: audit.at,
      facts: audit.facts,
      staffName: staff.name,
    })
    .from(audit)
    .leftJoin(staff, eq(staff.id, audit.staffId))
    .where(and(inArray(audit.subject, subjects), eq(audit.action, 'hide-comment')))
    .orderBy(audit.subject, desc(audit.sequence))
  return new Map(
    rows.map(({ subject, at, facts, staffName }) => {
      const reason = typeof facts?.reason === 'string' ? facts.reason : ''
      return [subject.replace(/^comment /, ''), { staffName, at, reason }]
    }),
  )
}
