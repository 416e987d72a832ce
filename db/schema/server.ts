import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { at, createdAt, idColumn } from './column.ts'

export const groups = pgTable('groups', {
  id: idColumn(),
  name: text().notNull().unique(),
  position: integer().notNull().default(0),
})

export const servers = pgTable(
  'servers',
  {
    id: idColumn(),
    /** Normalised: lower case, ASCII (IDNA), no trailing dot. */
    hostname: text().notNull().unique(),
    /** What customers call it: web07. */
    label: text().notNull(),
    aliases: text().array().notNull().default(sql`'{}'`),
    ips: text().array().notNull().default(sql`'{}'`),
    groupId: text().references(() => groups.id),
    position: integer().notNull().default(0),
    createdAt: createdAt(),
    retiredAt: at(),
  },
  t => [index().on(t.groupId)],
)
