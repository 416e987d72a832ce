import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { ApiScope } from '#lib/rules/settings/api-scope.ts'
import { at, createdAt, idColumn } from './column.ts'

/** Keys of the API. One of the staff without an address has the same id: under that name stands what the key does. */
export const apiTokens = pgTable('api_tokens', {
  id: idColumn(),
  name: text().notNull().unique(),
  scopes: text().array().$type<ApiScope[]>().notNull(),
  /** SHA-256 of the token, hex. */
  tokenHash: text().notNull().unique(),
  createdAt: createdAt(),
  lastSeenAt: at(),
  /** From then on it opens nothing; null: it does not end by itself. */
  expiresAt: at(),
})

/** What requests that name themselves were answered, so that the same one sent again does nothing twice. */
export const apiAnswers = pgTable(
  'api_answers',
  {
    tokenId: text()
      .notNull()
      .references(() => apiTokens.id, { onDelete: 'cascade' }),
    /** Its Idempotency-Key. */
    key: text().notNull(),
    /** SHA-256 of what was asked, hex. */
    digest: text().notNull(),
    /** null: it is being answered. */
    status: integer(),
    body: text(),
    createdAt: createdAt(),
  },
  t => [primaryKey({ columns: [t.tokenId, t.key] }), index().on(t.createdAt)],
)
