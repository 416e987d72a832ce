import { index, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { at, createdAt, idColumn } from './column.ts'
import { groups, servers } from './server.ts'

/** Sites of resellers: each shows some of the servers under another name, at a host name of its own. */
export const brands = pgTable('brands', {
  id: idColumn(),
  /** Normalised: lower case, ASCII (IDNA), no port. Also of one that is retired: its host never shows another site. */
  host: text().notNull().unique(),
  /** Its name, look, addresses, zone and sender, as the settings of the hoster's own site are kept. Checked by zod where it is read. */
  site: jsonb().notNull(),
  createdAt: createdAt(),
  /** Nothing is shown at its host any more, and nobody is mailed for it. */
  retiredAt: at(),
})

/** Groups all of whose servers are a brand's, those that come into them too. */
export const brandGroups = pgTable(
  'brand_groups',
  {
    brandId: text()
      .notNull()
      .references(() => brands.id, { onDelete: 'cascade' }),
    groupId: text()
      .notNull()
      .references(() => groups.id, { onDelete: 'cascade' }),
  },
  t => [primaryKey({ columns: [t.brandId, t.groupId] }), index().on(t.groupId)],
)

/** Servers that are a brand's one by one, or that it calls by another name. */
export const brandServers = pgTable(
  'brand_servers',
  {
    brandId: text()
      .notNull()
      .references(() => brands.id, { onDelete: 'cascade' }),
    serverId: text()
      .notNull()
      .references(() => servers.id),
    /** What the brand's readers know it by, also in addresses; null: what everybody does. */
    name: text(),
  },
  t => [
    primaryKey({ columns: [t.brandId, t.serverId] }),
    index().on(t.serverId),
    unique('brand_servers_names').on(t.brandId, t.name),
  ],
)
