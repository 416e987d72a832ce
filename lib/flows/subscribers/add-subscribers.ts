import type { Database, Transaction } from '#db/client.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import {
  countGiven,
  type GivenCounts,
  type GivenSubscriber,
  layOutSubscribers,
  putConfirmed,
  putInvited,
} from '#db/writes/subscribers/given-subscribers.ts'
import { fairPauses } from '#lib/limits/fair-queue.ts'
import { mostProblems } from '#lib/rules/customers/customer.ts'
import type { GivenConsent } from '#lib/rules/subscribers/given.ts'
import type { SubscriberItem, SubscriberProblem } from '#lib/rules/subscribers/subscriber-line.ts'
import type { Target } from '#lib/rules/subscribers/target.ts'
import { createWatchNames, type WatchNames } from '#lib/rules/subscribers/watch-names.ts'

export type SubscriberAddition = {
  items: AsyncIterable<SubscriberItem> | Iterable<SubscriberItem>
  /** Who names nothing watches all servers; else that is a problem. */
  isAllByDefault: boolean
  /** null: only counts. */
  consent: GivenConsent | null
  staffId: string
  /** What is taken first in the same transaction; when it is not there, nothing is done. */
  claim?: (tx: Transaction) => Promise<boolean>
}

export type AdditionReport = GivenCounts & {
  problems: ({ at: number } & SubscriberProblem)[]
  problemCount: number
}

/**
 * Enters subscribers for whom staff vouch, or whose owners are to be asked, all or none of one call. Lines with a problem
 * are left out and named. Who has left and who is suppressed stays so: only the owner can come back. gone: the claim is.
 */
export async function addSubscribers(
  db: Database,
  { items, isAllByDefault, consent, staffId, claim }: SubscriberAddition,
  now: Date,
): Promise<AdditionReport | 'gone'> {
  const { given, problems, problemCount } = await collect(db, items, isAllByDefault)
  const counts = await db.transaction(async tx => {
    if (claim && !(await claim(tx))) return 'gone'
    await layOutSubscribers(tx, given)
    const counted = await countGiven(tx)
    if (consent && given.length > 0) await write(tx, consent, counted, staffId, now)
    return counted
  })
  return counts === 'gone' ? counts : { ...counts, problems, problemCount }
}

async function write(
  tx: Transaction,
  consent: GivenConsent,
  { fresh, pending, confirmed }: GivenCounts,
  staffId: string,
  now: Date,
): Promise<void> {
  if (consent.is === 'confirmed') await putConfirmed(tx, { staffId, origin: consent.origin }, now)
  else await putInvited(tx, now)
  const counts = { fresh, pending, confirmed }
  const facts = consent.is === 'confirmed' ? { origin: consent.origin, ...counts } : counts
  const action = consent.is === 'confirmed' ? 'add-subscribers' : 'invite-subscribers'
  await writeAudit(tx, { at: now, staffId, action, subject: 'subscribers', facts })
}

type Collected = Pick<AdditionReport, 'problems' | 'problemCount'> & { given: GivenSubscriber[] }

async function collect(
  db: Database,
  items: SubscriberAddition['items'],
  isAllByDefault: boolean,
): Promise<Collected> {
  const { servers, groups } = await readTargets(db)
  const names = createWatchNames(servers, groups)
  const given = new Map<string, GivenSubscriber & { at: number }>()
  const problems: AdditionReport['problems'] = []
  let problemCount = 0
  const pauseFairly = fairPauses()
  for await (const item of items) {
    await pauseFairly()
    const problem = 'line' in item ? place(item, names, isAllByDefault, given) : item.problem
    if (!problem) continue
    problemCount += 1
    if (problems.length < mostProblems) problems.push({ at: item.at, ...problem })
  }
  return { given: [...given.values()], problems, problemCount }
}

function place(
  { at, line }: Extract<SubscriberItem, { line: unknown }>,
  names: WatchNames,
  isAllByDefault: boolean,
  given: Map<string, GivenSubscriber & { at: number }>,
): SubscriberProblem | null {
  const { email, watch, proof, language = null } = line
  const earlier = given.get(email)
  if (earlier) return { field: 'email', is: 'twice', earlierAt: earlier.at }
  if (watch.length === 0 && !isAllByDefault) return { field: 'watch', is: 'nothing' }
  const targets: Target[] = watch.length === 0 ? [{ is: 'all' }] : []
  for (const name of watch) {
    const target = names(name)
    if (typeof target === 'string') return { field: 'watch', is: target, name: name.slice(0, 60) }
    targets.push(target)
  }
  given.set(email, { at, email, targets: withoutTwins(targets), proof, language })
  return null
}

/** Two names may mean the same: a label, and the host name. */
function withoutTwins(targets: readonly Target[]): Target[] {
  return [...new Map(targets.map(target => [JSON.stringify(target), target])).values()]
}
