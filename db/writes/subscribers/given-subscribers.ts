import { type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { consents } from '#db/schema/subscriber.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { columnsOf, type Target, type TargetColumns } from '#lib/rules/subscribers/target.ts'

/** "subs" as a number: the key of the advisory lock of whoever adds many subscribers. */
const manyKey = 0x73_75_62_73

/** To write out this many takes a few milliseconds, in which nobody else is served. */
const rowsPerStatement = 1_000

/** Somebody whom staff enter. */
export type GivenSubscriber = {
  email: string
  targets: readonly Target[]
  proof: string | null
  /** In which they read; left out or null: nobody has said. */
  language?: Language | null
}

/** How many of those who are laid out are known already, and as what. */
export type GivenCounts = {
  fresh: number
  pending: number
  confirmed: number
  unsubscribed: number
  suppressed: number
}

/** Lays subscribers out in two tables of this transaction's own, from which the rest is compared and written. */
export async function layOutSubscribers(tx: Transaction, list: readonly GivenSubscriber[]): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${manyKey})`)
  await tx.execute(sql`
    create temporary table given_subscribers (id text, consent_id text, email text primary key, proof text, language text)
    on commit drop`)
  await tx.execute(sql`
    create temporary table given_watches (id text, email text, server_id text, group_id text, domain text)
    on commit drop`)
  for (let i = 0; i < list.length; i += rowsPerStatement) {
    const some = list.slice(i, i + rowsPerStatement)
    await tx.execute(sql`insert into given_subscribers select * from unnest(
      ${texts(some, newId)}, ${texts(some, newId)}, ${texts(some, one => one.email)}, ${texts(some, one => one.proof)},
      ${texts(some, one => one.language ?? null)})`)
    const watches = some.flatMap(({ email, targets }) =>
      targets.map(target => ({ email, ...columnsOf(target) })),
    )
    await tx.execute(insertWatches(watches))
  }
  await tx.execute(sql`analyze given_subscribers`)
  await tx.execute(sql`analyze given_watches`)
}

function insertWatches(watches: readonly (TargetColumns & { email: string })[]): SQL {
  return sql`insert into given_watches select * from unnest(
    ${texts(watches, newId)}, ${texts(watches, watch => watch.email)}, ${texts(watches, watch => watch.serverId)},
    ${texts(watches, watch => watch.groupId)}, ${texts(watches, watch => watch.domain)})`
}

function texts<T>(list: readonly T[], value: (each: T) => string | null): SQL {
  return sql`${sql.param(list.map(each => value(each)))}::text[]`
}

export async function countGiven(tx: Transaction): Promise<GivenCounts> {
  const { rows } = await tx.execute<GivenCounts>(sql`
    select count(*) filter (where s.id is null)::int as fresh,
      count(*) filter (where s.state = 'pending')::int as pending,
      count(*) filter (where s.state = 'confirmed')::int as confirmed,
      count(*) filter (where s.state = 'unsubscribed')::int as unsubscribed,
      count(*) filter (where s.state = 'suppressed')::int as suppressed
    from given_subscribers given left join subscribers s on s.email = given.email and s.brand_id is null`)
  const [counts] = rows
  if (!counts) throw new Error('Counting gave no row.')
  return counts
}

/**
 * Those who are laid out get notices from now on, with where their consent comes from. Who has left or is suppressed stays
 * so, and what strangers asked for in the name of an address stays unconfirmed.
 */
export async function putConfirmed(
  tx: Transaction,
  { staffId, origin }: { staffId: string; origin: string },
  now: Date,
): Promise<void> {
  const at = moment(now)
  await tx.execute(sql`
    insert into subscribers (id, email, state, language, created_at, confirmed_at)
    select id, email, 'confirmed', language, ${at}, ${at} from given_subscribers order by email
    on conflict on constraint subscribers_once do update set state = 'confirmed', confirmed_at = excluded.confirmed_at, invited_at = null,
      language = coalesce(excluded.language, subscribers.language)
    where subscribers.state = 'pending'`)
  await tx.execute(sql`
    insert into subscriptions (id, subscriber_id, server_id, group_id, domain, created_at, confirmed_at)
    select w.id, s.id, w.server_id, w.group_id, w.domain, ${at}, ${at}
    from given_watches w join subscribers s on s.email = w.email and s.brand_id is null and s.state = 'confirmed'
    on conflict on constraint subscriptions_once do update set confirmed_at = excluded.confirmed_at
    where subscriptions.confirmed_at is null`)
  await tx.execute(sql`
    insert into consents (id, subscriber_id, person_id, origin, proof, created_at)
    select given.consent_id, s.id, ${staffId}, ${origin}, given.proof, ${at}
    from given_subscribers given join subscribers s on s.email = given.email and s.brand_id is null and s.state = 'confirmed'`)
}

/** Keeps where and when the owner of one address agreed, by who noted it. */
export async function noteConsent(
  tx: Transaction,
  { subscriberId, staffId, origin }: { subscriberId: string; staffId: string; origin: string },
  now: Date,
): Promise<void> {
  await tx.insert(consents).values({ subscriberId, staffId, origin, createdAt: now })
}

/** The owners of those who are laid out are asked by mail, one after the other; who gets notices, has left or is suppressed is not. */
export async function putInvited(tx: Transaction, now: Date): Promise<void> {
  const at = moment(now)
  await tx.execute(sql`
    insert into subscribers (id, email, state, language, created_at, invited_at)
    select id, email, 'pending', language, ${at}, ${at} from given_subscribers order by email
    on conflict on constraint subscribers_once do update set invited_at = coalesce(subscribers.invited_at, excluded.invited_at),
      language = coalesce(excluded.language, subscribers.language)
    where subscribers.state = 'pending'`)
  await tx.execute(sql`
    insert into subscriptions (id, subscriber_id, server_id, group_id, domain, created_at)
    select w.id, s.id, w.server_id, w.group_id, w.domain, ${at}
    from given_watches w join subscribers s on s.email = w.email and s.brand_id is null and s.state = 'pending'
    on conflict on constraint subscriptions_once do update set created_at = excluded.created_at
    where subscriptions.confirmed_at is null`)
}

/**
 * Those who wait longest to be asked, at most this many, count as asked now. Whom somebody asked meanwhile gets no second
 * mail. Returns the ids of who is to be mailed.
 */
export async function claimInvited(tx: Transaction, most: number, now: Date): Promise<string[]> {
  const at = moment(now)
  const { rows } = await tx.execute<{ id: string }>(sql`
    with due as (
      select id, invited_at, coalesce(asked_at >= invited_at, false) as is_asked from subscribers
      where invited_at is not null order by invited_at, id limit ${most} for update skip locked),
    taken as (
      update subscribers s set invited_at = null, asked_at = case when due.is_asked or s.state <> 'pending' then s.asked_at else ${at} end
      from due where s.id = due.id returning s.id, s.state, due.is_asked, due.invited_at),
    begun as (
      update subscriptions w set created_at = ${at} from taken
      where w.subscriber_id = taken.id and w.confirmed_at is null and w.created_at >= taken.invited_at)
    select id from taken where state = 'pending' and not is_asked`)
  return rows.map(row => row.id)
}

/** Nobody more is asked of those who wait for it; who was entered for that alone is forgotten. Returns how many that were. */
export async function dropInvited(tx: Transaction): Promise<number> {
  const { rows } = await tx.execute<{ count: number }>(sql`
    with waiting as (select id, asked_at from subscribers where invited_at is not null for update),
    gone as (
      delete from subscribers s using waiting where s.id = waiting.id and waiting.asked_at is null and s.state = 'pending'),
    kept as (
      update subscribers s set invited_at = null from waiting where s.id = waiting.id
        and (waiting.asked_at is not null or s.state <> 'pending'))
    select count(*)::int as count from waiting`)
  return rows[0]?.count ?? 0
}

const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`
