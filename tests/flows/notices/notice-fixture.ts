import { asc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { readNextDue } from '#db/reads/sending/due.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'
import { settings } from '#db/schema/setting.ts'
import { staff } from '#db/schema/staff.ts'
import { type SubscriberState, subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { attemptBatch } from '#lib/flows/sending/attempt-batch.ts'
import { claimBatches } from '#lib/flows/sending/claim-batches.ts'
import type { BatchResult, Mailer } from '#lib/mail/mail.ts'
import { mailerFrom } from '#lib/mail/transport/transport.ts'
import type { NoticeFacts, NoticeKind, NoticeServer } from '#lib/rules/notices/notice.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import type { MailProvider } from '#tests/support/mail-provider.ts'
import { testSite } from '#tests/support/site.ts'

export const start = new Date('2013-02-19T03:00:00.000Z')

/** This many minutes after the start. */
export function minute(count: number): Date {
  return new Date(start.getTime() + count * 60_000)
}

/** web07 and web08 in fra, db01 in ams, mx01 in no group; ids are the names. */
const places: Record<string, string | null> = { web07: 'fra', web08: 'fra', db01: 'ams', mx01: null }

export function told(id: string, facts: Partial<NoticeServer> = {}): NoticeServer {
  return { id, label: id, impact: 'major_outage', cause: 'outage', since: start.toISOString(), ...facts }
}

/** A small hoster on a real database with a real job runner. */
export async function noticeFixture() {
  const { db, boss, close } = await testSite()

  async function reset(): Promise<void> {
    await emptyTables(
      db,
      'groups',
      'servers',
      'posts',
      'subscribers',
      'people',
      'settings',
      'domains',
      'batches',
      'letter_texts',
      'paces',
    )
    await boss.deleteAllJobs('ask-release')
    await db.insert(groups).values(['fra', 'ams'].map(id => ({ id, name: id })))
    const rows = Object.entries(places).map(([id, groupId]) => ({ id, label: id, groupId }))
    await db.insert(servers).values(rows.map(row => ({ ...row, hostname: `${row.id}.example.com` })))
    await incident('p1', 'Title of staff')
  }

  async function incident(id: string, title: string): Promise<void> {
    const shown = { visibility: 'published' as const, startedAt: start, publishedAt: start }
    await db.insert(posts).values({ ...shown, id, slug: `${id}-slug`, kind: 'incident', title })
  }

  return {
    db,
    boss,
    reset,
    /** p2, another incident beside p1. */
    otherPost: () => incident('p2', 'Other'),
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
    /** s1, s2, … who watch all servers. */
    async manySubscribers(count: number) {
      await db.execute(sql`insert into subscribers (id, email, state)
        select 's' || n, 's' || n || '@example.net', 'confirmed' from generate_series(1, ${count}) n`)
      await db.execute(sql`insert into subscriptions (id, subscriber_id, confirmed_at)
        select 'w' || n, 's' || n, now() from generate_series(1, ${count}) n`)
    },
    async staff(id: string) {
      await db.insert(staff).values({ role: 'owner', id, name: id, email: `${id}@example.com` })
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
    /** Makes every attempt that is due, one after the other, and returns what each brought. */
    async send(mailer: Mailer, now: Date): Promise<BatchResult[]> {
      const results: BatchResult[] = []
      for (;;) {
        const claimed = await claimBatches(db, mailer, mailer.batchesAtOnce, now)
        for (const one of claimed) results.push(await attemptBatch(db, one, mailer, () => now))
        const dueAt = await readNextDue(db, 'mail')
        if (!dueAt || dueAt > now) return results
      }
    },
    /** The policy in force from now on; the rest has its defaults. */
    async policy(value: Partial<Policy>): Promise<void> {
      await db.insert(settings).values({ key: 'policy', value })
    },
    stop: close,
  }
}

/** The small hoster for the tests of one file; each finds it as if it were fresh. */
export function useNoticeFixture() {
  const fixture = {} as Awaited<ReturnType<typeof noticeFixture>>
  beforeAll(async () => {
    Object.assign(fixture, await noticeFixture())
  }, 60_000)
  afterAll(() => fixture.stop())
  beforeEach(() => fixture.reset())
  return fixture
}

/** How Resend takes mails, at a provider of the test that allows many requests in a second. */
export function resendMailer(provider: MailProvider): Mailer {
  return mailerFrom({
    RESEND_API_KEY: 're_test',
    RESEND_BASE_URL: provider.url,
    DATA_DIR: 'nowhere',
    MAIL_FROM: 'Status <status@example.com>',
    MAIL_RATE: 1000,
  })
}
