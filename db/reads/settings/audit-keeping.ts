import { eq } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { settings } from '#db/schema/setting.ts'
import { AuditKeeping } from '#lib/rules/staff/audit-keeping.ts'

/** For how long the audit log is kept. Throws when the stored value says something else. */
export async function readAuditKeeping(db: Database | Transaction): Promise<AuditKeeping> {
  const [row] = await db.select().from(settings).where(eq(settings.key, 'audit'))
  return AuditKeeping.parse(row?.value ?? {})
}
