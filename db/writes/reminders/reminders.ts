import { and, eq, lt, ne, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { isOnStaff } from '#db/conditions/on-staff.ts'
import { newId } from '#db/id.ts'
import { queueJobs } from '#db/jobs.ts'
import { type Destination, unsealDestination } from '#db/keys/destination.ts'
import { reminderMessages, reminders, staffSettings } from '#db/schema/reminder.ts'
import { staff } from '#db/schema/staff.ts'
import { destinations } from '#db/schema/subscriber.ts'
import type { Language } from '#lib/rules/languages/language.ts'

/** "remi" as a number: the key of the advisory lock of whoever decides on reminders. */
const remindersKey = 0x72_65_6d_69

/** One process at a time decides who is reminded, until this transaction ends. */
export async function lockReminders(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${remindersKey})`)
}

export type ReminderRow = Omit<typeof reminders.$inferInsert, 'id'> & { id: string }

/** Adds those of these steps that nobody has taken yet, and returns their ids. */
export async function addReminders(tx: Transaction, rows: readonly ReminderRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const added = await tx
    .insert(reminders)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ id: reminders.id })
  return new Set(added.map(({ id }) => id))
}

/** insteadOfId: of the message that does not arrive, where this one goes by mail for it. */
export type MessageToStaff = {
  staffId: string
  destinationId: string | null
  reminderIds: string[]
  insteadOfId: string | null
}

/** Queues messages to staff. */
export async function addMessagesToStaff(
  tx: Transaction,
  messages: readonly MessageToStaff[],
  now: Date,
): Promise<void> {
  if (messages.length === 0) return
  const rows = await tx
    .insert(reminderMessages)
    .values(messages.map(message => ({ ...message, id: newId(), createdAt: now })))
    .onConflictDoNothing()
    .returning({ id: reminderMessages.id })
  await queueJobs(
    tx,
    'send-reminder',
    rows.map(({ id: messageId }) => ({ messageId })),
  )
}

/** A message to one of the staff with where it goes. address: their mail address; null: they are no longer staff. */
export type LockedMessage = typeof reminderMessages.$inferSelect & {
  email: string | null
  language: Language | null
  zone: string | null
  destination: Destination | null
}

/** A message for this transaction alone until it ends; null: there is none. */
export async function lockMessageToStaff(tx: Transaction, id: string): Promise<LockedMessage | null> {
  const [message] = await tx.select().from(reminderMessages).where(eq(reminderMessages.id, id)).for('update')
  if (!message) return null
  const [member] = await tx
    .select({ email: staff.email, language: staff.language, zone: staffSettings.zone })
    .from(staff)
    .leftJoin(staffSettings, eq(staffSettings.staffId, staff.id))
    .where(and(eq(staff.id, message.staffId), isOnStaff))
  const [way] = message.destinationId
    ? await tx.select().from(destinations).where(eq(destinations.id, message.destinationId))
    : []
  const destination = way ? unsealDestination(way) : null
  const { email = null, language = null, zone = null } = member ?? {}
  return { ...message, email, language, zone, destination }
}

export type MessageChange = Partial<
  Pick<typeof reminderMessages.$inferSelect, 'state' | 'says' | 'attempts' | 'sentAt' | 'error'>
>

export async function changeMessageToStaff(
  tx: Transaction,
  id: string,
  change: MessageChange,
): Promise<void> {
  await tx.update(reminderMessages).set(change).where(eq(reminderMessages.id, id))
}

/** Forgets messages that are older; who was reminded of what stays. */
export async function deleteMessagesToStaff(tx: Transaction, before: Date): Promise<void> {
  const { createdAt, state } = reminderMessages
  await tx.delete(reminderMessages).where(and(lt(createdAt, before), ne(state, 'queued')))
}
