import type { Database } from '#db/client.ts'
import { readAuditKeeping } from '#db/reads/settings/audit-keeping.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { lockChain, purgeLines } from '#db/writes/staff/audit-seals.ts'
import { later } from '#lib/rules/time/time.ts'

/** Removes what is older than the settings let it be kept, and writes down up to where. */
export function purgeAudit(db: Database, now: Date): Promise<void> {
  return db.transaction(async tx => {
    if (!(await lockChain(tx))) return
    const { keptDays } = await readAuditKeeping(tx)
    const facts = await purgeLines(tx, later(now, -keptDays * 86_400))
    if (facts)
      await writeAudit(tx, { at: now, staffId: null, action: 'purge-audit', subject: 'audit', facts })
  })
}
