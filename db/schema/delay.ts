import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { DelayKind } from '#lib/rules/delays/delay.ts'

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
