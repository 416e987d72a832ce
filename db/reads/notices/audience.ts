import { type SQL, sql } from 'drizzle-orm'
import { brandsOf } from '#db/conditions/of-brand.ts'
import { watchersOf } from '#db/reads/subscribers/watchers.ts'
import { mayTellBrands } from '#lib/rules/brands/brand-notice.ts'
import type { AudienceOf } from '#lib/rules/notices/audience.ts'
import { impacts } from '#lib/rules/servers/status.ts'
import { isForAll, isForHeard, partsOf, wholeKind } from '#lib/rules/subscribers/notice-preferences.ts'

/** How an audience is chosen. */
export type Choice = {
  /** Domains that DNS was not asked about since then are left out; null: their last answer counts. */
  freshSince: Date | null
  /** Only subscribers whose ids come behind this one. */
  after: string
}

/**
 * Who hears of a notice, each once, as a query for id and email: confirmed subscribers who watch its servers and want
 * such news; where it names none, all who watch anything and want it. An end goes only to who heard of the trouble, or
 * asked for the end of this incident; that work is done likewise; an update of work or of an advisory, and a review, to who heard
 * of it. Who
 * has a delivery of it already is left out. What is held is for staff, and for none of them.
 */
export function audience(notice: AudienceOf, choice: Choice): SQL {
  if (notice.kind === 'held') return sql`select id, email from subscribers where false`
  const parts = [watching(notice, choice), ...(tellsAskers(notice) ? [askers(notice)] : [])]
  const hearing = parts.map(part => recipients(notice, choice.after, part))
  return sql`with ${premises(notice)} ${sql.join(hearing, sql` union `)}`
}

/**
 * The first of an audience, whoever they are, as a query for one row: their ids, and is_all, whether nobody else is in it.
 * It looks at this many who watch, however many there are, and so takes the same time for any audience.
 */
export function beginningOfAudience(notice: AudienceOf, choice: Choice, most: number): SQL {
  const { from, condition } = watching(notice, choice)
  const hearing = recipients(notice, choice.after, { from: sql`select * from looked_at`, condition })
  return sql`
    with ${premises(notice)}, looked_at as materialized (select * from (${from}) w limit ${most})
    select array(select id from (${hearing}) hearing order by id) as ids,
      ${!tellsAskers(notice)} and (select count(*) from looked_at) < ${most} as is_all`
}

function premises(notice: AudienceOf): SQL {
  return sql`named as (${namedServers(notice)}), heard as materialized (${heardBefore(notice)})`
}

/** A part of an audience. from: a query for its subscriber_id, several times perhaps, and what condition asks of it. */
type Part = { from: SQL; condition: SQL }

/** Those of a part who may be told, and have no delivery of the notice yet. */
function recipients(notice: AudienceOf, after: string, { from, condition }: Part): SQL {
  return sql`
    select s.id, s.email from (${from}) w join subscribers s on s.id = w.subscriber_id
    where s.state = 'confirmed' and s.id > ${after} and ${condition} and ${isForBrand(notice)}
      and not exists (select from deliveries d where d.notice_id = ${notice.id} and d.subscriber_id = s.id)
    group by s.id`
}

/** The hoster's own readers, and those of brands that have a server of it, where facts alone say anything. */
function isForBrand({ kind, facts }: AudienceOf): SQL {
  const servers = [...facts.servers, ...facts.endedBefore]
  if (!mayTellBrands({ kind, servers })) return sql`s.brand_id is null`
  const ids = sql`${sql.param(servers.map(server => server.id))}::text[]`
  return sql`(s.brand_id is null or s.brand_id = any(${brandsOf(ids)}))`
}

/** The servers of a notice with their groups, and what the notice is for each. */
function namedServers(notice: AudienceOf): SQL {
  const parts = partsOf(notice)
  const ids = sql.param(parts.map(each => each.serverId))
  const kinds = sql.param(parts.map(each => each.kind))
  const ranks = sql.param(parts.map(each => each.rank))
  return sql`
    select server.id, server.group_id, news.kind, news.rank
    from unnest(${ids}::text[], ${kinds}::text[], ${ranks}::int[]) as news (id, kind, rank)
    join servers server on server.id = news.id`
}

/** Who watches what it is about and chose such news, as far as they may hear it. */
function watching(notice: AudienceOf, { freshSince }: Choice): Part {
  const may = mayHear(notice, freshSince)
  if (!isForAll(notice.facts))
    return {
      from: watchersOf(sql`named`, freshSince),
      condition: sql`w.kind = any(s.kinds) and w.rank >= array_position(${impactOrder}, s.least_impact) - 1 and ${may}`,
    }
  // Who asked for the end of one incident alone hears nothing else.
  return {
    from: sql`select subscriber_id from subscriptions where post_id is null and confirmed_at is not null`,
    condition: sql`${wholeKind(notice.kind, notice.facts)} = any(s.kinds) and ${may}`,
  }
}

function mayHear(notice: AudienceOf, freshSince: Date | null): SQL {
  const isAmongHeard = sql`exists (select from heard where heard.subscriber_id = s.id)`
  switch (notice.kind) {
    case 'ended':
      return sql`${isAmongHeard} and not exists (${stillTroubled(notice, freshSince)})`
    case 'done':
    case 'review':
      return isAmongHeard
    case 'update':
      return isForHeard(notice.facts) ? isAmongHeard : sql`true`
    case 'began':
    case 'worsened':
    case 'intermittent':
    case 'planned':
    case 'moved':
    case 'reminder':
    case 'starting':
    case 'advisory':
    case 'held':
      return sql`true`
  }
}

const impactOrder = sql`${sql.param([...impacts])}::text[]`
const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`

/** Who asked for the end of an incident hears it when nothing of it is open that customers know of. */
function tellsAskers({ kind, facts }: AudienceOf): boolean {
  return (kind === 'done' || kind === 'ended') && facts.stillAffected.length === 0
}

function askers({ postId }: AudienceOf): Part {
  return {
    from: sql`select subscriber_id from subscriptions where post_id = ${postId} and confirmed_at is not null`,
    condition: sql`true`,
  }
}

/** Whoever watches a server of the incident that customers still believe in trouble. */
function stillTroubled({ facts }: AudienceOf, freshSince: Date | null): SQL {
  const ids = sql`${sql.param([...facts.stillAffected])}::text[]`
  const open = sql`(select id, group_id, '' as kind, 0 as rank from servers where id = any(${ids}))`
  return sql`select from (${watchersOf(open, freshSince)}) still
    where still.subscriber_id = s.id and (s.brand_id is null or s.brand_id = any(${brandsOf(ids)}))`
}

/** Who heard of the same post before this notice, but for an end, as a query for their subscriber_id. */
function heardBefore(notice: AudienceOf): SQL {
  return sql`
    select distinct delivery.subscriber_id
    from notices earlier join deliveries delivery on delivery.notice_id = earlier.id
    where ${isOfBefore(notice)} and delivery.subscriber_id is not null and ${hasHeard}`
}

/** Whether a notice, called earlier, told of the same post before this one, and no end. */
export function isOfBefore({ id, postId, createdAt }: AudienceOf): SQL {
  return sql`(earlier.post_id in (${postId}, (select split_from_id from posts where id = ${postId}))
    and earlier.id <> ${id} and earlier.created_at <= ${moment(createdAt)}
    and earlier.kind not in ('ended', 'done'))`
}

/** Whether whom a delivery is for has heard by it, or is going to. */
export const hasHeard = sql`delivery.state not in ('skipped', 'refused')`
