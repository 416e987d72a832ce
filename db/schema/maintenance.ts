import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import type { Language } from '#lib/rules/languages/language.ts'
import type { PostTranslations } from '#lib/rules/languages/translation.ts'
import type { MaintenanceEnder, MaintenanceKind } from '#lib/rules/maintenance/maintenance.ts'
import type { Measure } from '#lib/rules/maintenance/measure.ts'
import type { Turn } from '#lib/rules/maintenance/slots.ts'
import { at, createdAt, idColumn } from './column.ts'
import { posts } from './post.ts'
import { servers } from './server.ts'
import { sources } from './source.ts'

/** Maintenance that comes again: what its windows are made of. */
export const recurrences = pgTable(
  'recurrences',
  {
    id: idColumn(),
    kind: text().$type<MaintenanceKind>().notNull(),
    title: text().notNull(),
    body: text(),
    /** In which staff wrote them, and the same in other languages, as they approved it. */
    language: text().$type<Language>().notNull().default('en'),
    translations: jsonb().$type<PostTranslations>().notNull().default({}),
    /** On which days, as RFC 5545 writes it: "FREQ=WEEKLY;BYDAY=TU". */
    rule: text().notNull(),
    /** The day from which on it counts: "2026-11-24". */
    firstDay: text().notNull(),
    /** From when to when, on the clocks of the zone: "22:00". */
    fromClock: text().notNull(),
    toClock: text().notNull(),
    zone: text().notNull(),
    serverIds: text().array().notNull(),
    /** Turns of its servers; one without has the whole window. */
    turns: jsonb().$type<Turn[]>().notNull(),
    endsBy: text().$type<MaintenanceEnder>().notNull(),
    isQuiet: boolean().notNull(),
    reminders: integer().array().notNull(),
    createdAt: createdAt(),
    /** No more windows are made; null: they are. */
    stoppedAt: at(),
    /** Counts what staff changed, so that nobody overwrites what they have not seen. */
    version: integer().notNull().default(0),
  },
  t => [index('recurrences_order').on(t.createdAt)],
)

export const maintenance = pgTable(
  'maintenance',
  {
    id: idColumn(),
    postId: text().references(() => posts.id),
    kind: text().$type<MaintenanceKind>().notNull(),
    /** What we do, as customers read it: "memory is replaced". */
    title: text().notNull(),
    /** From the beginning of the first turn to the end of the last. */
    startsAt: at().notNull(),
    endsAt: at().notNull(),
    /** Its end before it was extended; null: it was not. */
    firstEndsAt: at(),
    /** itself: at its end. staff: when they say so. */
    endsBy: text().$type<MaintenanceEnder>().notNull().default('itself'),
    completedAt: at(),
    cancelledAt: at(),
    /** Why it does not take place, as customers read it. */
    cancelReason: text(),
    /** Staff want no mail about it. */
    isQuiet: boolean().notNull().default(false),
    /** Nobody is told of the plan before; null: at once. */
    announceAt: at(),
    /** How long before each turn its customers are reminded, in minutes. */
    reminders: integer().array().notNull().default([]),
    recurrenceId: text().references(() => recurrences.id),
    /** The day by the rule for which it was made, wherever it was moved since: "2026-11-24". */
    occursOn: text(),
    /** Counts what staff changed of its times, so that nobody overwrites what they have not seen. */
    version: integer().notNull().default(0),
    /** When staff last changed when it begins or ends; null: they have not. */
    timesChangedAt: at(),
    /** The agent that says so of its own server: it has no post, and mutes less; null: staff do. */
    sourceId: text().references(() => sources.id),
    /** By which that agent knows it. */
    sourceKey: text(),
    /** What readers are told that it is; null: work of ours. */
    measure: text().$type<Measure>(),
    createdAt: createdAt(),
  },
  t => [
    unique('maintenance_of_source').on(t.sourceId, t.sourceKey),
    unique('maintenance_window').on(t.recurrenceId, t.occursOn),
    index('maintenance_end').on(t.endsAt),
    index('maintenance_post').on(t.postId),
  ],
)

/** Each server of it with its turn, and what its customers were told. */
export const maintenanceServers = pgTable(
  'maintenance_servers',
  {
    maintenanceId: text()
      .notNull()
      .references(() => maintenance.id, { onDelete: 'cascade' }),
    serverId: text()
      .notNull()
      .references(() => servers.id),
    startsAt: at().notNull(),
    endsAt: at().notNull(),
    /** When they were last told of its times, and which. */
    toldAt: at(),
    toldStartsAt: at(),
    toldEndsAt: at(),
    /** When they were told that it begins, and that it is over or cancelled. */
    startToldAt: at(),
    endToldAt: at(),
    /** It alone was done by then, or falls out; null: it goes as the whole does. */
    completedAt: at(),
    cancelledAt: at(),
    /** Why it falls out, as customers read it. */
    cancelReason: text(),
  },
  t => [
    primaryKey({ columns: [t.maintenanceId, t.serverId] }),
    index('maintenance_of_server').on(t.serverId),
    index('maintenance_untold')
      .on(t.maintenanceId)
      .where(
        sql`end_told_at is null and (told_at is null or told_starts_at <> starts_at or told_ends_at <> ends_at)`,
      ),
  ],
)
