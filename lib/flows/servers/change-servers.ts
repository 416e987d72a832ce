import { announcePages } from '#db/changes/announce.ts'
import type { Database, Transaction } from '#db/client.ts'
import { lockDecider } from '#db/writes/decision/decider-lock.ts'
import { lockServers } from '#db/writes/servers/servers.ts'
import type { ServerItem } from '#lib/rules/servers/server-entry.ts'
import { getShared, type PageChange } from '#lib/shared.ts'
import { collectServers, type PlannedChange, planChange } from './plan-change.ts'
import { type ServerAuthor, writePlan } from './write-plan.ts'

export type ServerChange = {
  items: AsyncIterable<ServerItem> | Iterable<ServerItem>
  /** Whoever is not among the items is retired. */
  isWhole: boolean
  by: ServerAuthor
  /** What whoever changes them has looked at; null: nothing. */
  seenDigest: string | null
  /** More than this many are not retired at once unless somebody has said how many; null: they have looked. */
  mostRetired: number | null
}

/**
 * done: written. refused: problems, and nothing was written. changed-meanwhile: it would do something else than what was
 * looked at. too-many-retired: more would be retired than was said.
 */
export type ServerChangeResult = {
  is: 'done' | 'refused' | 'changed-meanwhile' | 'too-many-retired'
  plan: PlannedChange
}

/** What a list of servers would do now. */
export async function reportServers(
  db: Database,
  { items, isWhole }: Pick<ServerChange, 'items' | 'isWhole'>,
  now: Date,
): Promise<PlannedChange> {
  return planChange(db, await collectServers(items), isWhole, now)
}

/** Adds, changes, moves, brings back and retires servers, all of one list at once or nothing of it. */
export async function changeServers(
  db: Database,
  { items, isWhole, by, seenDigest, mostRetired }: ServerChange,
  now: Date,
): Promise<ServerChangeResult> {
  const collected = await collectServers(items)
  return writeAlone(db, isWhole, now, async (tx): Promise<ServerChangeResult & { paths: string[] }> => {
    const plan = await planChange(tx, collected, isWhole, now)
    if (plan.problemCount > 0) return { is: 'refused', plan, paths: [] }
    if (seenDigest !== null && seenDigest !== plan.digest) return { is: 'changed-meanwhile', plan, paths: [] }
    if (mostRetired !== null && plan.retired.length > mostRetired)
      return { is: 'too-many-retired', plan, paths: [] }
    return { is: 'done', plan, paths: await writePlan(tx, plan, by, now) }
  })
}

/** Changes servers alone, and brings the pages at these paths up to date. */
export async function writeAlone<Result extends { paths: readonly string[] }>(
  db: Database,
  isRetiring: boolean,
  now: Date,
  write: (tx: Transaction) => Promise<Result>,
): Promise<Omit<Result, 'paths'>> {
  const { change, result } = await db.transaction(async tx => {
    await lockServers(tx)
    // No incident begins on a server while it is taken out of service.
    if (isRetiring) await lockDecider(tx)
    const { paths, ...result } = await write(tx)
    const change: PageChange = await announcePages(tx, paths, now)
    return { change, result }
  })
  if (change.paths.length === 0) return result
  const { nudge, pages } = getShared()
  nudge?.()
  await pages.refresh(change)
  return result
}
