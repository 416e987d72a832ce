import { and, asc, desc, eq, gt, isNull } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isOnStaff } from '#db/conditions/on-staff.ts'
import { accounts, passkeys, recoveryCodes, sessions, staff } from '#db/schema/staff.ts'
import type { Proof } from '#lib/rules/staff/proof.ts'

export type OwnPasskey = Pick<
  typeof passkeys.$inferSelect,
  'id' | 'name' | 'credentialId' | 'transports' | 'isShared' | 'createdAt' | 'usedAt'
>

/** The passkeys of one of the staff, the oldest first. */
export function readPasskeys(db: Database | Transaction, ownerId: string): Promise<OwnPasskey[]> {
  const { id, name, credentialId, transports, isShared, createdAt, usedAt, staffId } = passkeys
  return db
    .select({ id, name, credentialId, transports, isShared, createdAt, usedAt })
    .from(passkeys)
    .where(eq(staffId, ownerId))
    .orderBy(asc(createdAt), asc(id))
}

/** The passkey of this name that a browser gives it, with whose it is, who is of the staff; null: nobody’s. */
export async function findPasskey(db: Database | Transaction, credentialId: string) {
  const [row] = await db
    .select({ passkey: passkeys, email: staff.email })
    .from(passkeys)
    .innerJoin(staff, eq(staff.id, passkeys.staffId))
    .where(and(eq(passkeys.credentialId, credentialId), isOnStaff))
  return row ?? null
}

/** Whether one of the staff has a passkey. */
export async function hasPasskey(db: Database | Transaction, staffId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: passkeys.id })
    .from(passkeys)
    .where(eq(passkeys.staffId, staffId))
    .limit(1)
  return row !== undefined
}

export type OwnSession = {
  id: string
  proof: Proof
  ipAddress: string | null
  userAgent: string | null
  createdAt: Date
  usedAt: Date
}

/** Those sessions of one of the staff that were used since then and began since then, the last used first. */
export function readSessions(
  db: Database | Transaction,
  staffId: string,
  since: { used: Date; begun: Date },
): Promise<OwnSession[]> {
  const { id, proof, ipAddress, userAgent, createdAt, updatedAt: usedAt } = sessions
  return db
    .select({ id, proof, ipAddress, userAgent, createdAt, usedAt })
    .from(sessions)
    .where(and(eq(sessions.userId, staffId), gt(usedAt, since.used), gt(createdAt, since.begun)))
    .orderBy(desc(usedAt), asc(id))
}

/** How many recovery codes of one of the staff are not used. */
export function countRecoveryCodes(db: Database | Transaction, staffId: string): Promise<number> {
  return db.$count(recoveryCodes, and(eq(recoveryCodes.staffId, staffId), isNull(recoveryCodes.usedAt)))
}

/** Since when one of the staff has signed in by the company with this issuer; null: never. */
export async function readCompanyLink(
  db: Database | Transaction,
  staffId: string,
  issuer: string,
): Promise<Date | null> {
  const [row] = await db
    .select({ createdAt: accounts.createdAt })
    .from(accounts)
    .where(and(eq(accounts.userId, staffId), eq(accounts.providerId, issuer)))
  return row?.createdAt ?? null
}
