import { and, eq, gt, like, max, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isOnStaff } from '#db/conditions/on-staff.ts'
import { sessions, staff, verifications } from '#db/schema/staff.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'

/** Who was removed keeps the name, for the record of what they did; an id stands in place of the address. */
/** Whether anybody ever set up the desk. */
export async function hasStaff(db: Database | Transaction): Promise<boolean> {
  const [row] = await db.select({ id: staff.id }).from(staff).limit(1)
  return row !== undefined
}

/** Whether somebody of the staff has this address, in lower case. */
export async function isStaff(db: Database | Transaction, email: string): Promise<boolean> {
  const [row] = await db
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.email, email), isOnStaff))
  return row !== undefined
}

/** How many sign-in links of this address still work. */
export async function readLiveLinks(db: Database | Transaction, email: string, now: Date): Promise<number> {
  const isLink = like(verifications.identifier, 'magic-link:%')
  // The identity library keeps JSON text in a link's row, and other text in other rows: match, never cast.
  const isTheirs = sql`position(${`"email":${JSON.stringify(email)}`} in ${verifications.value}) > 0`
  return db.$count(verifications, and(isLink, isTheirs, gt(verifications.expiresAt, now)))
}

/** The language that whoever of the staff has this address has chosen; null: none, or nobody has it. */
export async function readStaffLanguage(db: Database | Transaction, email: string): Promise<Language | null> {
  const [row] = await db
    .select({ language: staff.language })
    .from(staff)
    .where(and(eq(staff.email, email), isOnStaff))
  return row?.language ?? null
}

export type StaffMember = {
  id: string
  name: string
  email: string
  /** In which they read; null: they have chosen none. */
  language: Language | null
  role: DeskRole
  addedAt: Date
  signedInAt: Date | null
}

/** The staff by name, each with their last sign-in among the sessions that live. */
export function readStaff(db: Database | Transaction): Promise<StaffMember[]> {
  return db
    .select({
      id: staff.id,
      name: staff.name,
      email: staff.email,
      language: staff.language,
      // Who is on the staff is no key, which has no address.
      role: sql<DeskRole>`${staff.role}`,
      addedAt: staff.createdAt,
      signedInAt: max(sessions.createdAt),
    })
    .from(staff)
    .leftJoin(sessions, eq(sessions.userId, staff.id))
    .where(isOnStaff)
    .groupBy(staff.id)
    .orderBy(staff.name, staff.id)
}
