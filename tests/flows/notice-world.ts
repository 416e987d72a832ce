import { asc, eq, sql } from 'drizzle-orm'
import { PgBoss } from 'pg-boss'
import { createQueues } from '#db/jobs.ts'
import {
  deliveries,
  groups,
  notices,
  people,
  posts,
  type SubscriberState,
  servers,
  subscribers,
  subscriptions,
} from '#db/schema.ts'
import type { NoticeFacts, NoticeKind, NoticeServer } from '#lib/rules/notice.ts'
import { setShared } from '#lib/shared.ts'
import { testDatabase } from '#tests/support/database.ts'

export const start = new Date('2013-02-19T03:00:00.000Z')

/** So many minutes after the start. */
export function minute(count: number): Date {
  return new Date(start.getTime() + count * 60_000)
}

/** web07 and web08 in fra, db01 in ams, mx01 in no group; ids are the names. */
const places: Record<string, string | null> = { web07: 'fra', web08: 'fra', db01: 'ams', mx01: null }

export function told(id: string, facts: Partial<NoticeServer> = {}): NoticeServer {
  return { id, label: id, impact: 'major_outage', cause: 'outage', since: start.toISOString(), ...facts }
}

/** A small hoster on a real database with a real job runner. */
export async function noticeWorld() {
  const { db, pool, connectionString } = await testDatabase()
  const boss = new PgBoss({ connectionString, schedule: false, supervise: false })
  boss.on('error', error => console.error(error))
  await boss.start()
  await createQueues(boss)
  setShared({ pool, connectionString, pages: { invalidate: async () => {} }, boss })

  async function reset(): Promise<void> {
    await db.execute(sql`truncate groups, servers, posts, subscribers, people, settings, domains cascade`)
    await db.execute(
      sql`insert into settings (key, value) values ('secret', to_jsonb(repeat('s', 40))) on conflict do nothing`,
    )
    await boss.deleteAllJobs('deliver')
    await db.insert(groups).values(['fra', 'ams'].map(id => ({ id, name: id })))
    const rows = Object.entries(places).map(([id, groupId]) => ({ id, label: id, groupId }))
    await db.insert(servers).values(rows.map(row => ({ ...row, hostname: `${row.id}.example.com` })))
    await db.insert(posts).values({
      ...{ id: 'p1', slug: 'p1-slug', kind: 'incident', title: 'Title of staff', visibility: 'published' },
      ...{ startedAt: start, publishedAt: start },
    })
  }

  return {
    db,
    boss,
    reset,
    /** watching: ids of servers or groups, or "all". */
    async subscriber(
      id: string,
      watching: readonly string[],
      state: SubscriberState = 'confirmed',
      isConfirmed = true,
    ) {
      await db.insert(subscribers).values({ id, email: `${id}@example.net`, state })
      const rows = watching.map(name => ({
        subscriberId: id,
        serverId: name in places ? name : null,
        groupId: name === 'fra' || name === 'ams' ? name : null,
        confirmedAt: isConfirmed ? start : null,
      }))
      if (rows.length > 0) await db.insert(subscriptions).values(rows)
    },
    async staff(id: string) {
      await db.insert(people).values({ id, name: id, email: `${id}@example.com` })
    },
    async notice(id: string, kind: NoticeKind, at: Date, facts: Partial<NoticeFacts>, postId = 'p1') {
      const whole = { servers: [], endedBefore: [], stillAffected: [], ...facts }
      await db.insert(notices).values({ id, postId, kind, facts: whole, createdAt: at })
    },
    /** The addresses of a notice's deliveries, without their domain. */
    async audience(noticeId: string): Promise<string[]> {
      const rows = await db
        .select({ address: deliveries.address })
        .from(deliveries)
        .where(eq(deliveries.noticeId, noticeId))
        .orderBy(asc(deliveries.address))
      return rows.map(row => row.address.replace(/@.*/, ''))
    },
    deliveries: () => db.select().from(deliveries).orderBy(asc(deliveries.address)),
    /** Ids of the deliveries for which a job waits, due or not. */
    async queued(): Promise<string[]> {
      const { rows } = await db.execute(
        sql`select data->>'deliveryId' as id from pgboss.job where name = 'deliver' order by 1`,
      )
      return rows.map(row => String(row.id))
    },
    async stop() {
      await boss.stop({ graceful: false })
    },
  }
}
