import { sql } from 'drizzle-orm'
import { doublePrecision, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { ApiScope } from '#lib/rules/settings/api-scope.ts'
import { at, createdAt, idColumn } from './column.ts'
import { staff } from './staff.ts'

/** Keys of the API. One of the staff without an address has the same id: under that name stands what the key does. */
export const apiTokens = pgTable('api_tokens', {
  id: idColumn(),
  name: text().notNull().unique(),
  scopes: text().array().$type<ApiScope[]>().notNull(),
  /** SHA-256 of its secret, hex. Secrets have 192 random bits or more, so nothing is gained by a slow hash. */
  tokenHash: text().notNull().unique(),
  /** What people tell the secret by: see startOf; null: it was made before that was noted. */
  tokenStart: text(),
  /** The secret before the last renewal, valid until previousTokenUntil. */
  previousTokenHash: text().unique(),
  previousTokenStart: text(),
  previousTokenUntil: at(),
  previousSeenAt: at(),
  /** Who answers for it; null: it was made before that was noted. */
  ownerId: text().references(() => staff.id),
  createdAt: createdAt(),
  /** When it was given its present secret, or another end; null: never after it was made. */
  renewedAt: at(),
  lastSeenAt: at(),
  /** The address from which it was used last. */
  lastSeenFrom: text(),
  /** From then on it opens nothing; null: it does not end by itself. */
  expiresAt: at(),
  /** Requests in a minute. */
  perMinute: integer().notNull().default(600),
  /** The networks from which it opens something, "203.0.113.0/24"; empty: from anywhere. */
  networks: text().array().notNull().default(sql`'{}'`),
  /** The requests that it had left at that moment; null: it was never used. */
  turns: doublePrecision(),
  turnsAt: at(),
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
