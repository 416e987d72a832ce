import type { Database } from '#db/client.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { lockStaffMember } from '#db/writes/staff/staff.ts'
import { saveStaffChoice } from '#db/writes/staff/staff-settings.ts'

export type QuietChoice = {
  staffId: string
  zone: string
  /** null: at any time he may be reminded. */
  quiet: { from: string; to: string } | null
}

/** One of the staff chooses when he is left alone, and his zone. gone: he is no longer staff. */
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
