import { sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { audit } from '#db/schema/staff.ts'
import { currentContext } from '#lib/log/context.ts'
import { type AuditAction, leastRole } from '#lib/rules/staff/may.ts'
import { NotAllowed } from '#lib/rules/staff/not-allowed.ts'
import { isAtLeast, roles } from '#lib/rules/staff/role.ts'

export type AuditLine = {
  at: Date
  /** null: done by Allclear itself. */
  staffId: string | null
  /** What was done: "approve-incident". */
  action: AuditAction
  /** What it was done to: "post x7k2…". */
  subject: string
  facts?: Record<string, unknown>
}

/**
 * Writes down who did what, in the transaction that does it. Throws NotAllowed, which undoes it, when that person is not
 * of the staff any more, or their role is not enough: see lib/rules/staff/may.ts.
 */
export async function writeAudit(tx: Transaction, line: AuditLine): Promise<void> {
  const { staffId, action, subject, at, facts } = line
  const { address = null, device = null } = currentContext()?.from ?? {}
  const least = leastRole(action)
  if (staffId === null || least === null) {
    await tx.insert(audit).values({ ...line, address, device })
    return
  }
  const enough = sql.join(
    roles.filter(role => isAtLeast(role, least)).map(role => sql`${role}`),
    sql`, `,
  )
  const { rowCount } = await tx.execute(sql`
    insert into audit (at, person_id, action, subject, facts, address, device)
    select ${at}, id, ${action}, ${subject}, ${facts ? JSON.stringify(facts) : null}::jsonb, ${address}, ${device}
    from people
    where id = ${staffId} and (role = 'key' or (role in (${enough}) and position('@' in email) > 0))`)
  if (rowCount !== 1) throw new NotAllowed(action, least, staffId)
}
