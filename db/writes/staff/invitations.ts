import { and, eq, gt, lt } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { staffInvitations } from '#db/schema/staff.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'

export type NewInvitation = {
  name: string
  email: string
  role: DeskRole
  words: string
  byStaffId: string
  expiresAt: Date
}

/** Returns the invitation's id, or null: one to this address waits already. */
export async function insertInvitation(
  tx: Transaction,
  invitation: NewInvitation,
  now: Date,
): Promise<string | null> {
  const [row] = await tx
    .insert(staffInvitations)
    .values({ id: newId(), ...invitation, createdAt: now })
    .onConflictDoNothing({ target: staffInvitations.email })
    .returning({ id: staffInvitations.id })
  return row?.id ?? null
}

/** Lets an invitation be good until then, also one that had ended. Returns to whom it is; null: there is none any more. */
export async function renewInvitation(
  tx: Transaction,
  { id, expiresAt }: { id: string; expiresAt: Date },
): Promise<{ email: string; role: DeskRole } | null> {
  const { email, role } = staffInvitations
  const [row] = await tx
    .update(staffInvitations)
    .set({ expiresAt })
    .where(eq(staffInvitations.id, id))
    .returning({ email, role })
  return row ?? null
}

/** Takes an invitation back. Returns to whom it was; null: it is used or gone. */
export async function deleteInvitation(
  tx: Transaction,
  id: string,
): Promise<{ email: string; role: DeskRole } | null> {
  const { email, role } = staffInvitations
  const [row] = await tx
    .delete(staffInvitations)
    .where(eq(staffInvitations.id, id))
    .returning({ email, role })
  return row ?? null
}

/** Uses an invitation up. Returns who comes, or null: it is used, gone or too old. */
export async function claimInvitation(
  tx: Transaction,
  id: string,
  now: Date,
): Promise<{ name: string; email: string; role: DeskRole; byStaffId: string } | null> {
  const { name, email, role, byStaffId } = staffInvitations
  const [row] = await tx
    .delete(staffInvitations)
    .where(and(eq(staffInvitations.id, id), gt(staffInvitations.expiresAt, now)))
    .returning({ name, email, role, byStaffId })
  return row ?? null
}

/** Forgets the addresses of those who did not come, some time after their invitation had ended. */
export async function forgetInvitations(tx: Transaction, endedBefore: Date): Promise<void> {
  await tx.delete(staffInvitations).where(lt(staffInvitations.expiresAt, endedBefore))
}
