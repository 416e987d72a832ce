import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readCommentsThatWait, readPostsThatWait } from '#db/reads/reminders/matters.ts'
import { readPastReminders } from '#db/reads/reminders/reminders.ts'
import { readReminded, readRemindedLately } from '#db/reads/reminders/staff-on-ladder.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { addReminders, lockReminders, type ReminderRow } from '#db/writes/reminders/reminders.ts'
import { mattersOf } from '#lib/rules/reminders/matter.ts'
import { messagesOf, type NewReminder, remindersDue } from '#lib/rules/reminders/reminder.ts'
import { later } from '#lib/rules/time/time.ts'
import { ourSite } from '#lib/site.ts'
import { queueToStaff } from './queue-to-staff.ts'
import { readKeyMatters } from './read-key-matters.ts'

/** Steps of one round; what is more comes in the next. */
const mostSteps = 5_000

export type ReminderRound = { hasMore: boolean; wakeAt: Date | null }

/**
 * Reminds staff of what waits: each step of each matter once, whichever process comes first, one message to each of them
 * for all that is due.
 */
export function remindStaff(db: Database, clock: () => Date): Promise<ReminderRound> {
  return db.transaction(async tx => {
    await lockReminders(tx)
    const now = clock()
    const policy = await readPolicy(tx)
    const posts = await readPostsThatWait(tx, now)
    const comments = await readCommentsThatWait(tx, now)
    const matters = [...mattersOf(posts, comments, policy), ...(await readKeyMatters(tx, now))]
    if (matters.length === 0) return { hasMore: false, wakeAt: null }
    const subjects = new Set(matters.map(({ subjectId }) => subjectId))
    const past = await readPastReminders(tx, [...subjects])
    const members = await readReminded(tx, ourSite().zone)
    const lately = await readRemindedLately(tx, later(now, -3600))
    const { due, wakeAt } = remindersDue(matters, past, members, lately, policy, now)
    const taken = due.slice(0, mostSteps)
    await saveSteps(tx, taken, members, now)
    return { hasMore: taken.length > 0, wakeAt }
  })
}

async function saveSteps(
  tx: Transaction,
  taken: readonly NewReminder[],
  members: Awaited<ReturnType<typeof readReminded>>,
  now: Date,
): Promise<void> {
  const rows = new Map(taken.map(reminder => [reminder, rowOf(reminder, now)]))
  const added = await addReminders(tx, [...rows.values()])
  const isAdded = (reminder: NewReminder) => added.has(rows.get(reminder)?.id ?? '')
  const messages = messagesOf(taken.filter(isAdded), members).map(({ staffId, reminders }) => ({
    staffId,
    reminderIds: reminders.flatMap(reminder => rows.get(reminder)?.id ?? []),
  }))
  await queueToStaff(tx, messages, now)
}

function rowOf({ matter, step, staffId }: NewReminder, createdAt: Date): ReminderRow {
  const { kind, subjectId, occasion } = matter
  return { id: newId(), kind, subjectId, occasion, step, staffId, createdAt }
}
