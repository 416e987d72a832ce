import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { newId } from '#db/id.ts'
import { at, createdAt, idColumn } from './column.ts'
import { staff } from './staff.ts'

export const groups = pgTable('groups', {
  id: idColumn(),
  name: text().notNull().unique(),
  /** The last part of its address: small letters, digits and single dashes. */
  slug: text().notNull().unique().$defaultFn(newId),
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
    /** Host names that it had: they lead to its page, and alerts that name them mean it, until another server is called so. */
    formerNames: text().array().notNull().default(sql`'{}'`),
    /** What customers read of it on its page; null: nothing. */
    note: text(),
    groupId: text().references(() => groups.id),
    position: integer().notNull().default(0),
    createdAt: createdAt(),
    /** Out of service since then: not on the board, and alerts that name it are not taken. */
    retiredAt: at(),
    /** Counts what staff changed, so that nobody overwrites what they have not seen. */
    version: integer().notNull().default(0),
  },
  t => [index().on(t.groupId)],
)

/** A list of servers that staff have pasted or uploaded and not yet applied. */
export const serverLists = pgTable('server_lists', {
  id: idColumn(),
  staffId: text('person_id')
    .notNull()
    .references(() => staff.id),
  content: text().notNull(),
  createdAt: createdAt(),
})
