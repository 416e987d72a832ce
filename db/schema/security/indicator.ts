import { boolean, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { createdAt, idColumn } from '#db/schema/column.ts'
import type { SignType } from '#lib/rules/indicators/indicator.ts'

/** What servers are searched for. The version of the whole is a setting. */
export const indicators = pgTable(
  'indicators',
  {
    id: idColumn(),
    type: text().$type<SignType>().notNull(),
    /** In the one form of lib/rules/indicators/sign-value. */
    value: text().notNull(),
    /** What advisories name several by; null: none. */
    tag: text(),
    /** What it is, in a sentence. */
    note: text(),
    /** Where it was published. */
    reference: text(),
    /** Advisories may show it. */
    isPublic: boolean().notNull().default(false),
    /** Agents that fetch the list look for it. */
    isActive: boolean().notNull().default(false),
    /** The version of the list in which it last changed, so that nobody overwrites what they have not seen. */
    changedIn: integer().notNull(),
    createdAt: createdAt(),
  },
  t => [unique('indicators_sign').on(t.type, t.value), index('indicators_tag').on(t.tag)],
)
