import { customType, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt } from './column.ts'

/** One row per setting: policy, sign-in, push-keys, key, link-secrets, first-run, readership, hand-over, site-key, indicators, and copy with the name of each. Each is checked by zod where it is read. */
export const settings = pgTable('settings', {
  key: text().primaryKey(),
  value: jsonb().notNull(),
  updatedAt: createdAt(),
})

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** Pictures and style sheets of the site, under the name by which they are served: one never changes. */
export const siteFiles = pgTable('site_files', {
  name: text().primaryKey(),
  bytes: bytea().notNull(),
  createdAt: createdAt(),
})
