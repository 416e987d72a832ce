import { customType, pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt } from './column.ts'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** Pictures and style sheets of the site, under the name by which they are served: one never changes. */
export const siteFiles = pgTable('site_files', {
  name: text().primaryKey(),
  bytes: bytea().notNull(),
  createdAt: createdAt(),
})
