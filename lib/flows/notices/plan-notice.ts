import type { Database, Transaction } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { hasStaleDomains } from '#db/reads/domains/domain-places.ts'
import { isTroubleDropped, lockUnplanned, readVolume, type Unplanned } from '#db/reads/notices/notice.ts'
import {
  countAudience,
  type Recipients,
  readFirstRecipients,
  readRecipients,
} from '#db/reads/notices/recipients.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { dropNotices, holdNotice } from '#db/writes/notices/held-notices.ts'
import { addSlice, addStaffDeliveries, countDeliveries } from '#db/writes/sending/deliveries.ts'
import { TryLater } from '#lib/faults/try-later.ts'
import { freshSeconds } from '#lib/flows/domains/refresh-domains.ts'
import { tellStaff } from '#lib/flows/reminders/tell-staff.ts'
import { mostPerHour } from '#lib/rules/notices/delivery.ts'
import { later } from '#lib/rules/time/time.ts'
import { getShared } from '#lib/shared.ts'

/**
 * Subscribers of one transaction: the first are one batch of who is found at once, so that the first mails go out while
 * the rest is chosen and planned, and what follows is small, so that sending never waits for it.
 */
const slices = { first: 100, next: 5_000 }

/** Who hears is chosen for this many at a time, because each choice looks at everybody: 5 MB of ids. */
const mostChosen = 100_000

/** From this many new deliveries on, what PostgreSQL believes of their number is wrong. */
const leastCounted = 100

/** Those chosen to hear of the notice that is being planned who have no delivery yet; they come after plannedUpTo. */
type Chosen = Recipients & { noticeId: string; plannedUpTo: string }

/**
 * Queues deliveries for each who must hear of a notice, one for each way to reach them, in slices, each a transaction
 * of its own: killed at any moment, it goes on where it was. Older notices of the post that still wait are planned
 * first, so that the audience does not depend on the order in which jobs run. A notice that staff have to look at
 * ends it: what comes after waits.
 * Who watches a domain whose place is old is told a moment later, so that the others need not wait for DNS.
 * Returns how many subscribers, or staff, it was queued for. Throws while staff may still take it back.
 */
export async function planNotice(db: Database, noticeId: string, now: Date, size = slices): Promise<number> {
  let added = 0
  let counted = leastCounted
  let chosen: Chosen | null = null
  for (;;) {
    const step: Step = await db.transaction(async tx => {
      const notice = await lockUnplanned(tx, noticeId, now)
      if (notice?.waitsUntil && notice.waitsUntil > now) throw new TryLater(takenBackUntil(notice.waitsUntil))
      return notice ? planStep(tx, notice, chosen, size, now) : null
    })
    if (step === null || step === 'held') return added
    chosen = step.chosen
    added += step.added
    if (step.added > 0) getShared().nudgeSender?.()
    if (added >= counted) {
      await countDeliveries(db)
      counted = added * 4
    }
  }
}

function takenBackUntil(at: Date): string {
  return `A notice can be taken back until ${at.toISOString()}, and is planned then.`
}

/** held: staff have to look at it. null: nothing waits. chosen: who is left of those that were chosen. */
type Step = { added: number; chosen: Chosen | null } | 'held' | null

async function planStep(
  tx: Transaction,
  notice: Unplanned,
  chosen: Chosen | null,
  size: typeof slices,
  now: Date,
): Promise<Step> {
  if (notice.kind === 'held') {
    const kind = notice.facts.heldIncidents ? 'withheld' : 'found'
    await tellStaff(tx, { kind, postId: notice.postId, occasion: notice.id }, now)
    return { added: await addStaffDeliveries(tx, notice, now), chosen: null }
  }
  if (notice.kind === 'ended' && (await isTroubleDropped(tx, notice.postId, notice.createdAt))) {
    await dropNotices(tx, [notice.id], now)
    return { added: 0, chosen: null }
  }
  const isBegun = notice.plannedUpTo !== null
  if (!isBegun && !notice.releasedAt && (notice.heldAt || (await isStorm(tx, notice, now)))) return 'held'
  return isBegun ? planNext(tx, notice, chosen, size.next, now) : planFirst(tx, notice, size.first, now)
}

async function planFirst(tx: Transaction, notice: Unplanned, most: number, now: Date): Promise<Step> {
  const { ids, isAll } = await readFirstRecipients(tx, notice, choiceOf(now), most)
  const added = await addSlice(tx, notice, ids, { plannedUpTo: '', plannedAt: isAll ? now : null }, now)
  if (isAll) await planStaleDomains(tx, notice, now)
  return { added, chosen: null }
}

async function planNext(
  tx: Transaction,
  notice: Unplanned,
  before: Chosen | null,
  most: number,
  now: Date,
): Promise<Step> {
  const { ids, isAll } = await chosenFor(tx, notice, before, now)
  const [slice, rest] = [ids.slice(0, most), ids.slice(most)]
  const isLast = isAll && rest.length === 0
  const plannedUpTo = slice.at(-1) ?? notice.plannedUpTo ?? ''
  const added = await addSlice(tx, notice, slice, { plannedUpTo, plannedAt: isLast ? now : null }, now)
  if (isLast) await planStaleDomains(tx, notice, now)
  return { added, chosen: { noticeId: notice.id, ids: rest, isAll, plannedUpTo } }
}

/** Who is left of those that were chosen; when nobody is, or another planner went on meanwhile, the next are chosen. */
async function chosenFor(
  tx: Transaction,
  { id, plannedUpTo, ...notice }: Unplanned,
  before: Chosen | null,
  now: Date,
): Promise<Recipients> {
  const isOfNow = before?.noticeId === id && before.plannedUpTo === plannedUpTo
  if (isOfNow && (before.ids.length > 0 || before.isAll)) return before
  const choice = { ...choiceOf(now), after: plannedUpTo ?? '' }
  return readRecipients(tx, { id, ...notice }, choice, mostChosen)
}

function choiceOf(now: Date): { freshSince: Date } {
  return { freshSince: later(now, -freshSeconds) }
}

/** The last of a notice is planned: whose domain has an old place is told when DNS was asked. */
async function planStaleDomains(tx: Transaction, notice: Unplanned, now: Date): Promise<void> {
  if (await hasStaleDomains(tx, later(now, -freshSeconds)))
    await queueJobs(tx, 'plan-domains', [{ noticeId: notice.id }])
}

/** Keeps a notice back that would make too many deliveries within an hour, and asks staff once for all that are kept. */
async function isStorm(tx: Transaction, notice: Unplanned, now: Date): Promise<boolean> {
  const policy = await readPolicy(tx)
  const { confirmed, queued, isAsking } = await readVolume(tx, notice.kind, now)
  const most = mostPerHour(confirmed, policy)
  // Nobody is counted who need not be.
  if (queued + confirmed <= most) return false
  const size = await countAudience(tx, notice)
  if (queued + size <= most) return false
  await holdNotice(tx, notice.id, size, now)
  if (!isAsking) {
    await queueJobs(tx, 'ask-release', [{ noticeId: notice.id }])
    await tellStaff(tx, { kind: 'withheld', postId: notice.postId, occasion: notice.id }, now)
  }
  return true
}
