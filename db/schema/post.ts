import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import type { TitleFacts } from '#lib/rules/incidents/title.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { PostTranslations } from '#lib/rules/languages/translation.ts'
import type { AdvisoryDraft, PublishPlan } from '#lib/rules/posts/advisory.ts'
import type { PostKind, PostPhase, PostVisibility } from '#lib/rules/posts/post.ts'
import type { Cause, Impact } from '#lib/rules/servers/status.ts'
import { at, createdAt, idColumn } from './column.ts'
import { groups, servers } from './server.ts'
import { staff } from './staff.ts'

export const posts = pgTable(
  'posts',
  {
    id: idColumn(),
    slug: text().notNull().unique(),
    kind: text().$type<PostKind>().notNull(),
    title: text().notNull(),
    /** Of what a title of Allclear's own says, which is worded in the language of who reads it; null: staff wrote it. */
    titleFacts: jsonb().$type<TitleFacts>(),
    /** In which staff wrote it. */
    language: text().$type<Language>().notNull().default('en'),
    /** The same in other languages, as staff approved it. */
    translations: jsonb().$type<PostTranslations>().notNull().default({}),
    /** One or two sentences for lists, mails and feeds. */
    summary: text(),
    visibility: text().$type<PostVisibility>().notNull(),
    /** null for an advisory. */
    phase: text().$type<PostPhase>(),
    /** What opened it; null when staff wrote it. */
    cause: text().$type<Cause>(),
    /** The group whose servers failed together; null for one server or a mixture. */
    groupId: text().references(() => groups.id),
    /** Markdown with our MDX elements, as staff wrote it. */
    body: text(),
    /** For posts kept as files: the path below content/posts. */
    filePath: text(),
    /** For posts kept as files: what they say, in plain, for who searches; of a long one the beginning. */
    fileText: text(),
    createdAt: createdAt(),
    startedAt: at().notNull(),
    publishedAt: at(),
    resolvedAt: at(),
    updatedAt: createdAt(),
    /** The promise to customers: when they hear next. */
    nextUpdateAt: at(),
    /** When a person last wrote on it: it is never retitled by itself, and ends by itself only after a while. */
    touchedAt: at(),
    /** What was written up to then, programs wrote, and no person is on it; null: that was never so. */
    programTouchedAt: at(),
    /** All its servers are clear, and a person has to say so. */
    resolutionProposedAt: at(),
    /** incident only: somebody of the staff keeps it open although all its servers are clear. */
    keptOpenAt: at(),
    /** When customers were last told of it. */
    lastNoticeAt: at(),
    /** advisory only: since when customers count as told of it; null: they were not. */
    announcedAt: at(),
    /** advisory only: the servers that it names; none: it concerns everybody. */
    namedServerIds: text().array().notNull().default(sql`'{}'`),
    /** advisory only: its next words, which readers do not see yet; null: they see the last ones. */
    draft: jsonb().$type<AdvisoryDraft>(),
    /** advisory only: counts what staff changed, so that nobody overwrites what they have not seen. */
    version: integer().notNull().default(0),
    /** advisory only: staff took it back; null: they did not, or published it again. */
    withdrawnAt: at(),
    /** Who of the staff looks at it while it is held, or has taken it once it is public, and since when. */
    acknowledgedAt: at(),
    acknowledgedBy: text().references(() => staff.id),
    /** held: its bad news was too much at once and waits for staff. released: they let it go. */
    breaker: text().$type<'held' | 'released'>(),
    /** Nothing of it is told before, so that staff can take back what they did; null: nothing waits for that. */
    tellFrom: at(),
    /** incident only: it was merged into this one, which its address leads to. */
    mergedIntoId: text().references((): AnyPgColumn => posts.id, { onDelete: 'set null' }),
    /** incident only: it was split off this one, so who heard of that has heard of it. */
    splitFromId: text().references((): AnyPgColumn => posts.id, { onDelete: 'set null' }),
    /** Nobody may comment any more, since then. What waits for its author's word still may appear. */
    commentsClosedAt: at(),
    /** Until then it stands first in the lists of readers. */
    pinnedUntil: at(),
    /** advisory only: when its draft is published by itself, and how. */
    publishAt: at(),
    publishPlan: jsonb().$type<PublishPlan>(),
    /** advisory only: what opens its draft to customers before it is public; null: nothing does. */
    advanceToken: text().unique('posts_advance_token_unique'),
    /** advisory only: what is done to its servers, such as "patched"; null: readers see no progress. */
    progressWord: text(),
  },
  t => [
    index('posts_open').on(t.kind).where(sql`resolved_at is null`),
    index('posts_no_data').on(t.startedAt).where(sql`cause = 'no-data'`),
    index().on(t.publishedAt),
    // As lists of posts are in order: db/reads/posts/post-list, and db/reads/posts/history by when it happened.
    index('posts_listed').on(sql`(pinned_until is not null)`, t.publishedAt, t.id),
    index('posts_happened').on(sql`(case kind when 'advisory' then published_at else started_at end)`, t.id),
    index('posts_to_publish').on(t.publishAt).where(sql`publish_at is not null`),
    index('posts_last_word').on(t.updatedAt).where(sql`visibility = 'published'`),
    index('posts_words').using('gin', sql`words`),
    index('posts_pinned').on(t.pinnedUntil).where(sql`pinned_until is not null`),
    check('posts_published', sql`visibility <> 'published' or published_at is not null`),
  ],
)

export const affectedServers = pgTable(
  'affected_servers',
  {
    postId: text()
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    serverId: text()
      .notNull()
      .references(() => servers.id),
    /** What is true. */
    impact: text().$type<Impact>().notNull(),
    cause: text().$type<Cause>().notNull(),
    /** When this impact began, and when the trouble was over, by the source's clock. */
    since: at().notNull(),
    until: at(),
    /** We heard that it is clear, and watch it before the end is told. */
    clearedAt: at(),
    endedAt: at(),
    /** Fails and recovers by turns. */
    isIntermittent: boolean().notNull().default(false),
    /** What customers were last told; null: nothing yet. */
    announcedImpact: text().$type<Impact>(),
    isAnnouncedIntermittent: boolean().notNull().default(false),
    announcedAt: at(),
    /** When staff were told of it while it is held. */
    staffToldAt: at(),
    /** What a person said that its impact is, and when; operational: it is over or was never part of it. */
    judgedImpact: text().$type<Impact>(),
    judgedAt: at(),
    /** The worst that it had been in by then: alerts of then say nothing new before they say worse. */
    judgedOver: text().$type<Impact>(),
    /** What the person said is told to nobody. */
    isJudgedQuietly: boolean().notNull().default(false),
  },
  t => [
    primaryKey({ columns: [t.postId, t.serverId] }),
    index('affected_open').on(t.serverId).where(sql`ended_at is null`),
    index('affected_told').on(t.serverId, t.announcedAt),
    index('affected_untold')
      .on(t.postId)
      .where(sql`ended_at is not null and announced_impact <> 'operational'`),
  ],
)
