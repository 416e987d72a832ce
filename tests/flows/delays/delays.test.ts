import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { readDelays } from '#db/reads/delays/delays.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { noteFirstMails } from '#lib/flows/delays/note-first-mails.ts'
import { notePublic } from '#lib/flows/delays/note-public.ts'
import { delayBucket } from '#lib/rules/delays/delay.ts'
import { minute, noticeFixture } from '#tests/flows/notices/notice-fixture.ts'

let fixture: Awaited<ReturnType<typeof noticeFixture>>

beforeAll(async () => {
  fixture = await noticeFixture()
})
afterAll(() => fixture.stop())
beforeEach(async () => {
  await fixture.reset()
  await fixture.db.execute(sql`truncate delays, alert_log, sources cascade`)
})

const seconds = (count: number) => new Date(minute(0).getTime() + count * 1000)

/** A notice of the decision at minute 0; its alert arrived two seconds before, unless people brought it about. */
async function notice(id: string, { hasAlert = true } = {}): Promise<void> {
  const { db } = fixture
  const facts = { servers: [] } as unknown as typeof notices.$inferInsert.facts
  const createdAt = hasAlert ? minute(0) : minute(1)
  await db.insert(notices).values({ id, postId: 'p1', kind: 'began', facts, createdAt })
}

async function mailed(noticeId: string, to: string, batchId: string, sentAt: Date | null): Promise<void> {
  const { db } = fixture
  await db.execute(sql`insert into batches (id, channel) values (${batchId}, 'mail') on conflict do nothing`)
  await db.execute(
    sql`insert into subscribers (id, email, state) values (${to}, ${`${to}@example.com`}, 'confirmed') on conflict do nothing`,
  )
  const state = sentAt ? ('sent' as const) : ('sending' as const)
  await db.insert(deliveries).values({
    noticeId,
    subscriberId: to,
    channel: 'mail',
    address: `${to}@example.com`,
    state,
    batchId,
    sentAt,
  })
}

async function alert(): Promise<void> {
  const { db } = fixture
  await db.execute(sql`insert into sources (id, name, token_hash) values ('s1', 'Nagios', 'x')`)
  await db.execute(sql`insert into alert_log (received_at, source_id, format, result, decided_at)
    values (${seconds(-2)}, 's1', 'generic', 'accepted', ${minute(0)})`)
}

it('counts the first mail of a notice, once, from the arrival of the alert that brought it about', async () => {
  const { db } = fixture
  await alert()
  await notice('n1')
  await mailed('n1', 'a', 'b1', seconds(3))
  await mailed('n1', 'b', 'b2', seconds(9))
  await noteFirstMails(db, ['b1'])
  await noteFirstMails(db, ['b2'])
  expect(await readDelays(db, '2013-01-01')).toEqual([
    { day: '2013-02-19', kind: 'mail', bucket: delayBucket(5_000), count: 1 },
  ])
})

it('counts nothing of what people brought about, nor of mails that are under way', async () => {
  const { db } = fixture
  await alert()
  await notice('n1', { hasAlert: false })
  await notice('n2')
  await mailed('n1', 'a', 'b1', seconds(3))
  await mailed('n2', 'a', 'b2', null)
  await noteFirstMails(db, ['b1', 'b2'])
  expect(await readDelays(db, '2013-01-01')).toEqual([])
})

it('counts alerts whose decision changed a page once the page shows it, and no others', async () => {
  const { db } = fixture
  const lines = [{ receivedAt: new Date() }, { receivedAt: new Date() }]
  const shown = Promise.withResolvers<void>()
  const noted = notePublic(db, shown.promise, { id: 'c1', paths: ['/', '/servers/web07'] }, lines)
  expect(await readDelays(db, '2013-01-01')).toEqual([])
  shown.resolve()
  await noted
  const counted = await readDelays(db, '2013-01-01')
  expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(2)
  await notePublic(db, shown.promise, { id: 'c2', paths: ['/desk'] }, lines)
  await notePublic(db, shown.promise, { id: 'c3', paths: ['/'] }, [])
  expect(await readDelays(db, '2013-01-01')).toEqual(counted)
})
