import type { Database } from '#db/client.ts'
import { readStaffOnLadder } from '#db/reads/reminders/staff-on-ladder.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { lockStaff } from '#db/writes/staff/staff.ts'
import { savePlaces } from '#db/writes/staff/staff-settings.ts'
import { inLadderOrder } from '#lib/rules/reminders/ladder.ts'
import { ourSite } from '#lib/site.ts'

export type LadderMove = {
  /** Who is moved. */
  id: string
  /** up: to be reminded earlier. */
  way: 'up' | 'down'
  byStaffId: string
}

/** Moves one of the staff by one place on the ladder. end: they stand there already. gone: they are no longer staff. */
export function moveOnLadder(
  db: Database,
  { id, way, byStaffId }: LadderMove,
  now: Date,
): Promise<'done' | 'end' | 'gone'> {
  return db.transaction(async tx => {
    await lockStaff(tx)
    const order = inLadderOrder(await readStaffOnLadder(tx, ourSite().zone)).map(member => member.id)
    const place = order.indexOf(id)
    if (place < 0) return 'gone'
    const next = place + (way === 'up' ? -1 : 1)
    if (next < 0 || next >= order.length) return 'end'
    await savePlaces(tx, order.toSpliced(place, 1).toSpliced(next, 0, id))
    const facts = { place: next + 1 }
    await writeAudit(tx, {
      at: now,
      staffId: byStaffId,
      action: 'move-on-ladder',
      subject: `person ${id}`,
      facts,
    })
    return 'done'
  })
}
