import { eq, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isByMail } from '#db/conditions/by-mail.ts'
import { timestamp } from '#db/conditions/timestamp.ts'
import { notices } from '#db/schema/notice.ts'
import { isBadNews } from '#lib/rules/decision/pending-changes.ts'
import type { AudienceOf } from '#lib/rules/notices/audience.ts'
import { later } from '#lib/rules/time/time.ts'

/** Staff hear before customers: their deliveries count as due this much earlier. */
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
        ${timestamp(now)}, ${timestamp(notice.createdAt)} from ways order by ways.id
      on conflict do nothing returning subscriber_id)
    select count(distinct subscriber_id)::int as added from added`)
  return rows[0]?.added ?? 0
}

/**
 * Queues what is held for all staff who get mail. Returns for how many. Who was removed from the staff has no address any more.
 */
export async function addStaffDeliveries(tx: Transaction, notice: AudienceOf, now: Date): Promise<number> {
  const dueAt = later(notice.createdAt, -staffHeadStartSeconds)
  const { rowCount } = await tx.execute(sql`
    insert into deliveries (notice_id, channel, address, created_at, due_at)
    select ${notice.id}, 'mail', people.email, ${timestamp(now)}, ${timestamp(dueAt)} from people
    where people.email like '%@%' and not exists (
      select from staff_settings own join destinations way on way.person_id = own.staff_id and way.state = 'active'
      where own.staff_id = people.id and own.mail_off_at is not null)
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
