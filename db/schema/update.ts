import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { TimelineFacts } from '#lib/rules/incidents/timeline-facts.ts'
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
    /** What a person wrote, as Markdown; null where facts say it. */
    body: text(),
    /** What Allclear noted by itself; it is put into words when it is read. */
    facts: jsonb().$type<TimelineFacts>(),
    createdAt: createdAt(),
    /** null: written by Allclear. */
    staffId: text('person_id').references(() => staff.id),
    /** The alert that caused it. */
    alertId: text().references(() => alerts.id),
  },
  t => [
    index().on(t.postId, t.createdAt),
    check('updates_body_or_facts', sql`num_nonnulls(body, facts) = 1`),
  ],
)
