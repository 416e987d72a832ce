import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { TimelineFacts } from '#lib/rules/incidents/timeline-facts.ts'
import type { EarlierWords, StateBefore } from '#lib/rules/incidents/written-update.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { TextTranslations } from '#lib/rules/languages/translation.ts'
import type { PostPhase } from '#lib/rules/posts/post.ts'
import { alerts } from './alert.ts'
import { at, createdAt, idColumn } from './column.ts'
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
    /** In which staff wrote it, and the same in other languages, as they approved it. */
    language: text().$type<Language>().notNull().default('en'),
    translations: jsonb().$type<TextTranslations>().notNull().default({}),
    /** What Allclear noted by itself; it is put into words when it is read. */
    facts: jsonb().$type<TimelineFacts>(),
    createdAt: createdAt(),
    /** null: written by Allclear. */
    staffId: text('person_id').references(() => staff.id),
    /** The alert that caused it. */
    alertId: text().references(() => alerts.id),
    /** When a person last changed its words; null: nobody did. */
    correctedAt: at(),
    /** For staff: how it read before each correction, the oldest first. */
    earlier: jsonb().$type<EarlierWords[]>().notNull().default([]),
    /** What its post was before it, for who takes it back; null: it cannot be taken back. */
    before: jsonb().$type<StateBefore>(),
  },
  t => [
    index().on(t.postId, t.createdAt),
    index('updates_words').using('gin', sql`words`),
    check('updates_body_or_facts', sql`num_nonnulls(body, facts) = 1`),
  ],
)
