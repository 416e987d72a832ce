import { index, pgTable, text } from 'drizzle-orm/pg-core'
import type { PostPhase } from '#lib/rules/posts/post.ts'
import { alerts } from './alert.ts'
import { createdAt, idColumn } from './column.ts'
import { posts } from './post.ts'
import { staff } from './staff.ts'

export const updates = pgTable(
  'updates',
  {
    id: idColumn(),
    postId: text()
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    phase: text().$type<PostPhase>(),
    body: text().notNull(),
    createdAt: createdAt(),
    /** null: written by Allclear. */
    staffId: text('person_id').references(() => staff.id),
    /** The alert that caused it. */
    alertId: text().references(() => alerts.id),
  },
  t => [index().on(t.postId, t.createdAt)],
)
