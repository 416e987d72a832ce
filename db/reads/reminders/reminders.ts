import { arrayOverlaps, desc, eq, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isAmong } from '#db/reads/list-of.ts'
import type { DeliveryState } from '#db/schema/delivery.ts'
import { reminderMessages, reminders } from '#db/schema/reminder.ts'
import { staff } from '#db/schema/staff.ts'
import { destinations } from '#db/schema/subscriber.ts'
import type { ChannelName } from '#lib/rules/destinations/destination.ts'
import { isSaidAtOnce, type ReminderKind } from '#lib/rules/reminders/matter.ts'
import type { PastReminder } from '#lib/rules/reminders/reminder.ts'

type Reminder = Omit<PastReminder, 'kind'> & { id: string; kind: ReminderKind }

const { id, kind, subjectId, occasion, step, staffId, createdAt } = reminders
const columns = { id, kind, subjectId, occasion, step, staffId, createdAt }

/** The steps that were taken of what these subjects wait for. */
export async function readPastReminders(
  tx: Transaction,
  subjectIds: readonly string[],
): Promise<PastReminder[]> {
  if (subjectIds.length === 0) return []
  const rows = await tx.select(columns).from(reminders).where(isAmong(subjectId, subjectIds))
  return rows.flatMap(({ kind, ...row }) => (isSaidAtOnce(kind) ? [] : [{ ...row, kind }]))
}

/** These reminders, the first of what is most urgent first. */
export async function readReminders(tx: Transaction, ids: readonly string[]): Promise<Reminder[]> {
  return tx.select(columns).from(reminders).where(isAmong(id, ids)).orderBy(createdAt, id)
}

/** What one of the staff was reminded of a post, and by which ways. name null: everybody. */
export type DeskReminder = {
  id: string
  kind: ReminderKind
  name: string | null
  createdAt: Date
  ways: { channel: ChannelName | 'mail'; state: DeliveryState; error: string | null }[]
}

const mostShown = 50

/** The reminders of a post, the newest first. */
export async function readPostReminders(db: Database, postId: string): Promise<DeskReminder[]> {
  const rows = await db
    .select({ id, kind, createdAt, name: staff.name })
    .from(reminders)
    .leftJoin(staff, eq(staff.id, staffId))
    .where(eq(subjectId, postId))
    .orderBy(desc(createdAt), desc(step))
    .limit(mostShown)
  const ways = await readWaysOf(
    db,
    rows.map(row => row.id),
  )
  return rows.map(row => ({
    ...row,
    ways: ways.filter(way => way.reminderIds.includes(row.id)),
  }))
}

async function readWaysOf(db: Database, reminderIds: readonly string[]) {
  if (reminderIds.length === 0) return []
  const { reminderIds: ofReminders, state, error } = reminderMessages
  return db
    .select({
      reminderIds: ofReminders,
      channel: sql<ChannelName | 'mail'>`coalesce(${destinations.channel}, 'mail')`,
      state,
      error,
    })
    .from(reminderMessages)
    .leftJoin(destinations, eq(destinations.id, reminderMessages.destinationId))
    .where(arrayOverlaps(ofReminders, [...reminderIds]))
}
