import { sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { timestamp } from '#db/conditions/timestamp.ts'
import { readUpdateSubject } from '#db/reads/incidents/update-facts.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import type { AudienceOf } from '#lib/rules/notices/audience.ts'
import type { NoticeFacts, NoticeServer } from '#lib/rules/notices/notice.ts'
import { later } from '#lib/rules/time/time.ts'
import { audience, hasHeard, isOfBefore } from './audience.ts'

/** How many people a notice would be for, and how many of them were told something within the last ten minutes. */
export type NoticeReach = { count: number; lately: number }

const latelySeconds = 600

/** An update of an incident: for all who watch its servers, and for who has heard of it before. */
export function readUpdateReach(
  db: Database,
  postId: string,
  now: Date,
): Promise<{ watching: NoticeReach; heard: NoticeReach }> {
  return readSnapshot(db, async tx => {
    const { servers } = await readUpdateSubject(tx, postId)
    const facts = factsOf(servers)
    const notice = { id: '', postId, kind: 'update' as const, createdAt: now }
    return countPeople(tx, { ...notice, facts }, now)
  })
}

/** Trouble of these servers, or of something that is no server, of which nobody has heard. */
export function readTroubleReach(
  db: Database,
  servers: readonly NoticeServer[],
  now: Date,
): Promise<NoticeReach> {
  const kind = servers.length > 0 ? ('began' as const) : ('update' as const)
  const notice = { id: '', postId: '', kind, facts: factsOf(servers), createdAt: now }
  return readSnapshot(db, async tx => (await countPeople(tx, notice, now)).watching)
}

function factsOf(servers: readonly NoticeServer[]): NoticeFacts {
  const saying = { is: 'words' as const, about: 'incident' as const, title: '', text: '' }
  return { servers: [...servers], endedBefore: [], stillAffected: [], saying }
}

type Counted = { watching: number; told: number; heard: number; heard_told: number }

/** All who would hear, and those of them who heard of the post before: each table is read once, because there may be 50,000. */
async function countPeople(
  tx: Transaction,
  notice: AudienceOf,
  now: Date,
): Promise<{ watching: NoticeReach; heard: NoticeReach }> {
  const hearing = audience(notice, { freshSince: null, after: '' })
  const moment = (seconds: number) => timestamp(later(now, -seconds))
  // A delivery waits for a day at most.
  const { rows } = await tx.execute<Counted>(sql`
    with past as materialized (
      select delivery.subscriber_id, bool_or(earlier.is_before and ${hasHeard}) as is_heard,
        bool_or(delivery.state in ('sent', 'doubtful') and delivery.sent_at > ${moment(latelySeconds)}) as is_told
      from (select earlier.id, earlier.planned_at, ${isOfBefore(notice)} as is_before from notices earlier) earlier
        join deliveries delivery on delivery.notice_id = earlier.id
      where earlier.is_before or earlier.planned_at is null or earlier.planned_at > ${moment(86_400)}
      group by delivery.subscriber_id)
    select count(*)::int as watching, count(*) filter (where past.is_told)::int as told,
      count(*) filter (where past.is_heard)::int as heard,
      count(*) filter (where past.is_heard and past.is_told)::int as heard_told
    from (${hearing}) hearing left join past on past.subscriber_id = hearing.id`)
  const { watching = 0, told = 0, heard = 0, heard_told = 0 } = rows[0] ?? {}
  return { watching: { count: watching, lately: told }, heard: { count: heard, lately: heard_told } }
}
