import type { Database } from '#db/client.ts'
import { writePublicTools } from '#db/writes/settings/settings.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'

/** Says whether programs may ask by MCP without a key. */
export function switchPublicTools(
  db: Database,
  { isOn, staffId }: { isOn: boolean; staffId: string },
  now: Date,
): Promise<void> {
  return db.transaction(async tx => {
    await writePublicTools(tx, isOn, now)
    const action = isOn ? 'open-public-tools' : 'close-public-tools'
    await writeAudit(tx, { at: now, staffId, action, subject: 'public-tools' })
  })
}
