import { sql } from 'drizzle-orm'
import { index, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { at, idColumn } from '#db/schema/column.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import type { Severity } from '#lib/rules/alerts/alert.ts'

/** What was found on a server, with the evidence: for staff alone. One row for a fingerprint, however often it comes and goes. */
export const findings = pgTable(
  'findings',
  {
    id: idColumn(),
    sourceId: text()
      .notNull()
      .references(() => sources.id, { onDelete: 'cascade' }),
    serverId: text()
      .notNull()
      .references(() => servers.id, { onDelete: 'cascade' }),
    fingerprint: text().notNull(),
    severity: text().$type<Severity>().notNull(),
    summary: text().notNull(),
    /** Which check found it. */
    check: text(),
    path: text(),
    /** "root:root 0755" */
    owner: text(),
    sha256: text(),
    /** What the package manager answered. */
    packageAnswer: text(),
    /** What the agent did with it. */
    action: text(),
    indicatorId: text(),
    /** All that was said of it; null: no more than the rest. */
    details: text(),
    /** By the agent's clock, but never after we heard of it. */
    firstSeenAt: at().notNull(),
    /** When we last heard of it. */
    lastSeenAt: at().notNull(),
    /** Since when it is found no more; null: it is. */
    goneAt: at(),
  },
  t => [
    unique().on(t.sourceId, t.serverId, t.fingerprint),
    index('findings_open').on(t.serverId).where(sql`gone_at is null`),
    index().on(t.serverId),
    index().on(t.sha256),
    index().on(t.path),
    index().on(t.lastSeenAt, t.id),
  ],
)
