import { bigint, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { DelayKind } from '#lib/rules/delays/delay.ts'
import { createdAt } from './column.ts'
import { servers } from './server.ts'

/** How a server was in a month that is over, as facts in milliseconds: what was said of it once does not change. */
export const uptimeMonths = pgTable(
  'uptime_months',
  {
    serverId: text()
      .notNull()
      .references(() => servers.id, { onDelete: 'cascade' }),
    /** Of UTC: "2026-11". */
    month: text().notNull(),
    /** The version of the formula by which its parts were told apart. */
    formula: integer().notNull(),
    downMs: bigint({ mode: 'number' }).notNull(),
    slowMs: bigint({ mode: 'number' }).notNull(),
    maintenanceMs: bigint({ mode: 'number' }).notNull(),
    withoutDataMs: bigint({ mode: 'number' }).notNull(),
    fineMs: bigint({ mode: 'number' }).notNull(),
    createdAt: createdAt(),
  },
  t => [primaryKey({ columns: [t.serverId, t.month] })],
)

/** How long we took, counted by day: see lib/rules/delays. */
export const delays = pgTable(
  'delays',
  {
    /** "2026-11-30", UTC. */
    day: text().notNull(),
    kind: text().$type<DelayKind>().notNull(),
    bucket: integer().notNull(),
    count: integer().notNull(),
  },
  t => [primaryKey({ columns: [t.day, t.kind, t.bucket] })],
)
