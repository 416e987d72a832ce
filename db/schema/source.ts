import { sql } from 'drizzle-orm'
import { bigint, boolean, doublePrecision, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { Signing, TokenMethod } from '#lib/rules/sources/source.ts'
import type { SourceRule } from '#lib/rules/sources/source-rule.ts'
import { at, createdAt, idColumn } from './column.ts'
import { servers } from './server.ts'

export const sources = pgTable('sources', {
  id: idColumn(),
  name: text().notNull().unique(),
  /** The format of the tool that it is made for; null: any. */
  format: text(),
  /** SHA-256 of the token, hex. Tokens have 128 random bits or more, so a plain hash is enough. */
  tokenHash: text().notNull().unique(),
  /** What people tell the token by: see startOf; null: it was made before that was noted. */
  tokenStart: text(),
  /** The token before the last rotation, valid until previousTokenUntil. */
  previousTokenHash: text().unique(),
  previousTokenStart: text(),
  previousTokenUntil: at(),
  /** Where its requests may carry the token. */
  authentication: jsonb().$type<TokenMethod[]>().notNull().default(['bearer', 'basic', 'path']),
  /** Set: no request counts without a right signature. Its secrets are sealed: see db/keys/signing. */
  signing: jsonb().$type<Signing>(),
  /** Waits before it speaks (Alertmanager's `for`, Nagios HARD, …), so its outages are told at once. */
  isDebounced: boolean().notNull().default(true),
  /** May speak for these servers only; empty: for all. */
  boundServerIds: text().array().notNull().default(sql`'{}'`),
  /** The server that is meant when the caller names none. */
  defaultServerId: text().references(() => servers.id),
  /** The one server that an agent runs on; null: it is no agent. */
  agentServerId: text().references(() => servers.id),
  /** The agent may say that its server is slow by our own work. */
  mayBeginWork: boolean().notNull().default(true),
  /** Staff's corrections of kind and severity; the first that fits counts. */
  rules: jsonb().$type<SourceRule[]>().notNull().default([]),
  /** How often the tool repeats an alert that still fires; null: it does not. Twice this without a word needs review. */
  repeatSeconds: integer(),
  /** It never says "resolved": what is a day old needs review. */
  neverResolves: boolean().notNull().default(false),
  /** How often it is heard when all is well; null: only when something happens. Staff are told when it falls silent. */
  expectedEverySeconds: integer(),
  createdAt: createdAt(),
  lastSeenAt: at(),
  disabledAt: at(),
})

/** What agents said of their servers, the last few of each server. */
export const heartbeats = pgTable(
  'heartbeats',
  {
    sequence: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    serverId: text()
      .notNull()
      .references(() => servers.id),
    sourceId: text()
      .notNull()
      .references(() => sources.id),
    /** Changes with each boot. */
    bootId: text().notNull(),
    /** Processes that run or wait, on average over 1, 5 and 15 minutes. */
    load1: doublePrecision().notNull(),
    load5: doublePrecision().notNull(),
    load15: doublePrecision().notNull(),
    /** How long the server took to answer its agent, in milliseconds; null: it did not say. */
    responseMs: doublePrecision(),
    /** Online ones. */
    cores: integer().notNull(),
    checksRun: integer().notNull(),
    /** How many findings are open. */
    openCount: integer().notNull(),
    /** By the agent's clock. */
    at: at().notNull(),
    receivedAt: at().notNull(),
  },
  t => [index().on(t.serverId, t.at)],
)
