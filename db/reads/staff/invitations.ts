import { eq } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { staff, staffInvitations } from '#db/schema/staff.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'

export type Invitation = {
  id: string
  name: string
  email: string
  role: DeskRole
  /** What who invites has to say; empty: nothing. */
  words: string
  byName: string
  createdAt: Date
  expiresAt: Date
}

const { id, name, email, role, words, createdAt, expiresAt } = staffInvitations
const columns = { id, name, email, role, words, createdAt, expiresAt, byName: staff.name }

/** Those who were asked to the desk and have not come, the longest waiting first; also those whose time is over. */
export function readInvitations(db: Database | Transaction): Promise<Invitation[]> {
  return db
    .select(columns)
    .from(staffInvitations)
    .innerJoin(staff, eq(staff.id, staffInvitations.byStaffId))
    .orderBy(createdAt, id)
}

/** One of them; null: it is used or gone. */
export async function readInvitation(
  db: Database | Transaction,
  invitationId: string,
): Promise<Invitation | null> {
  const [row] = await db
    .select(columns)
    .from(staffInvitations)
    .innerJoin(staff, eq(staff.id, staffInvitations.byStaffId))
    .where(eq(id, invitationId))
  return row ?? null
}
