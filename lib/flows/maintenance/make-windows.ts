import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readActiveRecurrences } from '#db/reads/maintenance/recurrences.ts'
import { lockDecider } from '#db/writes/decision/decider-lock.ts'
import { insertMaintenance } from '#db/writes/maintenance/maintenance.ts'
import { lockRecurrence, lockWindows, type Recurrence } from '#db/writes/maintenance/recurrences.ts'
import type { Shown } from '#db/writes/posts/posts.ts'
import { announceShown } from '#lib/flows/posts/announce-shown.ts'
import { type MaintenanceSlot, spanOf } from '#lib/rules/maintenance/maintenance.ts'
import {
  announcedAt,
  readRecurrence,
  recurrenceDays,
  windowsAhead,
} from '#lib/rules/maintenance/recurrence.ts'
import { slotsOf, windowOn } from '#lib/rules/maintenance/slots.ts'
import { wallTime } from '#lib/rules/time/wall-time.ts'
import { getShared } from '#lib/shared.ts'

/** Makes the windows ahead of all maintenance that comes again, where they are missing. Returns how many it made. */
export async function makeAllWindows(db: Database, now: Date): Promise<number> {
  let made = 0
  for (const id of await readActiveRecurrences(db)) {
    const { windows, change } = await db.transaction(async tx => {
      await lockDecider(tx)
      const recurrence = await lockRecurrence(tx, id)
      const windows = recurrence ? await makeWindows(tx, recurrence, now) : []
      const change = await announceShown(tx, windows, now)
      return { windows, change }
    })
    made += windows.length
    await getShared().pages.refresh(change)
  }
  if (made > 0) getShared().nudge?.()
  return made
}

/**
 * Makes the next windows of a recurrence that its caller has locked, each once, wherever it was moved since and whether
 * or not it was cancelled. Returns where they show.
 */
export async function makeWindows(tx: Transaction, recurrence: Recurrence, now: Date): Promise<Shown[]> {
  const { id, kind, title, body, language, translations, endsBy, isQuiet, reminders } = recurrence
  const known = await lockWindows(tx, recurrence)
  const made: Shown[] = []
  for (const { day, slots } of windowsOf(recurrence, known.serverIds, now)) {
    if (known.days.has(day)) continue
    const announceAt = announcedAt(spanOf(slots).startsAt)
    const words = { title, body, language, translations }
    const window = { postId: newId(), kind, ...words, slots, endsBy, isQuiet, reminders, announceAt }
    const shown = await insertMaintenance(tx, { ...window, recurrence: { id, day } }, now)
    if (shown) made.push(shown)
  }
  return made
}

export type MadeWindow = { day: string; slots: MaintenanceSlot[] }

/** The next windows that have not begun. A turn that does not fit, by a change of the clock, is as long as the window. */
export function windowsOf(recurrence: WindowFacts, inService: ReadonlySet<string>, now: Date): MadeWindow[] {
  const rule = readRecurrence(recurrence.rule)
  if (!rule) return []
  // Today's has begun perhaps.
  const today = wallTime(now, recurrence.zone).slice(0, 10)
  const days = recurrenceDays(rule, recurrence.firstDay, today, windowsAhead + 1)
  const windows = days.flatMap(day => {
    const slots = windowOf(recurrence, inService, day)
    return slots.length > 0 && spanOf(slots).startsAt > now ? [{ day, slots }] : []
  })
  return windows.slice(0, windowsAhead)
}

/** What a window is made of. */
export type WindowFacts = Pick<
  Recurrence,
  'rule' | 'firstDay' | 'fromClock' | 'toClock' | 'zone' | 'serverIds' | 'turns'
>

/** The turns of the window of a day; none: no server is in service, or one does not fit. */
export function windowOf(
  { fromClock, toClock, zone, turns, ...recurrence }: WindowFacts,
  inService: ReadonlySet<string>,
  day: string,
): MaintenanceSlot[] {
  const serverIds = recurrence.serverIds.filter(serverId => inService.has(serverId))
  const own = turns.filter(turn => inService.has(turn.server))
  if (serverIds.length === 0) return []
  const found = slotsOf(serverIds, own, windowOn(day, { from: fromClock, to: toClock }), zone)
  return 'slots' in found ? found.slots : []
}
