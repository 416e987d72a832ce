import type { Database } from '#db/client.ts'
import { readDestinations } from '#db/reads/destinations/destinations.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { lockStaffMember } from '#db/writes/staff/staff.ts'
import { saveStaffChoice } from '#db/writes/staff/staff-settings.ts'

export type OwnMail = { staffId: string; isOff: boolean }

/**
 * One of the staff is reminded by mail or not. only-way: nothing else reaches them, so it stays on. gone: they are no longer
 * staff.
 */
export function switchOwnMail(
  db: Database,
  { staffId, isOff }: OwnMail,
  now: Date,
): Promise<'done' | 'only-way' | 'gone'> {
  return db.transaction(async tx => {
    if (!(await lockStaffMember(tx, staffId))) return 'gone'
    const others = await readDestinations(staffId, tx)
    if (isOff && !others.some(({ state }) => state === 'active')) return 'only-way'
    await saveStaffChoice(tx, staffId, { mailOffAt: isOff ? now : null })
    const action = isOff ? 'stop-own-mail' : 'start-own-mail'
    await writeAudit(tx, { at: now, staffId, action, subject: `person ${staffId}` })
    return 'done'
  })
}
