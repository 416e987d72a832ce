import { and, asc, count, eq, ilike, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { brands } from '#db/schema/brand.ts'
import { type SubscriberState, subscriberFiles, subscribers } from '#db/schema/subscriber.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { watchersOf } from './watchers.ts'

export const subscriberStates = [
  'confirmed',
  'pending',
  'unsubscribed',
  'suppressed',
] as const satisfies readonly SubscriberState[]

/** What staff look for among the subscribers. */
export type SubscriberFilter = {
  /** In the address, or in a domain that they watch. */
  text: string | null
  /** Who hears of this server: by itself, its group, a domain on it, or all servers. */
  serverId: string | null
  state: SubscriberState | null
}

/** A subscriber in a list. */
export type SubscriberLineRow = {
  id: string
  email: string
  state: SubscriberState
  createdAt: Date
  confirmedAt: Date | null
  invitedAt: Date | null
  suppressedFor: string | null
  /** The brand whose reader it is, by its host; null: the hoster's own. */
  brandHost: string | null
  /** What they watch and have confirmed, but for the ends of incidents. */
  watching: number
}

export type SubscriberList = { rows: SubscriberLineRow[]; total: number; page: number; pages: number }

const perPage = 50

/** One page of the subscribers that fit, by address. Returns null for a page that does not exist. */
export async function readSubscriberList(
  db: Database,
  filter: SubscriberFilter,
  page: number,
): Promise<SubscriberList | null> {
  const which = fits(filter)
  const total = await db.$count(subscribers, which)
  const pages = Math.max(1, Math.ceil(total / perPage))
  if (page > pages) return null
  const { id, email, state, createdAt, confirmedAt, invitedAt, suppressedFor } = subscribers
  const watching = sql<number>`(select count(*)::int from subscriptions watch
    where watch.subscriber_id = subscribers.id and watch.confirmed_at is not null and watch.post_id is null)`
  const rows = await db
    .select({
      id,
      email,
      state,
      createdAt,
      confirmedAt,
      invitedAt,
      suppressedFor,
      brandHost: brands.host,
      watching,
    })
    .from(subscribers)
    .leftJoin(brands, eq(brands.id, subscribers.brandId))
    .where(which)
    .orderBy(asc(email))
    .limit(perPage)
    .offset((page - 1) * perPage)
  return { rows, total, page, pages }
}

/** The condition for those whom a filter means; undefined: everybody. */
function fits({ text, serverId, state }: SubscriberFilter): SQL | undefined {
  return and(
    state ? eq(subscribers.state, state) : undefined,
    text ? or(ilike(subscribers.email, like(text)), watchesDomain(text)) : undefined,
    serverId ? hearsOf(serverId) : undefined,
  )
}

const watchesDomain = (text: string) => sql`${subscribers.id} in (
  select watch.subscriber_id from subscriptions watch where watch.domain ilike ${like(text)})`

function hearsOf(serverId: string): SQL {
  const one = sql`(select id, group_id, '' as kind, 0 as rank from servers where id = ${serverId})`
  return sql`${subscribers.id} in (select subscriber_id from (${watchersOf(one, null)}) watchers)`
}

/** The text as it stands somewhere in another. */
function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, match => `\\${match}`)}%`
}

export type SubscriberCounts = Record<SubscriberState, number> & {
  /** Whose owners staff want asked, and who were not yet. */
  invited: number
}

/** How many addresses are in each state, and how many staff have asked. */
export async function countSubscribers(db: Database): Promise<SubscriberCounts> {
  const rows = await db
    .select({ state: subscribers.state, count: count() })
    .from(subscribers)
    .groupBy(subscribers.state)
  const of = (state: SubscriberState) => rows.find(row => row.state === state)?.count ?? 0
  return {
    confirmed: of('confirmed'),
    pending: of('pending'),
    unsubscribed: of('unsubscribed'),
    suppressed: of('suppressed'),
    invited: await db.$count(subscribers, isNotNull(subscribers.invitedAt)),
  }
}

/** The text of an uploaded file, or null: it was applied or dropped. */
export async function readSubscriberFile(db: Database | Transaction, fileId: string): Promise<string | null> {
  const { id, content } = subscriberFiles
  const [row] = await db.select({ content }).from(subscriberFiles).where(eq(id, fileId))
  return row?.content ?? null
}

/** A subscriber as a file has it: what a file of ours said can be read again. */
export type ExportedSubscriber = {
  id: string
  email: string
  state: SubscriberState
  /** With ";" between: "all", labels, groups, domains. */
  watch: string | null
  kinds: string[]
  leastImpact: string
  zone: string | null
  language: Language | null
  createdAt: Date
  confirmedAt: Date | null
  suppressedFor: string | null
  /** Where their consent comes from, as staff noted it last. */
  consent: string | null
}

/** The next subscribers that fit, in the order of their ids: the hoster's own, because a file is read again as theirs. */
export function readExportSlice(
  db: Database,
  filter: SubscriberFilter,
  after: string,
  most: number,
): Promise<ExportedSubscriber[]> {
  const { id, email, state, kinds, leastImpact, zone, language, createdAt, confirmedAt, suppressedFor } =
    subscribers
  return db
    .select({
      id,
      email,
      state,
      kinds: sql<string[]>`${kinds}`,
      leastImpact: sql<string>`${leastImpact}`,
      zone,
      language,
      createdAt,
      confirmedAt,
      suppressedFor,
      watch: sql<
        string | null
      >`(select string_agg(coalesce(server.hostname, g.name, watch.domain, 'all'), '; ')
        from subscriptions watch left join servers server on server.id = watch.server_id
          left join groups g on g.id = watch.group_id
        where watch.subscriber_id = subscribers.id and watch.post_id is null and watch.confirmed_at is not null)`,
      consent: sql<
        string | null
      >`(select consents.origin || coalesce(': ' || consents.proof, '') from consents
        where consents.subscriber_id = subscribers.id order by consents.created_at desc limit 1)`,
    })
    .from(subscribers)
    .where(and(fits(filter), isNull(subscribers.brandId), sql`${id} > ${after}`))
    .orderBy(asc(id))
    .limit(most)
}
