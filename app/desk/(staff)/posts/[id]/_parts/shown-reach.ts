import { readUpdateReach } from '#db/reads/notices/reach.ts'
import type { Desk } from '#lib/identity/session.ts'
import { keptFor } from '#lib/limits/kept-for.ts'

type UpdateReach = Awaited<ReturnType<typeof readUpdateReach>>

/** To count more than these takes so long that colleagues who look at one incident share it. */
const manyPeople = 2_000
const shared = keptFor<UpdateReach>(15, ({ watching }) => watching.count > manyPeople)

/**
 * How many would hear of an update, as its form shows them: of many it may be some seconds old. What asks before it sends
 * counts anew.
 */
export function shownReach(db: Desk['db'], postId: string, now: Date): Promise<UpdateReach> {
  return shared(postId, now, () => readUpdateReach(db, postId, now))
}
