import { and, eq, isNull, ne, or, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { isOnStaff } from '#db/conditions/on-staff.ts'
import { staffSettings } from '#db/schema/reminder.ts'
import { devices, passkeys, recoveryCodes, sessions, staff } from '#db/schema/staff.ts'
import { destinations } from '#db/schema/subscriber.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'

/** "people" as a number: the key of the advisory lock of whoever changes who the staff are. */
const staffKey = 0x70_65_6f_70

/** Waits until this transaction alone may change who the staff are, and holds that until it ends. */
export async function lockStaff(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${staffKey})`)
}

/** Returns the new person's id, or null when the address is taken. Staff vouch for each other's addresses. */
export async function insertStaffMember(
  tx: Transaction,
  { name, email, role }: { name: string; email: string; role: DeskRole },
): Promise<string | null> {
  const [row] = await tx
    .insert(staff)
    .values({ name, email, role, emailVerified: true })
    .onConflictDoNothing({ target: staff.email })
    .returning({ id: staff.id })
  return row?.id ?? null
}

/** Gives one of the staff another role. */
export async function writeRole(tx: Transaction, id: string, role: DeskRole, now: Date): Promise<void> {
  await tx
    .update(staff)
    .set({ role, updatedAt: now })
    .where(and(eq(staff.id, id), isOnStaff))
}

/** Keeps in which language one of the staff works, where that is another one than before. */
export async function writeStaffLanguage(tx: Transaction, id: string, language: Language): Promise<void> {
  await tx
    .update(staff)
    .set({ language })
    .where(and(eq(staff.id, id), isOnStaff, or(isNull(staff.language), ne(staff.language, language))))
}

/** Locks one of the staff until the transaction ends. Returns whether they are still one. */
export async function lockStaffMember(tx: Transaction, id: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.id, id), isOnStaff))
    .for('update')
  return row !== undefined
}

/**
 * Ends the sessions and forgets the address and all other ways to them: nobody can sign in as this person again. Whom the
 * company knows them as is kept, so that it does not bring them back. Returns the name, or null when already removed.
 */
export async function retireStaffMember(tx: Transaction, id: string, now: Date): Promise<string | null> {
  const [row] = await tx
    .update(staff)
    .set({ email: id, updatedAt: now })
    .where(and(eq(staff.id, id), isOnStaff))
    .returning({ name: staff.name })
  await tx.delete(sessions).where(eq(sessions.userId, id))
  await tx.delete(passkeys).where(eq(passkeys.staffId, id))
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.staffId, id))
  await tx.delete(devices).where(eq(devices.staffId, id))
  await tx.delete(destinations).where(eq(destinations.staffId, id))
  await tx.delete(staffSettings).where(eq(staffSettings.staffId, id))
  return row?.name ?? null
}
