import { boolean, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { MaintenanceKind } from '#lib/rules/maintenance/maintenance.ts'
import { at, createdAt, idColumn } from './column.ts'
import { posts } from './post.ts'
import { servers } from './server.ts'

export const maintenance = pgTable('maintenance', {
  id: idColumn(),
  postId: text().references(() => posts.id),
  kind: text().$type<MaintenanceKind>().notNull(),
  /** What we do, as customers read it: "memory is replaced". */
  title: text().notNull(),
  startsAt: at().notNull(),
  endsAt: at().notNull(),
  completedAt: at(),
  /** Staff want no mail about it. */
  isQuiet: boolean().notNull().default(false),
  /** When customers were told that it is planned, that it begins, and that it is over or cancelled. */
  plannedToldAt: at(),
  startToldAt: at(),
  endToldAt: at(),
  createdAt: createdAt(),
})

export const maintenanceServers = pgTable(
  'maintenance_servers',
  {
    maintenanceId: text()
      .notNull()
      .references(() => maintenance.id, { onDelete: 'cascade' }),
    serverId: text()
      .notNull()
      .references(() => servers.id),
  },
  t => [primaryKey({ columns: [t.maintenanceId, t.serverId] })],
)
