import { doublePrecision, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { at } from './column.ts'
import { servers } from './server.ts'

/** What agents measured on a server, by hour: of each hour the least, the most, the sum, and of how many. */
export const serverReadings = pgTable(
  'server_readings',
  {
    serverId: text()
      .notNull()
      .references(() => servers.id, { onDelete: 'cascade' }),
    /** When the hour began. */
    hour: at().notNull(),
    /** Of the last one of the hour: its online processors. */
    cores: integer().notNull(),
    /** The load over one minute. */
    loadLeast: doublePrecision().notNull(),
    loadMost: doublePrecision().notNull(),
    loadMostAt: at().notNull(),
    loadSum: doublePrecision().notNull(),
    loadCount: integer().notNull(),
    /** How long the server took to answer its agent, in milliseconds; null and 0: no agent said it in this hour. */
    responseLeast: doublePrecision(),
    responseMost: doublePrecision(),
    responseMostAt: at(),
    responseSum: doublePrecision().notNull().default(0),
    responseCount: integer().notNull().default(0),
  },
  t => [primaryKey({ columns: [t.serverId, t.hour] }), index('server_readings_hour').on(t.hour)],
)
