import type { Transaction } from '#db/client.ts'
import { audit } from '#db/schema/staff.ts'

export type AuditLine = {
  at: Date
  /** null: done by Allclear itself. */
  staffId: string | null
  /** What was done: "approve-incident". */
  action: string
  /** What it was done to: "post x7k2…". */
  subject: string
  facts?: Record<string, unknown>
}

/** Writes down who did what, in the transaction that does it. */
export async function writeAudit(tx: Transaction, line: AuditLine): Promise<void> {
  await tx.insert(audit).values(line)
}
