import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import type { AlertKind, AlertState, LogResult, Severity } from '#lib/rules/alerts/alert.ts'
import type { Labels } from '#lib/rules/sources/source-rule.ts'
import { at, createdAt, idColumn } from './column.ts'
import { posts } from './post.ts'
import { servers } from './server.ts'
import { sources } from './source.ts'

/** Messages that were seen, by the sender's id: a retry within four days is a duplicate. */
export const alertMessages = pgTable(
  'messages',
  {
    sourceId: text()
      .notNull()
      .references(() => sources.id),
    messageId: text().notNull(),
    receivedAt: createdAt(),
  },
  t => [primaryKey({ columns: [t.sourceId, t.messageId] })],
)

export const alertLog = pgTable(
  'alert_log',
  {
    sequence: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    receivedAt: createdAt(),
    sourceId: text()
      .notNull()
      .references(() => sources.id),
    /** The format that it was sent in. */
    format: text().notNull(),
    result: text().$type<LogResult>().notNull(),
    /** Why: which field was wrong, what it joined, what mutes it. */
    reason: text(),
    fingerprint: text(),
    /** The fingerprint holds the caller's name of the server, because the server was not known. */
    isNamedByHost: boolean().notNull().default(false),
    /** The host as the caller named it. */
    host: text(),
    /** What the caller attached to it, a small part at most. */
    labels: jsonb().$type<Labels>(),
    /** The sender's id of this alert; null when it gives none. */
    eventId: text(),
    /** startsAt was more than five minutes ahead of its receipt, and the time of receipt was taken. */
    isClockAhead: boolean().notNull().default(false),
    /** Sent from the desk to try the source out. */
    isTest: boolean().notNull().default(false),
    serverId: text().references(() => servers.id),
    kind: text().$type<AlertKind>(),
    state: text().$type<AlertState>(),
    severity: text().$type<Severity>(),
    /** Its kind was not stated: see ReportedAlert. */
    isGuess: boolean().notNull().default(false),
    summary: text(),
    details: text(),
    startsAt: at(),
    endsAt: at(),
    /** null while an accepted alert waits for the decider. */
    decidedAt: at(),
    alertId: text(),
  },
  t => [
    index('alert_log_pending').on(t.sequence).where(sql`decided_at is null`),
    index('alert_log_unmatched').on(t.receivedAt).where(sql`result = 'unmatched'`),
    index().on(t.receivedAt),
  ],
)

/** Episodes: fingerprint + startsAt of one source. */
export const alerts = pgTable(
  'alerts',
  {
    id: idColumn(),
    sourceId: text()
      .notNull()
      .references(() => sources.id),
    fingerprint: text().notNull(),
    startsAt: at().notNull(),
    serverId: text()
      .notNull()
      .references(() => servers.id),
    kind: text().$type<AlertKind>().notNull(),
    severity: text().$type<Severity>().notNull(),
    isGuess: boolean().notNull().default(false),
    summary: text().notNull(),
    firstReceivedAt: at().notNull(),
    lastReceivedAt: at().notNull(),
    receivedCount: integer().notNull().default(1),
    isDebounced: boolean().notNull(),
    endsAt: at(),
    closedAt: at(),
    postId: text().references(() => posts.id),
  },
  t => [
    unique().on(t.sourceId, t.fingerprint, t.serverId, t.startsAt),
    index('alerts_open').on(t.serverId).where(sql`closed_at is null`),
    index().on(t.serverId, t.closedAt),
    index().on(t.postId),
  ],
)
