import { sql } from 'drizzle-orm'
import { bigint, index, pgTable, text } from 'drizzle-orm/pg-core'
import type { Cause, Impact } from '#lib/rules/servers/status.ts'
import { alerts } from './alert.ts'
import { at } from './column.ts'
import { posts } from './post.ts'
import { servers } from './server.ts'

export const statusHistory = pgTable(
  'status_history',
  {
    sequence: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    serverId: text()
      .notNull()
      .references(() => servers.id),
    at: at().notNull(),
    impact: text().$type<Impact>().notNull(),
    cause: text().$type<Cause>(),
    postId: text().references(() => posts.id),
    /** The alert that caused the change; null for the clock or a person. */
    alertId: text().references(() => alerts.id),
  },
  t => [
    index().on(t.serverId, t.at, t.sequence),
    index('status_history_silent').on(t.serverId).where(sql`cause = 'no-data'`),
  ],
)
