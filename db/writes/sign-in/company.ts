import { and, eq } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { accounts, staff } from '#db/schema/staff.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'

/** Whom a company knows as whom. The caller holds the lock of the staff. */
export async function linkCompany(
  tx: Transaction,
  { issuer, subject, staffId }: { issuer: string; subject: string; staffId: string },
  now: Date,
): Promise<void> {
  const isIt = and(eq(accounts.providerId, issuer), eq(accounts.accountId, subject))
  const rows = await tx
    .update(accounts)
    .set({ userId: staffId, updatedAt: now })
    .where(isIt)
    .returning({ id: accounts.id })
  if (rows.length === 0)
    await tx
      .insert(accounts)
      .values({ providerId: issuer, accountId: subject, userId: staffId, createdAt: now, updatedAt: now })
}

/** Gives one of the staff a role. The caller holds the lock of the staff. */
export async function setRoleOf(tx: Transaction, id: string, role: DeskRole, now: Date): Promise<void> {
  await tx.update(staff).set({ role, updatedAt: now }).where(eq(staff.id, id))
}
