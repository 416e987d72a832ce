import { type SQL, sql } from 'drizzle-orm'
import type { NoticeFacts, NoticeKind } from '#lib/rules/notice.ts'
import { impacts } from '#lib/rules/status.ts'
import { isForAll, newsOf, wholeKind } from '#lib/rules/wants.ts'
import { watchersOf } from './watchers.ts'

export type AudienceOf = {
  id: string
  postId: string
  kind: NoticeKind
  facts: NoticeFacts
  createdAt: Date
}

/** How an audience is chosen. */
export type Choice = {
  quietMinutes: number
  /** Domains that the name system was not asked about since then are left out; null: their last answer counts. */
  freshSince: Date | null
  /** Only subscribers whose ids come behind this one. */
  after: string
}

/**
 * Who hears of a notice, each once, as a query for id and email: confirmed subscribers who watch its servers and want
 * such news; where it names none, all who watch anything and want it. An end goes only to who heard of the trouble, or
 * asked for the end of this incident; that work is done likewise; an update of work or of an advisory to who heard of it. Who
 * has a delivery of it already is left out. What is held is for staff, and for none of them.
 */
export function audience(notice: AudienceOf, { quietMinutes, freshSince, after }: Choice): SQL {
  if (notice.kind === 'held') return sql`select id, email from subscribers where false`
  return sql`
    with named as (${namedServers(notice)}),
    watching as (${watchersOf(sql`named`, freshSince)}),
    heard as materialized (${heardBefore(notice)})
    select s.id, s.email from subscribers s
    where s.state = 'confirmed' and s.id > ${after} and (${mayHear(notice, quietMinutes, freshSince)})
      and not exists (select from deliveries d where d.notice_id = ${notice.id} and d.subscriber_id = s.id)`
}

/** The servers of a notice with their groups, and what the notice is for each. */
function namedServers(notice: AudienceOf): SQL {
  const news = newsOf(notice)
  const ids = sql.param(news.map(each => each.serverId))
  const kinds = sql.param(news.map(each => each.kind))
  const ranks = sql.param(news.map(each => each.rank))
  return sql`
    select server.id, server.group_id, news.kind, news.rank
    from unnest(${ids}::text[], ${kinds}::text[], ${ranks}::int[]) as news (id, kind, rank)
    join servers server on server.id = news.id`
}

function mayHear(notice: AudienceOf, quietMinutes: number, freshSince: Date | null): SQL {
  const isWatching = isForAll(notice.facts)
    ? watchesAnything(notice)
    : sql`s.id in (
    select w.subscriber_id from watching w join subscribers r on r.id = w.subscriber_id
    where w.kind = any(r.kinds) and w.rank >= array_position(${impactOrder}, r.least_impact) - 1)`
  const hasHeard = sql`exists (select from heard where heard.subscriber_id = s.id and heard.has_heard)`
  switch (notice.kind) {
    case 'began':
      return sql`${isWatching} and not exists (
        select from heard where heard.subscriber_id = s.id and heard.is_trouble
          and heard.created_at > ${moment(notice.createdAt)} - make_interval(mins => ${quietMinutes}))`
    case 'ended':
      return sql`(${isWatching} and ${hasHeard}
          and not exists (${stillTroubled(notice, freshSince)}))
        ${isOver(notice) ? sql`or ${asksForEnd(notice)}` : sql``}`
    case 'done':
      return sql`(${isWatching} and ${hasHeard}) or ${asksForEnd(notice)}`
    case 'update':
      return wholeKind('update', notice.facts) ? sql`${isWatching} and ${hasHeard}` : isWatching
    case 'worsened':
    case 'intermittent':
    case 'planned':
    case 'starting':
    case 'advisory':
    case 'held':
      return isWatching
  }
}

/** Who asked for the end of an incident alone hears nothing else. */
function watchesAnything({ kind, facts }: AudienceOf): SQL {
  return sql`${wholeKind(kind, facts)} = any(s.kinds) and s.id in (
    select subscriber_id from subscriptions where post_id is null and confirmed_at is not null)`
}

const impactOrder = sql`${sql.param([...impacts])}::text[]`
const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`

/** Whether nothing of the incident is open that customers know of. */
function isOver({ facts }: AudienceOf): boolean {
  return facts.stillAffected.length === 0
}

function asksForEnd({ postId }: AudienceOf): SQL {
  return sql`s.id in (select subscriber_id from subscriptions where post_id = ${postId} and confirmed_at is not null)`
}

/** Whoever watches a server of the incident that customers still believe in trouble. */
function stillTroubled({ facts }: AudienceOf, freshSince: Date | null): SQL {
  const open = sql`(select id, group_id, '' as kind, 0 as rank from servers
    where id = any(${sql.param([...facts.stillAffected])}::text[]))`
  return sql`select from (${watchersOf(open, freshSince)}) still where still.subscriber_id = s.id`
}

/**
 * What each subscriber heard last of the same post before this notice, and whether he ever heard of it but for an end.
 * Of an end and a beginning at one moment, the beginning is what he knows; an update changes nothing of what he knows.
 */
function heardBefore({ id, postId, createdAt }: AudienceOf): SQL {
  return sql`
    select distinct on (delivery.subscriber_id) delivery.subscriber_id, earlier.created_at,
      earlier.kind in ('began', 'worsened', 'intermittent') as is_trouble,
      bool_or(earlier.kind not in ('ended', 'done')) over (partition by delivery.subscriber_id) as has_heard
    from notices earlier join deliveries delivery on delivery.notice_id = earlier.id
    where earlier.post_id = ${postId} and earlier.id <> ${id} and earlier.created_at <= ${moment(createdAt)}
      and delivery.subscriber_id is not null and delivery.state not in ('skipped', 'refused')
    order by delivery.subscriber_id, earlier.kind = 'update', earlier.created_at desc, earlier.kind = 'ended'`
}
