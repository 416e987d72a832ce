import { eq, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { timestamp } from '#db/conditions/timestamp.ts'
import { customers } from '#db/schema/customer.ts'
import type { RecordIncident, RecordServer, RecordTimes } from '#lib/rules/customers/record.ts'
import type { RecordPeriod } from '#lib/rules/customers/record-period.ts'
import type { TitledPost } from '#lib/rules/languages/translation.ts'

/** Whose record it is: an account of the map, or one domain of it. */
export type RecordSubject = { is: 'account'; account: string } | { is: 'domain'; domain: string }

/** Whether the map has this account, or else this domain. */
export async function findRecordSubject(
  tx: Transaction,
  { account, domain }: { account: string; domain: string | null },
): Promise<RecordSubject | null> {
  if ((await tx.$count(customers, eq(customers.account, account))) > 0) return { is: 'account', account }
  if (domain === null) return null
  const isThere = (await tx.$count(customers, eq(customers.domain, domain))) > 0
  return isThere ? { is: 'domain', domain } : null
}

/** The servers that have domains of a customer today, by label. named: at most how many domains of each. */
export async function readRecordServers(
  tx: Transaction,
  subject: RecordSubject,
  { most, named }: { most: number; named: number },
): Promise<Omit<RecordServer, 'months'>[]> {
  const own =
    subject.is === 'account' ? sql`c.account = ${subject.account}` : sql`c.domain = ${subject.domain}`
  const { rows } = await tx.execute<Omit<RecordServer, 'months'>>(sql`
    select s.id, s.label, s.hostname, of.count::int "domainCount", of.first domains
    from (select c.server_id, count(*) as count,
        (array_agg(c.domain order by c.domain))[1:${named}::int] as first
      from customers c where ${own} group by c.server_id) of
    join servers s on s.id = of.server_id order by s.label, s.id limit ${most}`)
  return rows
}

type MonthRow = RecordTimes & { serverId: string; month: string }

/** How long servers were in what in each month, as far as they were ours then. */
export async function readRecordMonths(
  tx: Transaction,
  serverIds: readonly string[],
  { months }: Pick<RecordPeriod, 'months'>,
): Promise<Map<string, MonthRow[]>> {
  const starts = months.map(({ from }) => from.toISOString())
  const ends = months.map(({ until }) => until.toISOString())
  const { rows } = await tx.execute<MonthRow>(sql`
    with own as (
      select s.id, s.retired_at, least(s.created_at,
        (select min(h.at) from status_history h where h.server_id = s.id)) as since
      from servers s where s.id = any(${sql.param([...serverIds])}::text[]))
    select own.id "serverId", m.month, ${timesOf}
    from own cross join unnest(${sql.param(months.map(({ month }) => month))}::text[],
      ${sql.param(starts)}::timestamptz[], ${sql.param(ends)}::timestamptz[]) as m (month, starts, ends)
    cross join lateral (
      select change.impact, change.cause, greatest(change.at, m.starts, own.since) as begun,
        least(lead(change.at, 1, 'infinity') over (order by change.at, change.sequence), m.ends,
          coalesce(own.retired_at, 'infinity')) as over
      from (select 'operational' as impact, null as cause, own.since as at, 0 as sequence
        union all (select h.impact, h.cause, h.at, h.sequence from status_history h
          where h.server_id = own.id and h.at < m.starts order by h.at desc, h.sequence desc limit 1)
        union all (select h.impact, h.cause, h.at, h.sequence from status_history h
          where h.server_id = own.id and h.at >= m.starts and h.at < m.ends)) change
    ) span where span.over > span.begun
    group by own.id, m.month order by own.id, m.month`)
  return Map.groupBy(rows, row => row.serverId)
}

const lastedMs = sql`extract(epoch from span.over - span.begun) * 1000`
const isSilent = sql`span.cause is not distinct from 'no-data'`
const sumWhere = (condition: ReturnType<typeof sql>) =>
  sql`coalesce(round(sum(${lastedMs}) filter (where ${condition})), 0)::float8`
const whileIn = (impact: string) => sumWhere(sql`span.impact = ${impact} and not (${isSilent})`)

/** By degree, where silence is none, as lib/rules/servers/uptime has it. */
const troubledTimes = sql`
  ${whileIn('major_outage')} "majorMs", ${whileIn('partial_outage')} "partialMs",
  ${whileIn('degraded')} "degradedMs", ${whileIn('maintenance')} "maintenanceMs"`
const timesOf = sql`${troubledTimes}, ${sumWhere(isSilent)} "withoutDataMs", ${whileIn('operational')} "fineMs"`

type IncidentRow = RecordIncident['times'] & {
  serverId: string
  slug: string | null
  title: string | null
  titleFacts: TitledPost['titleFacts']
  language: TitledPost['language'] | null
  translations: TitledPost['translations'] | null
  kind: string | null
  from: Date
  until: Date | null
}

/** What befell servers in a period, by server and post, in order of time; what readers never saw is not among it. */
export async function readRecordIncidents(
  tx: Transaction,
  serverIds: readonly string[],
  { from, until, most }: { from: Date; until: Date; most: number },
): Promise<RecordIncident[]> {
  const { rows } = await tx.execute<IncidentRow>(sql`
    select span.server_id "serverId", p.slug, p.title, p.title_facts "titleFacts", p.language, p.translations,
      p.kind, min(span.at) as "from",
      case when bool_or(span.next is null) then null else max(span.next) end as "until", ${troubledTimes}
    from (
      select own.id as server_id, change.*,
        lead(change.at) over (partition by own.id order by change.at, change.sequence) as next,
        greatest(change.at, ${timestamp(from)}) as begun,
        least(lead(change.at, 1, ${timestamp(until)})
          over (partition by own.id order by change.at, change.sequence), ${timestamp(until)}) as over
      from unnest(${sql.param([...serverIds])}::text[]) as own (id) cross join lateral (
        (select h.at, h.sequence, h.impact, h.cause, h.post_id from status_history h
          where h.server_id = own.id and h.at < ${timestamp(from)} order by h.at desc, h.sequence desc limit 1)
        union all
        (select h.at, h.sequence, h.impact, h.cause, h.post_id from status_history h
          where h.server_id = own.id and h.at >= ${timestamp(from)} and h.at < ${timestamp(until)})) change
    ) span
    left join posts told on told.id = span.post_id
    left join posts p on p.id = coalesce(told.merged_into_id, told.id)
    where span.impact <> 'operational' and not (${isSilent}) and span.over > span.begun
      and (p.id is null or p.visibility = 'published')
    group by span.server_id, p.id, case when p.id is null then span.sequence end
    order by min(span.at), span.server_id limit ${most}`)
  return rows.map(incidentOf)
}

function incidentOf(row: IncidentRow): RecordIncident {
  const { serverId, slug, title, titleFacts, language, translations, kind, from, until, ...times } = row
  const titled =
    title !== null && language && translations ? { title, titleFacts, language, translations } : null
  const { majorMs, partialMs, degradedMs, maintenanceMs } = times
  return {
    serverId,
    post: slug !== null && titled && kind !== null ? { slug, titled, kind } : null,
    from: new Date(from),
    until: until && new Date(until),
    times: { majorMs, partialMs, degradedMs, maintenanceMs },
  }
}
