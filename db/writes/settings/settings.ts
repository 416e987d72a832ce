import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { settings } from '#db/schema/setting.ts'
import type { UpdateTemplate } from '#lib/rules/incidents/template.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import type { AuditKeeping } from '#lib/rules/staff/audit-keeping.ts'

/** "poli" as a number: the key of the advisory lock of whoever changes the policy. */
const policyKey = 0x70_6f_6c_69

/** Waits until this transaction alone may change the policy, and holds that until it ends. */
export async function lockPolicy(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${policyKey})`)
}

/** Stores the policy as what differs from the defaults. The caller holds the lock. */
export async function writePolicy(tx: Transaction, changes: Partial<Policy>, now: Date): Promise<void> {
  await tx
    .insert(settings)
    .values({ key: 'policy', value: changes, updatedAt: now })
    .onConflictDoUpdate({ target: settings.key, set: { value: changes, updatedAt: now } })
}

/** Keeps the templates of staff. seen: the version that the person saw. Returns false when it is another one by now. */
export async function writeTemplates(
  tx: Transaction,
  templates: readonly UpdateTemplate[],
  seen: number,
  now: Date,
): Promise<boolean> {
  const value = { version: seen + 1, templates }
  const row = { key: 'update-templates', value, updatedAt: now }
  const rows =
    seen === 0
      ? await tx.insert(settings).values(row).onConflictDoNothing().returning({ key: settings.key })
      : await tx
          .update(settings)
          .set({ value, updatedAt: now })
          .where(and(eq(settings.key, row.key), sql`(${settings.value}->>'version')::int = ${seen}`))
          .returning({ key: settings.key })
  return rows.length > 0
}

/** Whether programs may ask by MCP without a key. */
export async function writePublicTools(tx: Transaction, isOn: boolean, now: Date): Promise<void> {
  const value = { isOn }
  await tx
    .insert(settings)
    .values({ key: 'public-tools', value, updatedAt: now })
    .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: now } })
}

/** For how long the audit log is kept. */
export async function writeAuditKeeping(tx: Transaction, value: AuditKeeping, now: Date): Promise<void> {
  await tx
    .insert(settings)
    .values({ key: 'audit', value, updatedAt: now })
    .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: now } })
}

/** Remembers that the posts kept as files were published once. Returns true the first time. */
export async function markFilesPublished(tx: Transaction, now: Date): Promise<boolean> {
  const rows = await tx
    .insert(settings)
    .values({ key: 'files-published', value: { at: now.toISOString() } })
    .onConflictDoNothing()
    .returning({ key: settings.key })
  return rows.length > 0
}
