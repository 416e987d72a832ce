import { bigint, boolean, index, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core'
import type { Language } from '#lib/rules/languages/language.ts'
import type { AuditAction } from '#lib/rules/staff/may.ts'
import type { Proof } from '#lib/rules/staff/proof.ts'
import type { DeskRole, StaffRole } from '#lib/rules/staff/role.ts'
import { at, createdAt, idColumn } from './column.ts'

/** Staff. The columns of these four tables are the identity library's, but for role and proof. */
export const staff = pgTable('people', {
  id: idColumn(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  role: text().$type<StaffRole>().notNull().default('reader'),
  /** In which they last chose to work; null: they never chose. */
  language: text().$type<Language>(),
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
  /** How its person has proven who they are. */
  proof: text().$type<Proof>().notNull().default('link'),
  createdAt: createdAt(),
  /** When it was last used, to some minutes: see lib/rules/staff/session-life.ts. */
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

/** Keys of browsers and devices with which a person signs in. */
export const passkeys = pgTable(
  'passkeys',
  {
    id: idColumn(),
    staffId: text('person_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** As the browser names it, base64url. */
    credentialId: text().notNull().unique(),
    /** COSE, base64url. */
    publicKey: text().notNull(),
    /** How often the device says that it was used; 0: it does not count. */
    counter: bigint({ mode: 'number' }).notNull(),
    /** Whether it is kept on several devices. */
    isShared: boolean().notNull(),
    transports: text().array().notNull().default([]),
    createdAt: createdAt(),
    usedAt: at(),
  },
  t => [index().on(t.staffId)],
)

/** What lets a person in, with a mailed link, whose passkeys are lost: each once. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    id: idColumn(),
    staffId: text('person_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    /** SHA-256 of the code, hex: it has some 119 random bits. */
    codeHash: text().notNull().unique(),
    createdAt: createdAt(),
    usedAt: at(),
  },
  t => [index().on(t.staffId)],
)

/** Browsers in which a person has signed in, each known by a cookie that lives long. */
export const devices = pgTable(
  'devices',
  {
    id: idColumn(),
    staffId: text('person_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    /** SHA-256 of the cookie, hex. */
    tokenHash: text().notNull(),
    createdAt: createdAt(),
    seenAt: createdAt(),
  },
  t => [unique().on(t.staffId, t.tokenHash)],
)

export const audit = pgTable(
  'audit',
  {
    sequence: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: createdAt(),
    /** null: done by Allclear itself. */
    staffId: text('person_id').references(() => staff.id),
    action: text().$type<AuditAction>().notNull(),
    /** What it was done to: "post x7k2…". */
    subject: text().notNull(),
    facts: jsonb().$type<Record<string, unknown>>(),
    /** Where the request came from; null: it was none. */
    address: text(),
    /** What its browser or program calls itself. */
    device: text(),
    /** When its facts were erased with the person whom they told of. */
    erasedAt: at(),
  },
  t => [index().on(t.staffId, t.sequence), index().on(t.action, t.sequence), index().on(t.at)],
)

/** The chain of hashes over the lines of the audit log, in the order in which they were sealed. */
export const auditSeals = pgTable('audit_seals', {
  /** From 1 on, without gaps. */
  position: bigint({ mode: 'number' }).primaryKey(),
  /** The line that is sealed. */
  sequence: bigint({ mode: 'number' }).notNull().unique(),
  /** When it was sealed. */
  at: at().notNull(),
  /** SHA-256 of the line's facts, hex; it stays when they are erased. */
  factsHash: text().notNull(),
  /** SHA-256 over the seal before and the line, hex: see lib/rules/staff/sealed-text. */
  hash: text().notNull(),
})

/** Who was asked to sit at the desk and has not come yet. */
export const staffInvitations = pgTable('staff_invitations', {
  id: idColumn(),
  name: text().notNull(),
  email: text().notNull().unique(),
  role: text().$type<DeskRole>().notNull(),
  /** What who invites has to say to them; empty: nothing. */
  words: text().notNull().default(''),
  byStaffId: text('by_person_id')
    .notNull()
    .references(() => staff.id),
  createdAt: createdAt(),
  /** From then on the link in the mail opens nothing. */
  expiresAt: at().notNull(),
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
