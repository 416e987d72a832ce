import { asc, isNull, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isProven } from '#db/reads/subscribers/watchers.ts'
import { servers } from '#db/schema/server.ts'
import type { FindableServer } from '#lib/rules/servers/server-query.ts'

export type PlaceableServer = FindableServer & { groupId: string | null }

/** All servers in service, with the names and addresses by which domains point to them. */
export function readPlaceable(db: Database): Promise<PlaceableServer[]> {
  const { id, hostname, label, aliases, ips, groupId } = servers
  return db
    .select({ id, hostname, label, aliases, ips, groupId })
    .from(servers)
    .where(isNull(servers.retiredAt))
    .orderBy(asc(servers.label))
}

const isStale = (askedBefore: Date) => sql`
  watch.domain is not null and watch.confirmed_at is not null
  and (place.asked_at is null or place.asked_at <= ${askedBefore.toISOString()}::timestamptz)`

/** Confirmed domains that DNS was not asked about since then, those that wait longest first. */
export async function readStaleDomains(db: Database, askedBefore: Date, most: number): Promise<string[]> {
  const { rows } = await db.execute<{ domain: string }>(sql`
    select watch.domain from subscriptions watch left join domains place on place.domain = watch.domain
    where ${isStale(askedBefore)} group by watch.domain, place.asked_at
    order by place.asked_at nulls first limit ${most}`)
  return rows.map(row => row.domain)
}

/** Whether DNS has to be asked again of a domain that somebody watches. */
export async function hasStaleDomains(tx: Transaction, askedBefore: Date): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select from subscriptions watch left join domains place on place.domain = watch.domain
    where ${isStale(askedBefore)} limit 1`)
  return rows.length > 0
}

/** Where domains are, as far as the owner of this address may know: ids of servers, none where nothing is known yet. */
export async function readDomainPlaces(
  db: Database,
  domains: readonly string[],
  email: string,
): Promise<Map<string, string[]>> {
  const { rows } = await db.execute<{ domain: string; places: string[] }>(sql`
    select asked.domain, coalesce(
      (select array[c.server_id] from customers c
        where c.domain = asked.domain and ${isProven(sql`c`, sql`asked`)}),
      (select d.server_ids from domains d where d.domain = asked.domain), '{}') as places
    from (select domain, ${email}::text as email
      from unnest(${sql.param([...domains])}::text[]) as given (domain)) asked`)
  return new Map(rows.map(row => [row.domain, row.places]))
}
