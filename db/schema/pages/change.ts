import { sql } from 'drizzle-orm'
import { customType, index, pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt, idColumn } from '#db/schema/column.ts'

const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' })

/** Public pages that changed, kept for some minutes, so that a process that was not notified of a change finds it. */
export const pageChanges = pgTable(
  'page_changes',
  {
    id: idColumn(),
    /** The transaction that changed them, by PostgreSQL's own count: it commits in no certain order. */
    transactionId: xid8().notNull().default(sql`pg_current_xact_id()`),
    /** As in the address bar; '*' means all. */
    paths: text().array().notNull(),
    createdAt: createdAt(),
  },
  table => [index().on(table.transactionId)],
)
