import { inArray, type SQL, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { listOf } from '#db/reads/list-of.ts'
import { isPaused } from '#db/reads/sending/rate-limits.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { notices } from '#db/schema/notice.ts'
import { urgentKinds } from '#lib/rules/notices/delivery.ts'
import type { NoticeKind } from '#lib/rules/notices/notice.ts'
import type { Wait, WaitReason } from '#lib/rules/notices/waiting.ts'
import { later } from '#lib/rules/time/time.ts'

/** Deliveries of one notice that wait for one reason. until: when the last of them is due. */
export type NoticeWait = Wait & { count: number }
export type WaitingNotice = {
  noticeId: string
  kind: NoticeKind
  postId: string
  title: string
  waits: NoticeWait[]
}

/** What is queued and cannot go out yet, by notice, the latest decided first; what only waits for its turn is not among it. */
export async function readWaitingNotices(db: Database, now: Date): Promise<WaitingNotice[]> {
  const rows = await readCounts(db, sql`true`, now)
  return [...Map.groupBy(rows, row => row.noticeId)].flatMap(([noticeId, own]) => {
    const [first] = own
    if (!first) return []
    const { kind, postId, title } = first
    return [{ noticeId, kind, postId, title, waits: own.map(waitOf) }]
  })
}

/** The same for the notices of one post, by their ids. */
export async function readWaitsOf(
  db: Database | Transaction,
  postId: string,
  now: Date,
): Promise<Map<string, NoticeWait[]>> {
  const rows = await readCounts(db, sql`notices.post_id = ${postId}`, now)
  return new Map([...Map.groupBy(rows, row => row.noticeId)].map(([id, own]) => [id, own.map(waitOf)]))
}

/** Which of these deliveries wait, and why. */
export async function readWaits(
  db: Database,
  deliveryIds: readonly string[],
  now: Date,
): Promise<Map<string, Wait>> {
  if (deliveryIds.length === 0) return new Map()
  const { rows } = await db.execute<{ id: string; why: WaitReason; until: number | null }>(
    await waiting(db, sql`own.id = any(${listOf(deliveryIds, 'text')})`, now),
  )
  return new Map(rows.map(({ id, why, until }) => [id, { why, until: momentOf(until) }]))
}

function waitOf({ why, until, count }: Count): NoticeWait {
  return { why, until, count }
}

type Count = NoticeWait & Omit<WaitingNotice, 'waits'>

async function readCounts(db: Database | Transaction, condition: SQL, now: Date): Promise<Count[]> {
  type Row = Omit<Count, 'until' | 'noticeId' | 'postId'> & {
    notice_id: string
    post_id: string
    until: number | null
  }
  const { rows } = await db.execute<Row>(sql`
    select waiting.notice_id, notices.kind, notices.post_id, posts.title, waiting.why, count(*)::int as count,
      max(waiting.until) as until
    from (${await waiting(db, condition, now)}) waiting
      join notices on notices.id = waiting.notice_id join posts on posts.id = notices.post_id
    group by waiting.notice_id, notices.id, posts.id, waiting.why
    order by notices.created_at desc, waiting.notice_id, count desc`)
  return rows.map(({ notice_id, post_id, until, ...row }) => {
    return { ...row, noticeId: notice_id, postId: post_id, until: momentOf(until) }
  })
}

/** Queued deliveries that cannot go out yet, as id, notice_id, why and until in seconds since 1970, as far as it is known. */
async function waiting(db: Database | Transaction, condition: SQL, now: Date): Promise<SQL> {
  const { mailsPerHour } = await readPolicy(db)
  const isUrgent = inArray(notices.kind, [...urgentKinds])
  const since = iso(later(now, -3600))
  return sql`
    select own.id, own.notice_id, reason.why,
      case when reason.why in ('paused', 'behind') then null else extract(epoch from own.due_at)::float8 end as until
    from deliveries own join notices on notices.id = own.notice_id
    cross join lateral (
      select count(distinct past.letter_id) as letters,
        count(distinct past.letter_id) filter (where exists (
          select from notices where notices.id = past.notice_id and ${isUrgent})) as alarms
      from deliveries past where past.channel = 'mail' and own.channel = 'mail' and own.due_at > ${iso(now)}
        and past.address = own.address and past.tried_at > ${since} and past.letter_id is not null) had
    cross join lateral (select case
      when ${isMailPaused} or (own.channel <> 'mail' and ${isPaused(sql`own.channel`, sql`own.address`)}) then 'paused'
      when own.due_at > ${iso(now)} and own.error is not null then 'failed'
      when own.due_at > ${iso(now)} and own.channel = 'mail' and ${isUrgent} then
        case when had.alarms >= ${mailsPerHour} then 'storm' else 'gathered' end
      when own.due_at > ${iso(now)} and own.channel = 'mail' then
        case when had.letters >= ${mailsPerHour} then 'full' else 'gathered' end
      when own.channel <> 'mail' and exists (
        select from deliveries other where other.destination_id = own.destination_id and other.id <> own.id
          and (other.state = 'sending' or (other.state = 'queued' and other.attempts > 0 and other.due_at > ${iso(now)})))
        then 'behind' end as why) reason
    where own.state = 'queued' and reason.why is not null and ${condition}`
}

/** A mail provider has no colon in its name. */
const isMailPaused = sql`(own.channel = 'mail' and exists (
  select from paces where paces.provider not like '%:%' and paces.paused_until > clock_timestamp()))`

function iso(moment: Date): SQL {
  return sql`${moment.toISOString()}::timestamptz`
}

function momentOf(seconds: number | null): Date | null {
  return seconds === null ? null : new Date(seconds * 1000)
}
