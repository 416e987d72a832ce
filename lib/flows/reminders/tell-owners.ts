import type { Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readStaffOnLadder } from '#db/reads/reminders/staff-on-ladder.ts'
import { addReminders } from '#db/writes/reminders/reminders.ts'
import { ourSite } from '#lib/site.ts'
import { queueToStaff } from './queue-to-staff.ts'

/** subjectId: of the key or the source; the name of the copy. */
export type ToldOwners = {
  kind: 'key-leaked' | 'token-leaked' | 'copy-failing' | 'copy-written'
  subjectId: string
}

/** Tells all owners by all of their ways at once: what they hear of is no question of whose turn it is. */
export async function tellOwners(tx: Transaction, { kind, subjectId }: ToldOwners, now: Date): Promise<void> {
  const id = newId()
  const row = { id, kind, subjectId, occasion: now.toISOString(), step: 0, staffId: null, createdAt: now }
  if (!(await addReminders(tx, [row])).has(id)) return
  const owners = (await readStaffOnLadder(tx, ourSite().zone)).filter(({ role }) => role === 'owner')
  const told = owners.map(owner => ({ staffId: owner.id, reminderIds: [id] }))
  await queueToStaff(tx, told, now)
}
