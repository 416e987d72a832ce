import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { Language } from '#lib/rules/languages/language.ts'
import type { TextTranslations } from '#lib/rules/languages/translation.ts'
import type { ReviewPlan } from '#lib/rules/reviews/review.ts'
import { at, createdAt } from './column.ts'
import { posts } from './post.ts'

/** What is written after an incident, as a part of its page. */
export const reviews = pgTable(
  'reviews',
  {
    postId: text()
      .primaryKey()
      .references(() => posts.id, { onDelete: 'cascade' }),
    /** Its next words, which readers do not see yet; null: they see the last ones. */
    draft: text(),
    /** Markdown with our MDX elements, as readers see it; null: nothing was published. */
    body: text(),
    /** In which staff wrote it, and the same in other languages, as they approved it. */
    language: text().$type<Language>().notNull().default('en'),
    translations: jsonb().$type<TextTranslations>().notNull().default({}),
    /** Those of its next words. */
    draftTranslations: jsonb().$type<TextTranslations>().notNull().default({}),
    /** Counts what staff changed, so that nobody overwrites what they have not seen. */
    version: integer().notNull().default(0),
    createdAt: createdAt(),
    publishedAt: at(),
    /** When readers last got other words. */
    editedAt: at(),
    /** Staff took it back; null: they did not, or published it again. */
    withdrawnAt: at(),
    /** When those who were told of the incident were told of it. */
    announcedAt: at(),
    /** Staff said that this incident needs none. */
    isWaived: boolean().notNull().default(false),
    /** When its draft is published by itself, and how; null: it is not. */
    publishAt: at(),
    publishPlan: jsonb().$type<ReviewPlan>(),
  },
  () => [index('reviews_words').using('gin', sql`words`)],
)
