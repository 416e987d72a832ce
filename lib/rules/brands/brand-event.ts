import { conditionOf } from '#lib/rules/servers/condition.ts'
import type { StatusChange } from '#lib/rules/servers/history.ts'
import { compareImpact } from '#lib/rules/servers/status.ts'

/** A time in which a server was not fine. until null: it lasts. worst: the change to the worst of it. */
export type BrandEvent = { from: Date; until: Date | null; worst: StatusChange }

/** The times of trouble and of work in the changes of one server, in order of time. What lasted before the first change is not among them. */
export function brandEvents(changes: readonly StatusChange[]): BrandEvent[] {
  const events: BrandEvent[] = []
  let open: BrandEvent | null = null
  for (const change of changes) {
    const isFine = ['fine', 'without_data'].includes(conditionOf(change.impact, change.cause))
    if (isFine && open) {
      events.push({ ...open, until: change.at })
      open = null
    } else if (!isFine) {
      const before: BrandEvent = open ?? { from: change.at, until: null, worst: change }
      const isWorse = compareImpact(change.impact, before.worst.impact) > 0
      open = { ...before, worst: isWorse ? change : before.worst }
    }
  }
  return open ? [...events, open] : events
}
