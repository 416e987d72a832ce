import { sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { readUpdateSubject } from '#db/reads/incidents/update-facts.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import type { AudienceOf } from '#lib/rules/notices/audience.ts'
import type { NoticeFacts, NoticeServer } from '#lib/rules/notices/notice.ts'
import { later } from '#lib/rules/time/time.ts'
import { audience } from './audience.ts'

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
    return {
      watching: await countPeople(tx, { ...notice, facts }, now),
      heard: await countPeople(tx, { ...notice, facts: { ...facts, isForHeard: true } }, now),
    }
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
  return readSnapshot(db, tx => countPeople(tx, notice, now))
}

function factsOf(servers: readonly NoticeServer[]): NoticeFacts {
  const saying = { is: 'words' as const, about: 'incident' as const, title: '', text: '' }
  return { servers: [...servers], endedBefore: [], stillAffected: [], saying }
}

async function countPeople(tx: Transaction, notice: AudienceOf, now: Date): Promise<NoticeReach> {
  const hearing = audience(notice, { freshSince: null, after: '' })
  const moment = (seconds: number) => sql`${later(now, -seconds).toISOString()}::timestamptz`
  // A delivery waits for a day at most.
  const told = sql`exists (
    select from deliveries d where d.subscriber_id = hearing.id and d.state in ('sent', 'doubtful')
      and d.created_at > ${moment(86_400)} and d.sent_at > ${moment(latelySeconds)})`
  const { rows } = await tx.execute<NoticeReach>(sql`
    select count(*)::int as count, count(*) filter (where ${told})::int as lately from (${hearing}) hearing`)
  return rows[0] ?? { count: 0, lately: 0 }
}
