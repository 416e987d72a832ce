import { setImmediate } from 'node:timers/promises'
import type { PostRecord } from '#db/reads/posts/post-records.ts'
import type { PostKind } from '#lib/rules/posts/post.ts'
import { type StatuspageContext, statuspageIncident } from './incident.ts'
import { type StatuspageState, statuspageMaintenance } from './maintenance.ts'

/** The incidents among these posts, in their order. */
export function incidentsOf(posts: readonly PostRecord[], shown: StatuspageContext) {
  return each(posts, 'incident', post => [statuspageIncident(post, shown)])
}

/** The work among these posts, in their order. */
export function maintenancesOf(posts: readonly PostRecord[], shown: StatuspageContext) {
  return each(posts, 'maintenance', post => statuspageMaintenance(post, shown))
}

/** The work in these states, in the order in which it takes place. */
export async function maintenanceAheadOf(
  posts: readonly PostRecord[],
  shown: StatuspageContext,
  statuses: readonly StatuspageState[],
) {
  const list = await maintenancesOf(posts, shown)
  return list
    .filter(work => statuses.includes(work.status))
    .sort((a, b) => (a.scheduled_for < b.scheduled_for ? -1 : 1))
}

/** So long others wait for their turn: to read a text for the first time takes milliseconds, and hardly any time when it is known. */
const longestTurnMs = 4

/** In turns, with all else served in between. */
async function each<T>(
  posts: readonly PostRecord[],
  kind: PostKind,
  write: (post: PostRecord) => T[],
): Promise<T[]> {
  const list: T[] = []
  let beganAt = performance.now()
  for (const post of posts) {
    if (post.kind !== kind) continue
    list.push(...write(post))
    if (performance.now() - beganAt < longestTurnMs) continue
    await setImmediate()
    beganAt = performance.now()
  }
  return list
}
