import { desc, gte, sql } from 'drizzle-orm'
import { type Database, getDatabase } from '#db/client.ts'
import { delays } from '#db/schema/uptime.ts'
import {
  type DelayCount,
  type DelayFigures,
  dayOfDelay,
  delayFigures,
  leastPublic,
  publicDays,
} from '#lib/rules/delays/delay.ts'
import { later } from '#lib/rules/time/time.ts'

/** What was counted from this day on, the newest day first. */
export async function readDelays(db: Database, fromDay: string): Promise<DelayCount[]> {
  return db.select().from(delays).where(gte(delays.day, fromDay)).orderBy(desc(delays.day))
}

/** What readers may be told of the last days; null: too little was measured. */
export async function readPublicDelays(
  now: Date,
): Promise<{ shown: DelayFigures | null; mail: DelayFigures | null }> {
  const counts = await readDelays(getDatabase(), dayOfDelay(later(now, -publicDays * 86_400)))
  const of = (kind: DelayCount['kind']) => counts.filter(count => count.kind === kind)
  return { shown: delayFigures(of('public'), leastPublic), mail: delayFigures(of('mail'), leastPublic) }
}

/** A notice that these batches were the first to mail: when the alert arrived that brought it about, and when it was handed over. */
export type FirstMail = { noticeId: string; receivedAt: Date; sentAt: Date }

/**
 * Notices of which the first mail to a reader is in one of these batches. What people or time alone brought about has no alert,
 * and is left out. A line of the alert log and the notices of its decision carry one moment.
 */
export async function readFirstMails(db: Database, batchIds: readonly string[]): Promise<FirstMail[]> {
  if (batchIds.length === 0) return []
  const ids = sql.join(
    batchIds.map(id => sql`${id}`),
    sql`, `,
  )
  const { rows } = await db.execute<{ id: string; received: string; sent: string }>(sql`
    select n.id, alert.received_at::text as received, first.sent_at::text as sent
    from (select distinct notice_id from deliveries where batch_id in (${ids}) and channel = 'mail') told
    join notices n on n.id = told.notice_id
    cross join lateral (
      select batch_id, sent_at from deliveries
      where notice_id = n.id and channel = 'mail' and subscriber_id is not null and sent_at is not null
      order by sent_at, batch_id limit 1) first
    cross join lateral (
      select min(received_at) as received_at from alert_log
      where decided_at = n.created_at and received_at between n.created_at - interval '1 hour' and n.created_at) alert
    where first.batch_id in (${ids}) and alert.received_at is not null`)
  return rows.map(({ id, received, sent }) => ({
    noticeId: id,
    receivedAt: new Date(received),
    sentAt: new Date(sent),
  }))
}
