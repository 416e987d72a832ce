import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core'
import type { DeliveryChannel } from '#lib/rules/notices/delivery.ts'
import { batches, mailTexts } from './batch.ts'
import { at, createdAt } from './column.ts'
import { notices } from './notice.ts'
import { destinations, subscribers } from './subscriber.ts'

/**
 * queued: waits for dueAt. sending: frozen in a batch, whose outcome is not known yet. The others are settled; doubtful: it
 * may have arrived, nobody knows, and it is not repeated.
 */
export type DeliveryState = 'queued' | 'sending' | 'sent' | 'doubtful' | 'refused' | 'skipped'

export const deliveries = pgTable(
  'deliveries',
  {
    /** 32 hexadecimal digits, made by PostgreSQL. */
    id: text().primaryKey().default(sql`replace(gen_random_uuid()::text, '-', '')`),
    noticeId: text()
      .notNull()
      .references(() => notices.id, { onDelete: 'cascade' }),
    /** null for staff. */
    subscriberId: text().references(() => subscribers.id, { onDelete: 'cascade' }),
    /** null for mail, and for a destination that was removed: what was told stays told. */
    destinationId: text().references(() => destinations.id, { onDelete: 'set null' }),
    channel: text().$type<DeliveryChannel>().notNull(),
    address: text().notNull(),
    state: text().$type<DeliveryState>().notNull().default('queued'),
    createdAt: createdAt(),
    /** What began or got worse goes before the rest. */
    isBadNews: boolean().notNull().default(false),
    /** While it is queued: not before this. */
    dueAt: at().notNull().defaultNow(),
    /** Staff want it to go out whatever its reader was mailed, since then; null: its turn decides. */
    hastenedAt: at(),
    attempts: integer().notNull().default(0),
    /** When the last attempt began. */
    triedAt: at(),
    batchId: text().references(() => batches.id),
    /** The mail that carries it: one mail may carry several deliveries to one address. */
    mailId: text('letter_id'),
    textId: text().references(() => mailTexts.id),
    /** In which the mail says times. Fixed with it: what its reader chooses later does not change its bytes. */
    zone: text().notNull().default('UTC'),
    sentAt: at(),
    /** The provider's id for its mail. */
    providerId: text(),
    /** Why it was not sent: what the last attempt answered, or why nobody needs it any more. */
    error: text(),
    /** What each failed attempt answered, the oldest first. at: ISO 8601. */
    answers: jsonb().$type<{ at: string; answer: string }[]>().notNull().default([]),
  },
  t => [
    unique().on(t.noticeId, t.subscriberId, t.channel, t.address).nullsNotDistinct(),
    index().on(t.subscriberId, t.createdAt),
    index().on(t.address, t.triedAt),
    index('deliveries_due').on(t.channel, t.isBadNews, t.dueAt).where(sql`state = 'queued'`),
    index('deliveries_to_tell').on(t.isBadNews, t.dueAt).where(sql`state = 'queued' and channel <> 'mail'`),
    index('deliveries_untold')
      .on(t.destinationId)
      .where(sql`state in ('queued', 'sending') and channel <> 'mail'`),
    index('deliveries_destination').on(t.destinationId).where(sql`destination_id is not null`),
    index('deliveries_refused').on(t.createdAt).where(sql`state = 'refused'`),
    index().on(t.batchId).where(sql`batch_id is not null`),
    index('deliveries_text').on(t.textId).where(sql`text_id is not null`),
  ],
)
