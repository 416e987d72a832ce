import type { Database } from '#db/client.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { lockStaffMember } from '#db/writes/staff/staff.ts'
import { saveStaffChoice } from '#db/writes/staff/staff-settings.ts'

export type QuietChoice = {
  staffId: string
  zone: string
  /** null: they may be reminded at any time. */
  quiet: { from: string; to: string } | null
}

/** One of the staff chooses when they are left alone, and their zone. gone: they are no longer staff. */
export function chooseQuietTime(
  db: Database,
  { staffId, zone, quiet }: QuietChoice,
  now: Date,
): Promise<'done' | 'gone'> {
  return db.transaction(async tx => {
    if (!(await lockStaffMember(tx, staffId))) return 'gone'
    const [quietFrom, quietTo] = [quiet?.from ?? null, quiet?.to ?? null]
    await saveStaffChoice(tx, staffId, { zone, quietFrom, quietTo })
    const facts = { zone, quietFrom, quietTo }
    await writeAudit(tx, {
      at: now,
      staffId,
      action: 'choose-quiet-time',
      subject: `person ${staffId}`,
      facts,
    })
    return 'done'
  })
}
