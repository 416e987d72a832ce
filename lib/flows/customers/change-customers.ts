import type { Database, Transaction } from '#db/client.ts'
import {
  compareWithMap,
  layOut,
  lockMap,
  type PlacedCustomer,
  putCustomers,
  removeOthers,
} from '#db/writes/customers/customers.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { normaliseHost } from '#lib/alerts/hosts/host.ts'
import { readNames } from '#lib/flows/alerts/read-alerts.ts'
import { fairPauses } from '#lib/limits/fair-queue.ts'
import { type Directory, matchServer } from '#lib/rules/alerts/server-match.ts'
import {
  type CustomerItem,
  type CustomerProblem,
  type CustomerReport,
  mostProblems,
} from '#lib/rules/customers/customer.ts'

export type CustomerChange = {
  items: AsyncIterable<CustomerItem> | Iterable<CustomerItem>
  /** What is not among the items is removed. */
  isWhole: boolean
  /** Only counts. */
  isDry: boolean
  /** Who changes it, for the audit: "token WHMCS". */
  by: { staffId: string | null; name: string }
}

/**
 * Writes customers into the map, all of one change at once, and reports what that did. Lines with a problem are left
 * out and named; where the whole map is replaced, one of them stops everything (isRefused), because it would be a
 * customer that is lost. Who watches a domain follows it from the next notice on.
 */
export async function changeCustomers(
  db: Database,
  change: CustomerChange,
  now: Date,
): Promise<CustomerReport & { isRefused: boolean }> {
  const { customers, problems, problemCount } = withoutNothing(await collect(db, change.items), change)
  const isRefused = problemCount > 0 && (change.isWhole || customers.length === 0)
  const counts = await db.transaction(async tx => {
    await lockMap(tx)
    await layOut(tx, customers)
    const compared = await compareWithMap(tx, change.isWhole)
    if (!isRefused && !change.isDry) await write(tx, customers.length, change, now)
    return compared
  })
  return { ...counts, problems, problemCount, isRefused }
}

async function write(
  tx: Transaction,
  count: number,
  { isWhole, by }: CustomerChange,
  now: Date,
): Promise<void> {
  await putCustomers(tx, now)
  if (isWhole) await removeOthers(tx)
  const action = isWhole ? 'replace-customers' : 'change-customers'
  await writeAudit(tx, { at: now, staffId: by.staffId, action, subject: by.name, facts: { count } })
}

type Collected = Pick<CustomerReport, 'problems' | 'problemCount'> & { customers: PlacedCustomer[] }

/** A whole map without a single customer is what a broken export sends: a problem, as all customers would be lost. */
function withoutNothing(collected: Collected, { isWhole }: CustomerChange): Collected {
  if (!isWhole || collected.customers.length > 0 || collected.problemCount > 0) return collected
  return { ...collected, problems: [{ at: 1, field: null, is: 'no-customers' }], problemCount: 1 }
}

/** The customers whose servers are known, each domain once, and what is wrong with the others. */
async function collect(db: Database, items: CustomerChange['items']): Promise<Collected> {
  const { directory } = await readNames(db)
  const placed = new Map<string, { at: number; customer: PlacedCustomer }>()
  const problems: CustomerReport['problems'] = []
  let problemCount = 0
  const pauseFairly = fairPauses()
  for await (const item of items) {
    await pauseFairly()
    const result = 'customer' in item ? place(item, directory, placed) : item.problem
    if (!result) continue
    problemCount += 1
    if (problems.length < mostProblems) problems.push({ at: item.at, ...result })
  }
  return { customers: [...placed.values()].map(each => each.customer), problems, problemCount }
}

function place(
  { at, customer }: Extract<CustomerItem, { customer: unknown }>,
  directory: Directory,
  placed: Map<string, { at: number; customer: PlacedCustomer }>,
): CustomerProblem | null {
  const { server, ...rest } = customer
  const host = normaliseHost(server)
  const match = matchServer(host ? [host] : [], directory, null)
  if ('unmatched' in match) {
    const is = match.unmatched === 'ambiguous' ? 'ambiguous-server' : 'unknown-server'
    return { field: 'server', is, server: server.slice(0, 60) }
  }
  const earlier = placed.get(customer.domain)
  if (earlier && earlier.customer.serverId !== match.serverId)
    return { field: 'domain', is: 'placed-twice', earlierAt: earlier.at }
  placed.set(customer.domain, { at, customer: { ...rest, serverId: match.serverId } })
  return null
}
