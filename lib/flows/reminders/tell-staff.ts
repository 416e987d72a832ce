import type { Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readReminded } from '#db/reads/reminders/staff-on-ladder.ts'
import { addReminders } from '#db/writes/reminders/reminders.ts'
import { allToTell } from '#lib/rules/reminders/ladder.ts'
import { ourSite } from '#lib/site.ts'
import { queueToStaff } from './queue-to-staff.ts'

/** found: an incident is held. withheld: notices are. occasion: the id of the notice. */
export type Told = { kind: 'found' | 'withheld'; postId: string; occasion: string }

/**
 * Tells staff by their own ways at once, each notice once, what they are mailed besides. Whose quiet time it is are left alone, as
 * long as somebody does not.
 */
export async function tellStaff(tx: Transaction, { kind, postId, occasion }: Told, now: Date): Promise<void> {
  const id = newId()
  const row = { id, kind, subjectId: postId, occasion, step: 0, staffId: null, createdAt: now }
  if (!(await addReminders(tx, [row])).has(id)) return
  const all = allToTell(await readReminded(tx, ourSite().zone), now)
  const told = all.map(staffId => ({ staffId, reminderIds: [id] }))
  await queueToStaff(tx, told, now, { isWithoutMail: true })
}
