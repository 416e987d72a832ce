import { eq, type SQL, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { readUpdateSubject } from '#db/reads/incidents/update-facts.ts'
import { listOf } from '#db/reads/list-of.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { namedWatchersOf, watchesAll } from '#db/reads/subscribers/watchers.ts'
import { posts } from '#db/schema/post.ts'
import type { NoticeFacts, NoticeKind } from '#lib/rules/notices/notice.ts'
import { countAudience } from './recipients.ts'

/** How many confirmed subscribers watch a server of each of these incidents, whatever they want to hear of it. */
export function countIncidentWatchers(
  db: Database,
  postIds: readonly string[],
): Promise<Map<string, number>> {
  return countWatchers(
    db,
    sql`select server.id, server.group_id, affected.post_id as kind, 0 as rank
      from affected_servers affected join servers server on server.id = affected.server_id
      where affected.post_id = any(${listOf(postIds, 'text')})`,
  )
}

/** The same for the server of each of these alerts. */
export function countAlertWatchers(db: Database, alertIds: readonly string[]): Promise<Map<string, number>> {
  return countWatchers(
    db,
    sql`select server.id, server.group_id, alerts.id as kind, 0 as rank
      from alerts join servers server on server.id = alerts.server_id
      where alerts.id = any(${listOf(alertIds, 'text')})`,
  )
}

/** named: a query for servers, where kind says for what they count. Who watches all servers is counted once, not for each; who watches all of a brand, not at all. */
async function countWatchers(db: Database, named: SQL): Promise<Map<string, number>> {
  const { rows } = await db.execute<{ kind: string; count: number }>(sql`
    with named as (${named}),
      everything as materialized (select distinct watch.subscriber_id as id from subscriptions watch
        join subscribers s on s.id = watch.subscriber_id
        where ${watchesAll} and watch.confirmed_at is not null and s.state = 'confirmed' and s.brand_id is null),
      narrower as (select w.kind, count(distinct w.subscriber_id) as count
        from (${namedWatchersOf(sql`named`, null)}) w join subscribers s on s.id = w.subscriber_id
        where s.state = 'confirmed' and not exists (select from everything where everything.id = w.subscriber_id)
        group by w.kind)
    select n.kind, (coalesce(narrower.count, 0) + (select count(*) from everything))::int as count
    from (select distinct kind from named) n left join narrower on narrower.kind = n.kind`)
  return new Map(rows.map(({ kind, count }) => [kind, count]))
}

/** How many subscribers would hear of a post if it were told now: that it began, that it is over, or what staff say of it. */
export function countWouldHear(
  db: Database,
  postId: string,
  kind: Extract<NoticeKind, 'began' | 'ended' | 'update'>,
  now: Date,
): Promise<number> {
  return readSnapshot(db, async tx => {
    if ((await tx.$count(posts, eq(posts.id, postId))) === 0) return 0
    const { about, title, servers } = await readUpdateSubject(tx, postId)
    const named = kind === 'began' ? servers.filter(server => !server.endedAt) : servers
    const facts: NoticeFacts = { servers: named, endedBefore: [], stillAffected: [] }
    if (kind === 'update') facts.saying = { is: 'words', about, title, text: '' }
    return countAudience(tx, { id: '', postId, kind, facts, createdAt: now })
  })
}
