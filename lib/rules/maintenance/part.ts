import { latest } from '#lib/rules/time/time.ts'
import { liveSlots, type Maintenance, type MaintenancePeriod, spanOf } from './maintenance.ts'

/**
 * The maintenance as these servers have it: from the first of their turns to the last, cancelled where all of theirs fall
 * out, and done where all of theirs are. null: none of them has a turn.
 */
export function maintenancePart<Whole extends Maintenance>(
  whole: Whole,
  serverIds: ReadonlySet<string>,
): Whole | null {
  const slots = whole.slots.filter(slot => serverIds.has(slot.serverId))
  if (slots.length === 0) return null
  return { ...whole, ...spanOf(slots), ...fateOf(whole, slots), slots }
}

function fateOf(
  whole: Maintenance,
  slots: Maintenance['slots'],
): Pick<MaintenancePeriod, 'completedAt' | 'cancelledAt'> {
  const live = liveSlots(slots)
  const ends = live.flatMap(slot => slot.completedAt ?? [])
  const isDone = live.length > 0 && ends.length === live.length
  return {
    completedAt: isDone ? latest(ends) : whole.completedAt,
    cancelledAt:
      whole.cancelledAt ?? (live.length > 0 ? null : latest(slots.flatMap(slot => slot.cancelledAt ?? []))),
  }
}
