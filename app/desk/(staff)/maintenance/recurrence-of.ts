import type { z } from 'zod'
import { staffWords } from '#app/desk/staff-words.ts'
import type { RecurrencePlan } from '#lib/flows/maintenance/plan-recurrence.ts'
import type { MaintenanceSlot } from '#lib/rules/maintenance/maintenance.ts'
import { wallTime } from '#lib/rules/time/wall-time.ts'
import type { maintenanceForm } from './maintenance-form.ts'
import { ruleOf } from './repetition.ts'

type Typed = Pick<z.infer<typeof maintenanceForm>, 'repeats' | 'lasts' | 'startsAt' | 'endsAt'>
type Repeated = Pick<RecurrencePlan, 'rule' | 'firstDay' | 'clock' | 'zone' | 'serverIds' | 'turns'>

/**
 * What comes again, by the clocks of the site, whose times it keeps over each change of them. null: it takes place once.
 * Or what is wrong: a window that is a day long would meet itself.
 */
export function recurrenceOf(
  { repeats, lasts, startsAt, endsAt }: Typed,
  slots: readonly MaintenanceSlot[],
  zone: string,
): Repeated | { problem: string } | null {
  const [firstDay = '', from = ''] = wallTime(startsAt, zone).split('T')
  const rule = ruleOf(repeats, lasts, firstDay)
  if (!rule) return null
  if (endsAt.getTime() - startsAt.getTime() >= 86_400_000)
    return { problem: staffWords('deskMaintenance.recurrenceOf.longerThanDay') }
  const clockAt = (at: Date) => wallTime(at, zone).slice(11)
  const own = slots.filter(slot => slot.startsAt > startsAt || slot.endsAt < endsAt)
  return {
    rule,
    firstDay,
    clock: { from, to: clockAt(endsAt) },
    zone,
    serverIds: slots.map(slot => slot.serverId),
    turns: own.map(slot => ({
      server: slot.serverId,
      from: clockAt(slot.startsAt),
      to: clockAt(slot.endsAt),
    })),
  }
}
