import type { Database } from '#db/client.ts'
import type { ServerEntry } from '#lib/rules/servers/server-entry.ts'
import { writeAlone } from './change-servers.ts'
import { type PlannedChange, planChange } from './plan-change.ts'
import { writePlan } from './write-plan.ts'

type Entered = { is: 'done' } | { is: 'refused'; problems: PlannedChange['problems'] }

/** Adds one server, and judges what waited under its names. refused: another is called so, or was. */
export async function enterServer(
  db: Database,
  { entry, staffId }: { entry: ServerEntry; staffId: string },
  now: Date,
): Promise<Entered> {
  const { entered } = await writeAlone(
    db,
    false,
    now,
    async (tx): Promise<{ entered: Entered; paths: string[] }> => {
      const entries = [{ at: 1, entry, targetId: null }]
      const plan = await planChange(tx, { entries, unread: [], problems: [], problemCount: 0 }, false, now)
      if (plan.problemCount > 0) return { entered: { is: 'refused', problems: plan.problems }, paths: [] }
      return {
        entered: { is: 'done' },
        paths: await writePlan(tx, plan, { staffId, name: entry.hostname }, now),
      }
    },
  )
  return entered
}
