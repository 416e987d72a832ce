import { createHash } from 'node:crypto'
import type { Database, Transaction } from '#db/client.ts'
import { readGroups, readHolds, readKnownServers } from '#db/reads/servers/known-servers.ts'
import { fairPauses, runFairly } from '#lib/limits/fair-queue.ts'
import type { ServerItem } from '#lib/rules/servers/server-entry.ts'
import {
  mostProblemsTold,
  type PlannedEntry,
  planServers,
  type ServerPlan,
} from '#lib/rules/servers/server-plan.ts'

/** What was read of a list. */
export type CollectedServers = Pick<ServerPlan, 'problems' | 'problemCount'> & {
  entries: PlannedEntry[]
  /** Columns that mean nothing here. */
  unread: string[]
}

/** Reads a list of servers to its end, with pauses for others. Of many problems the first are kept, and all counted. */
export async function collectServers(
  items: AsyncIterable<ServerItem> | Iterable<ServerItem>,
): Promise<CollectedServers> {
  const collected: CollectedServers = { entries: [], unread: [], problems: [], problemCount: 0 }
  const pauseFairly = fairPauses()
  for await (const item of items) {
    await pauseFairly()
    if ('entry' in item) collected.entries.push(item)
    else if ('unread' in item) collected.unread.push(...item.unread)
    else {
      collected.problemCount += 1
      if (collected.problems.length < mostProblemsTold)
        collected.problems.push({ at: item.at, ...item.problem })
    }
  }
  return collected
}

/** What a list does to the servers that there are now. digest: the same for the same effect. */
export type PlannedChange = ServerPlan & { unread: string[]; digest: string }

/** isWhole: whoever is not in the list is retired; one without a single server is what a broken export sends. */
export async function planChange(
  tx: Database | Transaction,
  { entries, unread, problems, problemCount }: CollectedServers,
  isWhole: boolean,
  now: Date,
): Promise<PlannedChange> {
  const servers = await readKnownServers(tx)
  const groups = await readGroups(tx)
  const holds = await readHolds(tx, now)
  const plan = await runFairly(planServers({ entries, isWhole, servers, groups, holds }))
  if (isWhole && entries.length === 0 && problemCount === 0)
    return sealed({ ...plan, problems: [{ at: 1, field: null, is: 'no-servers' }], problemCount: 1 }, unread)
  const all = [...problems, ...plan.problems].sort((a, b) => a.at - b.at).slice(0, mostProblemsTold)
  return sealed({ ...plan, problems: all, problemCount: problemCount + plan.problemCount }, unread)
}

function sealed(plan: ServerPlan, unread: string[]): PlannedChange {
  const { unchanged: _, ...effect } = plan
  const digest = createHash('sha256').update(JSON.stringify(effect)).digest('base64url').slice(0, 22)
  return { ...plan, unread, digest }
}
