import { index, pgTable, text } from 'drizzle-orm/pg-core'
import type { PostPhase } from '#lib/rules/posts/post.ts'
import { alerts } from './alert.ts'
import { createdAt, id } from './column.ts'
import { people } from './person.ts'
import { posts } from './post.ts'

export const updates = pgTable(
  'updates',
  {
    id: id(),
    postId: text()
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    phase: text().$type<PostPhase>(),
    body: text().notNull(),
    createdAt: createdAt(),
    /** null: written by Allclear. */
    personId: text().references(() => people.id),
    /** The alert that caused it. */
    alertId: text().references(() => alerts.id),
  },
  t => [index().on(t.postId, t.createdAt)],
)
