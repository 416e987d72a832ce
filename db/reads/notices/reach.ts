import { sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { timestamp } from '#db/conditions/timestamp.ts'
import { readUpdateSubject } from '#db/reads/incidents/update-facts.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import type { AudienceOf } from '#lib/rules/notices/audience.ts'
import type { NoticeFacts, NoticeServer } from '#lib/rules/notices/notice.ts'
import { later } from '#lib/rules/time/time.ts'
import { audience, heardBefore } from './audience.ts'

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
    with before as materialized (${heardBefore(notice)}), told as materialized (
      select distinct d.subscriber_id from notices n join deliveries d on d.notice_id = n.id
      where (n.planned_at is null or n.planned_at > ${moment(86_400)})
        and d.state in ('sent', 'doubtful') and d.sent_at > ${moment(latelySeconds)})
    select count(*)::int as watching, count(told.subscriber_id)::int as told,
      count(before.subscriber_id)::int as heard,
      count(told.subscriber_id) filter (where before.subscriber_id is not null)::int as heard_told
    from (${hearing}) hearing
      left join before on before.subscriber_id = hearing.id
      left join told on told.subscriber_id = hearing.id`)
  const { watching = 0, told = 0, heard = 0, heard_told = 0 } = rows[0] ?? {}
  return { watching: { count: watching, lately: told }, heard: { count: heard, lately: heard_told } }
}
