import { type SQL, sql } from 'drizzle-orm'
import { subscribers } from '#db/schema.ts'
import type { NoticeFacts, NoticeKind } from '#lib/rules/notice.ts'

export type AudienceOf = {
  id: string
  postId: string
  kind: NoticeKind
  facts: NoticeFacts
  createdAt: Date
}

/**
 * Which subscribers hear of a notice, as a condition on the table subscribers: the confirmed ones who watch its
 * servers. What is held is for staff, and for none of them.
 */
export function audience(notice: AudienceOf, quietMinutes: number): SQL {
  if (notice.kind === 'held') return sql`false`
  const named = notice.facts.servers.map(server => server.id)
  return sql`${subscribers.state} = 'confirmed' and ${watchesAny(named)} and ${mayHear(notice, quietMinutes)}`
}

function mayHear(notice: AudienceOf, quietMinutes: number): SQL {
  switch (notice.kind) {
    case 'began':
      return sql`not ${knowsOfTrouble(notice, quietMinutes)}`
    case 'ended':
      return sql`not ${watchesAny(notice.facts.stillAffected)}`
    case 'worsened':
    case 'intermittent':
    case 'held':
      return sql`true`
  }
}

/** Watches one of these servers by itself, by its group, or with all servers. Nobody watches one of none. */
function watchesAny(serverIds: readonly string[]): SQL {
  if (serverIds.length === 0) return sql`false`
  const ids = sql`any(${sql.param([...serverIds])}::text[])`
  return sql`exists (
    select from subscriptions watch
    where watch.subscriber_id = subscribers.id and watch.confirmed_at is not null and (
      watch.server_id = ${ids}
      or watch.group_id in (select group_id from servers where id = ${ids})
      or (watch.server_id is null and watch.group_id is null)))`
}

/**
 * The last that he heard of this post was trouble, within the quiet time: the page has the list.
 * Of an end and a beginning at one moment, the beginning is what he knows.
 */
function knowsOfTrouble(notice: AudienceOf, quietMinutes: number): SQL {
  const at = sql`${notice.createdAt.toISOString()}::timestamptz`
  return sql`coalesce((
    select earlier.kind in ('began', 'worsened', 'intermittent')
    from deliveries delivery join notices earlier on earlier.id = delivery.notice_id
    where delivery.subscriber_id = subscribers.id and delivery.state not in ('skipped', 'refused')
      and earlier.post_id = ${notice.postId} and earlier.id <> ${notice.id}
      and earlier.created_at <= ${at}
      and earlier.created_at > ${at} - make_interval(mins => ${quietMinutes})
    order by earlier.created_at desc, earlier.kind = 'ended'
    limit 1), false)`
}
