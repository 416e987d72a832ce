import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { NoticeFacts, NoticeKind } from '#lib/rules/notices/notice.ts'
import { at, createdAt, idColumn } from './column.ts'
import { posts } from './post.ts'
import { updates } from './update.ts'

export const notices = pgTable(
  'notices',
  {
    id: idColumn(),
    postId: text()
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    kind: text().$type<NoticeKind>().notNull(),
    facts: jsonb().$type<NoticeFacts>().notNull(),
    createdAt: createdAt(),
    /** When the last of its deliveries was queued; null while it waits for that. */
    plannedAt: at(),
    /** Its deliveries are queued up to this subscriber, in the order of their ids; empty: only for the first few; null: for nobody yet. */
    plannedUpTo: text(),
    /** For how many subscribers, or staff, deliveries were queued so far. */
    plannedCount: integer().notNull().default(0),
    /** Too much at once: it waits for staff since then. */
    heldAt: at(),
    /** How many subscribers it was for when it was held. */
    heldFor: integer(),
    /** Staff let it go out although it is much. */
    releasedAt: at(),
    /** Staff took it back: nobody hears of it. */
    droppedAt: at(),
    /** The entry of the timeline that it tells; null: none. */
    updateId: text().references(() => updates.id, { onDelete: 'set null' }),
    /** It is not planned before, so that staff can take it back; null: at once. */
    waitsUntil: at(),
  },
  t => [
    index().on(t.postId, t.createdAt),
    index('notices_bad').on(t.createdAt).where(sql`kind in ('began', 'worsened', 'intermittent')`),
    index('notices_update').on(t.updateId).where(sql`update_id is not null`),
    index('notices_unplanned').on(t.createdAt).where(sql`planned_at is null`),
  ],
)
