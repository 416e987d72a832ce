import { newId } from '#db/id.ts'
import type { RecurrencePlan } from '#lib/flows/maintenance/plan-recurrence.ts'

/** The kernels of two servers, each Sunday by night in Berlin. */
export function weeklyPlan(
  facts: Pick<RecurrencePlan, 'firstDay'> & Partial<RecurrencePlan>,
): RecurrencePlan {
  return {
    id: newId(),
    staffId: 'dana',
    kind: 'maintenance',
    title: 'Kernels are renewed',
    text: null,
    rule: { every: 'week', interval: 1, weekdays: ['SU'], until: null },
    clock: { from: '01:00', to: '05:00' },
    zone: 'Europe/Berlin',
    serverIds: ['web07', 'web08'],
    turns: [],
    endsBy: 'itself',
    reminders: [],
    isMailed: true,
    ...facts,
  }
}
