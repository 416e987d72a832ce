import { bigint, boolean, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { AuditAction } from '#lib/rules/staff/may.ts'
import type { StaffRole } from '#lib/rules/staff/role.ts'
import { at, createdAt, idColumn } from './column.ts'

/** Staff. The columns of these four tables are the identity library's. */
export const staff = pgTable('people', {
  id: idColumn(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  role: text().$type<StaffRole>().notNull().default('reader'),
  createdAt: createdAt(),
  updatedAt: createdAt(),
})

export const sessions = pgTable('sessions', {
  id: idColumn(),
  userId: text()
    .notNull()
    .references(() => staff.id, { onDelete: 'cascade' }),
  /** SHA-256 of the token in the cookie, hex. */
  token: text().notNull().unique(),
  expiresAt: at().notNull(),
  ipAddress: text(),
  userAgent: text(),
  createdAt: createdAt(),
  updatedAt: createdAt(),
})

export const accounts = pgTable('accounts', {
  id: idColumn(),
  userId: text()
    .notNull()
    .references(() => staff.id, { onDelete: 'cascade' }),
  accountId: text().notNull(),
  providerId: text().notNull(),
  accessToken: text(),
  refreshToken: text(),
  idToken: text(),
  accessTokenExpiresAt: at(),
  refreshTokenExpiresAt: at(),
  scope: text(),
  password: text(),
  createdAt: createdAt(),
  updatedAt: createdAt(),
})

export const verifications = pgTable(
  'verifications',
  {
    id: idColumn(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: at().notNull(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  t => [index().on(t.identifier)],
)

export const audit = pgTable('audit', {
  sequence: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: createdAt(),
  /** null: done by Allclear itself. */
  staffId: text('person_id').references(() => staff.id),
  action: text().$type<AuditAction>().notNull(),
  /** What it was done to: "post x7k2…". */
  subject: text().notNull(),
  facts: jsonb().$type<Record<string, unknown>>(),
})

/** Who has taken what waits at the desk and is no incident, which keeps that itself. */
export const takenRows = pgTable('taken_rows', {
  /** Which wait: see WorkRow. */
  key: text().primaryKey(),
  staffId: text('person_id')
    .notNull()
    .references(() => staff.id),
  takenAt: createdAt(),
})
