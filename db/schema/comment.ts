import { sql } from 'drizzle-orm'
import { boolean, index, pgTable, text, unique } from 'drizzle-orm/pg-core'
import type { Language } from '#lib/rules/languages/language.ts'
import { at, createdAt, idColumn } from './column.ts'
import { posts } from './post.ts'
import { servers } from './server.ts'

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
    /** Of the page where it was written, in which its author reads mails about it. */
    language: text().$type<Language>(),
    isStaff: boolean().notNull().default(false),
    /** Its author gets no mail about answers to it. */
    repliesOffAt: at(),
    state: text().$type<CommentState>().notNull().default('held'),
    createdAt: createdAt(),
    publishedAt: at(),
    /** When its author last changed what readers see. */
    editedAt: at(),
    /** Staff say that it needs no answer, since then. */
    settledAt: at(),
    /** Of staff only: the point of the post beside which it stands too, by its name or else its number. */
    clarifies: text(),
  },
  t => [
    index().on(t.postId, t.createdAt),
    index('comments_email').on(t.email).where(sql`email is not null`),
    index('comments_waiting')
      .on(t.createdAt)
      .where(sql`state = 'published' and not is_staff and settled_at is null`),
  ],
)

/** Readers who say that they have the trouble of a post too, each once. */
export const meToos = pgTable(
  'me_toos',
  {
    id: idColumn(),
    postId: text()
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    serverId: text()
      .notNull()
      .references(() => servers.id),
    createdAt: createdAt(),
    /** Keyed hashes of the browser's cookie and of its address, until the next night; then null, and only the count stays. */
    browserHash: text(),
    addressHash: text(),
  },
  t => [
    unique('me_toos_once').on(t.postId, t.serverId, t.browserHash),
    index().on(t.postId, t.serverId, t.addressHash),
    index('me_toos_hashed').on(t.createdAt).where(sql`browser_hash is not null`),
  ],
)
