import { index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core'
import type { ReminderKind } from '#lib/rules/reminders/matter.ts'
import type { ReminderText } from '#lib/rules/reminders/reminder-facts.ts'
import { at, createdAt, idColumn } from './column.ts'
import type { DeliveryState } from './delivery.ts'
import { staff } from './staff.ts'
import { destinations } from './subscriber.ts'

/** How each of the staff is reminded; who has no row has chosen nothing. */
export const staffSettings = pgTable('staff_settings', {
  staffId: text()
    .primaryKey()
    .references(() => staff.id, { onDelete: 'cascade' }),
  /** On the ladder; null: behind those who have a place there. */
  position: integer(),
  /** In which the quiet time is; null: the site's. */
  zone: text(),
  /** "22:00", both or neither. */
  quietFrom: text(),
  quietTo: text(),
  /** Since when they want no reminders by mail. It counts only while they have an active destination. */
  mailOffAt: at(),
})

/** What somebody of the staff was reminded of, each step of each matter once. */
export const reminders = pgTable(
  'reminders',
  {
    id: idColumn(),
    kind: text().$type<ReminderKind>().notNull(),
    /** What waits: the id of a post, of a comment, of a key or a source. */
    subjectId: text().notNull(),
    /** Which time that it waits: a promise by its moment, ISO 8601. */
    occasion: text().notNull(),
    /** 0 is the first; each one after it goes to somebody else. */
    step: integer().notNull(),
    /** To whom; null: to everybody. */
    staffId: text().references(() => staff.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  t => [unique('reminders_once').on(t.subjectId, t.kind, t.occasion, t.step)],
)

/** One message to one of the staff by one way, of all that they are reminded of at that moment. */
export const reminderMessages = pgTable(
  'reminder_messages',
  {
    id: idColumn(),
    staffId: text()
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    /** null: by mail. */
    destinationId: text().references(() => destinations.id, { onDelete: 'cascade' }),
    reminderIds: text().array().notNull(),
    /** It goes by mail because this one does not arrive. */
    insteadOfId: text().unique(),
    createdAt: createdAt(),
    state: text().$type<DeliveryState>().notNull().default('queued'),
    /** What it says, fixed with its first attempt so that each attempt says the same. */
    says: jsonb().$type<ReminderText>(),
    /** Attempts that began. */
    attempts: integer().notNull().default(0),
    sentAt: at(),
    /** Why it was not sent: what the last attempt answered, or why nobody needs it any more. */
    error: text(),
  },
  t => [index().on(t.staffId, t.createdAt), index().using('gin', t.reminderIds)],
)
