import { sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import type { Watch } from '#lib/rules/notices/audience.ts'
import type { Preferences } from '#lib/rules/subscribers/notice-preferences.ts'
import { isProven } from './watchers.ts'

/** What decides which servers of a notice one subscriber may read of. */
export type Reader = { watches: Watch[]; preferences: Preferences }

/**
 * What these subscribers watch, for a notice of this post, with domains as the servers that they are on.
 * Who asked for the end of the post watches all of it. A subscriber that is gone is not among them.
 */
export async function readReaders(
  db: Database | Transaction,
  subscriberIds: readonly string[],
  postId: string,
): Promise<Map<string, Reader>> {
  const ids = sql`any(${sql.param([...subscriberIds])}::text[])`
  const { rows } = await db.execute<Row>(sql`
    select s.id, s.kinds, s.least_impact, watch.id as watch_id, watch.server_id, watch.group_id,
      case when watch.domain is null then null
        else coalesce((select array[c.server_id] from customers c
            where c.domain = watch.domain and ${isProven(sql`c`, sql`s`)}),
          (select d.server_ids from domains d where d.domain = watch.domain), '{}') end as places
    from subscribers s
    left join subscriptions watch on watch.subscriber_id = s.id and watch.confirmed_at is not null
      and (watch.post_id is null or watch.post_id = ${postId})
    where s.id = ${ids}`)
  const readers = new Map<string, Reader>()
  for (const row of rows) {
    const preferences = { kinds: row.kinds, leastImpact: row.least_impact }
    const reader = readers.get(row.id) ?? { watches: [], preferences }
    if (row.watch_id !== null) reader.watches.push(...watchesOf(row))
    readers.set(row.id, reader)
  }
  return readers
}

type Row = {
  id: string
  kinds: Preferences['kinds'][number][]
  least_impact: Preferences['leastImpact']
  /** null: the subscriber watches nothing. */
  watch_id: string | null
  server_id: string | null
  group_id: string | null
  /** null: not by a domain. */
  places: string[] | null
}

function watchesOf({ server_id, group_id, places }: Row): Watch[] {
  if (places) return places.map(serverId => ({ serverId, groupId: null }))
  return [{ serverId: server_id, groupId: group_id }]
}
