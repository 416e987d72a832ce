import { sql } from 'drizzle-orm'
import { integer, pgTable, text } from 'drizzle-orm/pg-core'
import { at } from '#db/schema/column.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import type { AgentMode, AgentScheduler } from '#lib/rules/agents/agent.ts'

/** Each server's agent as its last heartbeat told it: one row a server, and no history. */
export const agents = pgTable('agents', {
  serverId: text()
    .primaryKey()
    .references(() => servers.id, { onDelete: 'cascade' }),
  sourceId: text()
    .notNull()
    .references(() => sources.id, { onDelete: 'cascade' }),
  bootId: text().notNull(),
  /** Of its last heartbeat, by the agent's clock. */
  at: at().notNull(),
  receivedAt: at().notNull(),
  /** When it was heard for the first time. */
  firstAt: at().notNull(),
  checksRun: integer().notNull(),
  openCount: integer().notNull(),
  /** null in these: it did not say. See AgentFacts. */
  version: text(),
  mode: text().$type<AgentMode>(),
  scheduler: text().$type<AgentScheduler>(),
  scanMs: integer(),
  baselineAt: at(),
  unknown: text().array().notNull().default(sql`'{}'`),
  quarantined: integer(),
  spooled: integer(),
  dropped: integer(),
  indicators: integer(),
})
