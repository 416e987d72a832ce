import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isByMail } from '#db/reads/destinations/destinations.ts'
import type { AudienceOf } from '#db/reads/notices/audience.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { isBadNews } from '#lib/rules/decision/pending-changes.ts'
import { later } from '#lib/rules/time/time.ts'

/** Staff hear before customers: their deliveries count as due so much earlier. */
const staffHeadStartSeconds = 3600

/**
 * Queues a notice for these subscribers, one delivery for each way to reach them (one for each notice, subscriber,
 * channel and address), and remembers how far it came. plannedAt: nobody is left. Returns how many subscribers it was
 * queued for.
 */
export async function addSlice(
  tx: Transaction,
  notice: AudienceOf,
  subscriberIds: readonly string[],
  { plannedUpTo, plannedAt }: { plannedUpTo: string | null; plannedAt: Date | null },
  now: Date,
): Promise<number> {
  const added = await queueFor(tx, notice, subscriberIds, now)
  await savePlan(tx, notice, plannedUpTo, added, plannedAt)
  return added
}

async function queueFor(
  tx: Transaction,
  notice: AudienceOf,
  subscriberIds: readonly string[],
  now: Date,
): Promise<number> {
  if (subscriberIds.length === 0) return 0
  const ids = sql`any(${sql.param([...subscriberIds])}::text[])`
  const { rows } = await tx.execute<{ added: number }>(sql`
    with ways as (
      select subscribers.id, null as destination_id, 'mail' as channel, subscribers.email as address
      from subscribers where subscribers.id = ${ids} and subscribers.state = 'confirmed' and ${isByMail}
      union all
      select subscribers.id, way.id, way.channel, way.address
      from subscribers join destinations way on way.subscriber_id = subscribers.id and way.state = 'active'
      where subscribers.id = ${ids} and subscribers.state = 'confirmed'),
    added as (
      insert into deliveries (notice_id, subscriber_id, destination_id, channel, address, is_bad_news, created_at, due_at)
      select ${notice.id}, ways.id, ways.destination_id, ways.channel, ways.address, ${isBadNews(notice.kind)},
        ${iso(now)}, ${iso(notice.createdAt)} from ways order by ways.id
      on conflict do nothing returning subscriber_id)
    select count(distinct subscriber_id)::int as added from added`)
  return rows[0]?.added ?? 0
}

/** Queues what is held for all staff. Returns for how many. Who was removed from the staff has no address any more. */
export async function addStaffDeliveries(tx: Transaction, notice: AudienceOf, now: Date): Promise<number> {
  const dueAt = later(notice.createdAt, -staffHeadStartSeconds)
  const { rowCount } = await tx.execute(sql`
    insert into deliveries (notice_id, channel, address, created_at, due_at)
    select ${notice.id}, 'mail', people.email, ${iso(now)}, ${iso(dueAt)} from people
    where people.email like '%@%'
    on conflict do nothing`)
  const added = rowCount ?? 0
  await savePlan(tx, notice, null, added, now)
  return added
}

/**
 * Has PostgreSQL count what was added: until it does so by itself, a minute later, it reads the whole table for each
 * batch, which was measured to take a hundred times as long.
 */
export async function countDeliveries(db: Database): Promise<void> {
  await db.execute(sql`analyze deliveries`)
}

async function savePlan(
  tx: Transaction,
  notice: AudienceOf,
  plannedUpTo: string | null,
  added: number,
  plannedAt: Date | null,
): Promise<void> {
  await tx
    .update(notices)
    .set({ plannedUpTo, plannedAt, plannedCount: sql`${notices.plannedCount} + ${added}` })
    .where(eq(notices.id, notice.id))
}

/** Keeps a notice back until staff decide. heldFor: how many it is for. */
export async function holdNotice(tx: Transaction, noticeId: string, heldFor: number, now: Date) {
  await tx.update(notices).set({ heldAt: now, heldFor }).where(eq(notices.id, noticeId))
}

/** Nobody hears of these notices; what is planned already stays planned. */
export async function dropNotices(tx: Transaction, noticeIds: readonly string[], now: Date): Promise<void> {
  await tx
    .update(notices)
    .set({ droppedAt: now, plannedAt: now })
    .where(and(inArray(notices.id, [...noticeIds]), isNull(notices.plannedAt)))
}

/** These notices go out although they are much. */
export async function releaseNotices(
  tx: Transaction,
  noticeIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx
    .update(notices)
    .set({ releasedAt: now })
    .where(inArray(notices.id, [...noticeIds]))
}

/** The notices of a post that are held or wait behind one, the oldest first; none when none is held. */
export async function lockWaiting(tx: Transaction, postId: string): Promise<string[]> {
  const { id, heldAt, releasedAt, createdAt } = notices
  const rows = await tx
    .select({ id, heldAt, releasedAt })
    .from(notices)
    .where(and(eq(notices.postId, postId), isNull(notices.plannedAt)))
    .orderBy(createdAt, id)
    .for('update')
  return rows.some(row => row.heldAt && !row.releasedAt) ? rows.map(row => row.id) : []
}

/** Settles deliveries that nobody needs any more. */
export async function skipDeliveries(
  tx: Transaction,
  ids: readonly string[],
  state: 'skipped' | 'refused',
  error: string,
): Promise<void> {
  await tx
    .update(deliveries)
    .set({ state, error })
    .where(and(inArray(deliveries.id, [...ids]), eq(deliveries.state, 'queued')))
}

/** Settles what waits for destinations that were removed. Returns which deliveries that were. */
export async function skipRemoved(tx: Transaction): Promise<string[]> {
  const skipped = await tx
    .update(deliveries)
    .set({ state: 'skipped', error: 'the destination was removed' })
    .where(
      and(eq(deliveries.state, 'queued'), ne(deliveries.channel, 'mail'), isNull(deliveries.destinationId)),
    )
    .returning({ id: deliveries.id })
  return skipped.map(row => row.id)
}

/** Queues by mail what a destination cannot be told any more, for subscribers whom nothing else reaches by now. */
export async function mailInstead(tx: Transaction, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await tx.execute(sql`
    insert into deliveries (notice_id, subscriber_id, channel, address, is_bad_news, created_at, due_at)
    select lost.notice_id, lost.subscriber_id, 'mail', subscribers.email, lost.is_bad_news, ${iso(now)}, ${iso(now)}
    from deliveries lost join subscribers on subscribers.id = lost.subscriber_id
    where lost.id = any(${sql.param([...ids])}::text[]) and subscribers.state = 'confirmed' and ${isByMail}
    on conflict do nothing`)
}

/** The same for what a batch carried and the other side refused. */
export async function mailRefused(tx: Transaction, batchId: string, now: Date): Promise<void> {
  const rows = await tx
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.batchId, batchId), eq(deliveries.state, 'refused')))
  await mailInstead(
    tx,
    rows.map(row => row.id),
    now,
  )
}

/** Queues refused deliveries anew, with a day of their own. Returns which. */
export async function requeueRefused(tx: Transaction, ids: readonly string[], now: Date): Promise<string[]> {
  const again = await tx
    .update(deliveries)
    .set({
      state: 'queued',
      dueAt: now,
      createdAt: now,
      attempts: 0,
      error: null,
      batchId: null,
      mailId: null,
      textId: null,
    })
    .where(and(inArray(deliveries.id, [...ids]), eq(deliveries.state, 'refused')))
    .returning({ id: deliveries.id })
  return again.map(row => row.id)
}

/** A moment as a parameter of plain SQL. */
function iso(moment: Date) {
  return sql`${moment.toISOString()}::timestamptz`
}

/** Keeps that a mail came back after it had been taken; the same report again changes nothing. */
export async function noteCameBack(
  tx: Transaction,
  { mailId, address, answer }: { mailId: string; address: string; answer: string },
  now: Date,
): Promise<void> {
  const line = JSON.stringify([{ at: now.toISOString(), answer }])
  await tx
    .update(deliveries)
    .set({ error: answer, answers: sql`${deliveries.answers} || ${line}::jsonb` })
    .where(
      and(
        eq(deliveries.channel, 'mail'),
        eq(deliveries.mailId, mailId),
        eq(deliveries.address, address),
        ne(sql`coalesce(${deliveries.error}, '')`, answer),
      ),
    )
}
