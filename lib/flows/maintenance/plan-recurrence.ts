import type { Database } from '#db/client.ts'
import { lockDecider } from '#db/writes/decision/decider-lock.ts'
import { insertRecurrence, type Recurrence } from '#db/writes/maintenance/recurrences.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { announceShown } from '#lib/flows/posts/announce-shown.ts'
import { saidPost } from '#lib/flows/posts/said-words.ts'
import type { SpokenWords } from '#lib/rules/languages/translation.ts'
import type { MaintenanceEnder, MaintenanceKind } from '#lib/rules/maintenance/maintenance.ts'
import { type RecurrenceRule, recurrenceText } from '#lib/rules/maintenance/recurrence.ts'
import type { ClockWindow, Turn } from '#lib/rules/maintenance/slots.ts'
import { getShared } from '#lib/shared.ts'
import { makeWindows, windowsOf } from './make-windows.ts'

export type RecurrencePlan = SpokenWords & {
  /** Chosen by the form, so that a form sent twice is one recurrence. */
  id: string
  staffId: string
  kind: MaintenanceKind
  title: string
  text: string | null
  rule: RecurrenceRule
  firstDay: string
  /** From when to when, by the clocks of the zone: "22:00". */
  clock: ClockWindow
  zone: string
  serverIds: readonly string[]
  /** Of its servers, by their ids. */
  turns: readonly Turn[]
  endsBy: MaintenanceEnder
  reminders: readonly number[]
  isMailed: boolean
}

/** Plans maintenance that comes again, and makes its next windows. never: no window is to come; there-already: its form was sent twice. */
export async function planRecurrence(
  db: Database,
  plan: RecurrencePlan,
  now: Date,
): Promise<'done' | 'never' | 'there-already'> {
  const { staffId, clock, isMailed } = plan
  const row = recurrenceRow(plan, now)
  if (windowsOf(row, new Set(row.serverIds), now).length === 0) return 'never'
  const change = await db.transaction(async tx => {
    await lockDecider(tx)
    if (!(await insertRecurrence(tx, row))) return 'there-already'
    const windows = await makeWindows(tx, { ...row, stoppedAt: null, version: 0 }, now)
    const facts = { title: row.title, rule: row.rule, ...clock, serverIds: row.serverIds, isMailed }
    const subject = `recurrence ${row.id}`
    await writeAudit(tx, { at: now, staffId, action: 'plan-recurrence', subject, facts })
    return announceShown(tx, windows, now)
  })
  if (change === 'there-already') return change
  const { nudge, pages } = getShared()
  nudge?.()
  await pages.refresh(change)
  return 'done'
}

/** A recurrence as it is kept. */
export function recurrenceRow(
  { staffId: _, text, rule, clock, isMailed, ...rest }: RecurrencePlan,
  createdAt: Date,
): Omit<Recurrence, 'stoppedAt' | 'version'> {
  return {
    ...rest,
    ...saidPost(rest),
    body: text,
    rule: recurrenceText(rule),
    fromClock: clock.from,
    toClock: clock.to,
    serverIds: [...rest.serverIds],
    turns: [...rest.turns],
    reminders: [...rest.reminders],
    isQuiet: !isMailed,
    createdAt,
  }
}
