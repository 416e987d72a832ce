import { and, desc, eq, isNull, lt, ne, notInArray } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { devices, passkeys, recoveryCodes, sessions } from '#db/schema/staff.ts'
import type { Proof } from '#lib/rules/staff/proof.ts'

/** Returns its id, or null: there is one of this name already. */
export async function insertPasskey(
  tx: Transaction,
  passkey: typeof passkeys.$inferInsert,
): Promise<string | null> {
  const [row] = await tx
    .insert(passkeys)
    .values(passkey)
    .onConflictDoNothing({ target: passkeys.credentialId })
    .returning({ id: passkeys.id })
  return row?.id ?? null
}

/** Notes that a passkey was used, and what its device counts. */
export async function notePasskeyUse(
  tx: Transaction,
  { id, counter, now }: { id: string; counter: number; now: Date },
): Promise<void> {
  await tx.update(passkeys).set({ counter, usedAt: now }).where(eq(passkeys.id, id))
}

/** Returns whether there was such a passkey of theirs. */
export async function renamePasskey(
  tx: Transaction,
  { id, staffId, name }: { id: string; staffId: string; name: string },
): Promise<boolean> {
  const rows = await tx
    .update(passkeys)
    .set({ name })
    .where(and(eq(passkeys.id, id), eq(passkeys.staffId, staffId)))
    .returning({ id: passkeys.id })
  return rows.length > 0
}

/** Returns whether there was such a passkey of theirs. */
export async function deletePasskey(tx: Transaction, id: string, staffId: string): Promise<boolean> {
  const rows = await tx
    .delete(passkeys)
    .where(and(eq(passkeys.id, id), eq(passkeys.staffId, staffId)))
    .returning({ id: passkeys.id })
  return rows.length > 0
}

/** Puts these codes in the place of all that one of the staff had. */
export async function replaceRecoveryCodes(
  tx: Transaction,
  staffId: string,
  hashes: readonly string[],
  now: Date,
): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.staffId, staffId))
  await tx.insert(recoveryCodes).values(hashes.map(codeHash => ({ staffId, codeHash, createdAt: now })))
}

/** Uses a code up. Returns whether it was theirs and unused. */
export async function spendRecoveryCode(
  tx: Transaction,
  { staffId, codeHash }: { staffId: string; codeHash: string },
  now: Date,
): Promise<boolean> {
  const isTheirs = and(eq(recoveryCodes.staffId, staffId), eq(recoveryCodes.codeHash, codeHash))
  const rows = await tx
    .update(recoveryCodes)
    .set({ usedAt: now })
    .where(and(isTheirs, isNull(recoveryCodes.usedAt)))
    .returning({ id: recoveryCodes.id })
  return rows.length > 0
}

/** Writes down of a session how its person has proven who they are, and from where. */
export async function markSession(
  tx: Transaction,
  id: string,
  facts: { proof: Proof; ipAddress: string; userAgent: string },
): Promise<void> {
  await tx.update(sessions).set(facts).where(eq(sessions.id, id))
}

/** Ends one session of one of the staff. Returns whether there was one. */
export async function deleteSession(tx: Transaction, id: string, staffId: string): Promise<boolean> {
  const rows = await tx
    .delete(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.userId, staffId)))
    .returning({ id: sessions.id })
  return rows.length > 0
}

/** Ends all sessions of one of the staff, or all but one. Returns how many those were. */
export async function deleteSessions(
  tx: Transaction,
  staffId: string,
  { keptId }: { keptId: string | null },
): Promise<number> {
  const rows = await tx
    .delete(sessions)
    .where(and(eq(sessions.userId, staffId), keptId === null ? undefined : ne(sessions.id, keptId)))
    .returning({ id: sessions.id })
  return rows.length
}

type Seen = { staffId: string; tokenHash: string }

/** Notes that somebody signed in with a device that they have used before. Returns whether they have. */
export async function seeDevice(tx: Transaction, { staffId, tokenHash }: Seen, now: Date): Promise<boolean> {
  const rows = await tx
    .update(devices)
    .set({ seenAt: now })
    .where(and(eq(devices.staffId, staffId), eq(devices.tokenHash, tokenHash)))
    .returning({ id: devices.id })
  return rows.length > 0
}

/** Notes a device that is new to one of the staff, and forgets those that nobody used since then, or that are too many. */
export async function addDevice(
  tx: Transaction,
  { staffId, tokenHash }: Seen,
  { now, unusedSince, most }: { now: Date; unusedSince: Date; most: number },
): Promise<void> {
  await tx.insert(devices).values({ staffId, tokenHash, createdAt: now, seenAt: now }).onConflictDoNothing()
  const isTheirs = eq(devices.staffId, staffId)
  await tx.delete(devices).where(and(isTheirs, lt(devices.seenAt, unusedSince)))
  const lately = tx
    .select({ id: devices.id })
    .from(devices)
    .where(isTheirs)
    .orderBy(desc(devices.seenAt))
    .limit(most)
  await tx.delete(devices).where(and(isTheirs, notInArray(devices.id, lately)))
}
