import { type SQL, sql } from 'drizzle-orm'

/**
 * Who watches which of these servers (a table with id, group_id, kind and rank): by itself, by its group, by a domain
 * that is on it, or with all servers. One index for each way; a subscriber may come several times.
 */
export function watchersOf(servers: SQL, freshSince: Date | null): SQL {
  return sql`
    ${namedWatchersOf(servers, freshSince)}
    union all
    select watch.subscriber_id, n.kind, n.rank from (select distinct kind, rank from ${servers}) n
      join subscriptions watch on ${watchesAll} where watch.confirmed_at is not null`
}

/** The same without those who watch all servers. */
export function namedWatchersOf(servers: SQL, freshSince: Date | null): SQL {
  return sql`
    select watch.subscriber_id, n.kind, n.rank from ${servers} n
      join subscriptions watch on watch.server_id = n.id where watch.confirmed_at is not null
    union all
    select watch.subscriber_id, n.kind, n.rank from (select distinct group_id, kind, rank from ${servers}) n
      join subscriptions watch on watch.group_id = n.group_id where watch.confirmed_at is not null
    union all
    ${placesOf(servers, freshSince)}`
}

/** Whether a subscription, called watch, is of all servers. */
export const watchesAll = sql`watch.server_id is null and watch.group_id is null and watch.domain is null
  and watch.post_id is null`

/**
 * The map counts for addresses that it names or that are at the domain itself: to others it would tell, by the first
 * notice, where a stranger's domain lives. For them DNS counts, which tells everybody the same.
 */
export const isProven = (customer: SQL, subscriber: SQL) => sql`(
  split_part(${subscriber}.email, '@', 2) = ${customer}.domain or ${subscriber}.email = any(${customer}.contacts))`

/** Each place of a domain is looked up once for all servers: one by one, 200 servers would read every table 200 times. */
function placesOf(servers: SQL, freshSince: Date | null): SQL {
  const isFresh = freshSince ? sql`d.asked_at > ${freshSince.toISOString()}::timestamptz` : sql`true`
  return sql`
    select watch.subscriber_id, n.kind, n.rank from ${servers} n
      join customers c on c.server_id = n.id
      join subscriptions watch on watch.domain = c.domain
      join subscribers owner on owner.id = watch.subscriber_id
      where watch.confirmed_at is not null and ${isProven(sql`c`, sql`owner`)}
    union all
    select watch.subscriber_id, n.kind, n.rank from
      (select d.domain, unnest(d.server_ids) as server_id from domains d
        where d.server_ids && array(select id from ${servers} named) and ${isFresh}) d
      join ${servers} n on n.id = d.server_id
      join subscriptions watch on watch.domain = d.domain
      join subscribers owner on owner.id = watch.subscriber_id
      where watch.confirmed_at is not null
        and not exists (select from customers c where c.domain = d.domain and ${isProven(sql`c`, sql`owner`)})`
}
