import { sql } from 'drizzle-orm'
import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { at, createdAt, idColumn } from './column.ts'
import { servers } from './server.ts'
import { staff } from './staff.ts'

/** Where DNS puts the domains that confirmed subscribers watch. */
export const domains = pgTable(
  'domains',
  {
    domain: text().primaryKey(),
    /** The last answer: our servers that have its web site or its mail. Kept when there is no answer. */
    serverIds: text().array().notNull().default(sql`'{}'`),
    /** When DNS was last asked, answer or not. */
    askedAt: at().notNull(),
  },
  t => [index().using('gin', t.serverIds)],
)

/** Which domain lives on which server, as the hoster's own systems say. Never shown to anybody. */
export const customers = pgTable(
  'customers',
  {
    domain: text().primaryKey(),
    account: text(),
    serverId: text()
      .notNull()
      .references(() => servers.id),
    /** Addresses of the account, lower case: for these, and for those at the domain itself, the map counts. */
    contacts: text().array().notNull().default(sql`'{}'`),
    updatedAt: createdAt(),
  },
  t => [index().on(t.serverId), index().on(t.account)],
)

/** A file of customers that staff have uploaded and not yet applied. */
export const customerFiles = pgTable('customer_files', {
  id: idColumn(),
  staffId: text('person_id')
    .notNull()
    .references(() => staff.id),
  content: text().notNull(),
  createdAt: createdAt(),
})
