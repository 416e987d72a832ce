import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { Language } from '#lib/rules/languages/language.ts'
import type { DeliveryChannel } from '#lib/rules/notices/delivery.ts'
import type { KeptMessage } from '#lib/rules/notices/message.ts'
import { at, createdAt, idColumn } from './column.ts'

/**
 * What is handed to a provider in one attempt. Its id is the idempotency key, and its mails never change. A second
 * attempt is made only when the first may have been taken; otherwise the batch is dissolved.
 */
export const batches = pgTable(
  'batches',
  {
    id: idColumn(),
    channel: text().$type<DeliveryChannel>().notNull(),
    /** What it says, where it is not by mail: then it is one message to one destination. */
    message: jsonb('telling').$type<KeptMessage>(),
    createdAt: createdAt(),
    /** Attempts that began. */
    attempts: integer().notNull().default(0),
    /** When it is tried again; while an attempt is under way, when that one counts as lost. null: settled. */
    nextAt: at(),
  },
  t => [
    index('batches_open').on(t.channel, t.nextAt).where(sql`next_at is not null`),
    index('batches_settled').on(t.createdAt).where(sql`next_at is null`),
  ],
)

/** What a mail says to all readers of the same servers, in all zones: rendered once, filled in for each of them. */
export const mailTexts = pgTable('letter_texts', {
  /** SHA-256 of the facts that it was rendered from, hex. */
  id: text().primaryKey(),
  /** The language in which it is, and in which its times are filled in. */
  language: text().$type<Language>().notNull().default('en'),
  subject: text().notNull(),
  html: text().notNull(),
  text: text().notNull(),
  headers: jsonb().$type<Record<string, string>>().notNull(),
  /** Attached for programs: iCalendar, with its lines not folded yet; null: nothing. */
  calendar: text(),
  createdAt: createdAt(),
})

/** One row per provider: all processes together ask it no more often than it allows. */
export const rateLimits = pgTable('paces', {
  /** A mail provider, or what the destinations begin with that share a limit: "telegram:", "webhook:https://example.com/". */
  provider: text().primaryKey(),
  /** When the next turn is free. */
  nextAt: at().notNull(),
  /** It asked for a pause: nobody asks it before. */
  pausedUntil: at(),
})
