import { text, timestamp } from 'drizzle-orm/pg-core'
import { newId } from '#db/id.ts'

/** The primary key of a table: made by us, so that a flow knows it before it writes. */
export const idColumn = () => text().primaryKey().$defaultFn(newId)

/** A moment, with its zone; in code a Date. */
export const at = () => timestamp({ withTimezone: true, mode: 'date' })

export const createdAt = () => at().notNull().defaultNow()
