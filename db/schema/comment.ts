import { boolean, index, pgTable, text } from 'drizzle-orm/pg-core'
import { at, createdAt, idColumn } from './column.ts'
import { posts } from './post.ts'

export type CommentState = 'held' | 'published' | 'removed'

export const comments = pgTable(
  'comments',
  {
    id: idColumn(),
    postId: text()
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    parentId: text(),
    /** The very comment that is answered, where that is an answer itself; null: parentId is. */
    answersId: text(),
    authorName: text().notNull(),
    /** Never shown. null for demo content and staff. */
    email: text(),
    body: text().notNull(),
    isStaff: boolean().notNull().default(false),
    /** Its author wants no mail about answers to it. */
    repliesOffAt: at(),
    state: text().$type<CommentState>().notNull().default('held'),
    createdAt: createdAt(),
    publishedAt: at(),
  },
  t => [index().on(t.postId, t.createdAt)],
)
