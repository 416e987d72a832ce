import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readTold, readToldNotices } from '#db/reads/notices/told.ts'
import { readDeskNotices } from '#db/reads/posts/desk-post.ts'
import { readDeskDelivery } from '#db/reads/sending/desk-deliveries.ts'
import { batches, mailTexts, rateLimits } from '#db/schema/batch.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import { pauseRateLimit, reserveSlots } from '#db/writes/sending/rate-limits.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { purgeBodies } from '#lib/flows/sending/purge-bodies.ts'
import { retryDeliveries } from '#lib/flows/sending/retry-deliveries.ts'
import type { Mailer } from '#lib/mail/mail.ts'
import { later } from '#lib/rules/time/time.ts'
import { minute, noticeFixture, resendMailer, start, told } from '#tests/flows/notices/notice-fixture.ts'
import { useMailProvider } from '#tests/support/use-mail-provider.ts'

let fixture: Awaited<ReturnType<typeof noticeFixture>>
const provider = useMailProvider()
let mailer: Mailer
beforeAll(async () => {
  fixture = await noticeFixture()
}, 60_000)
afterAll(() => fixture.stop())
beforeEach(async () => {
  await fixture.reset()
  await fixture.boss.deleteAllJobs('purge-bodies')
  mailer = {
    ...resendMailer(provider),
    mailsPerBatch: 1,
  }
})

/** This many days after the first mails went out. */
const day = (count: number) => later(minute(1), count * 86_400)

/** A notice to s1, s2, … */
async function toldMany(count: number) {
  await fixture.manySubscribers(count)
  await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
  await planNotice(fixture.db, 'n1', start)
  await fixture.send(mailer, minute(1))
}

const shown = () =>
  fixture.db.transaction(async tx => ({
    told: await readTold(tx, ['p1']),
    notices: await readToldNotices(tx, 'p1'),
    desk: (await readDeskNotices(tx, 'p1', new Date())).map(notice => notice.deliveries),
    rows: (await fixture.deliveries()).map(({ id, state, sentAt, providerId, attempts, mailId }) => {
      return { id, state, sentAt, providerId, attempts, mailId }
    }),
  }))

describe('what deliveries said', () => {
  it('is kept for 30 days and then forgotten, and nothing changes of what is shown', async () => {
    await toldMany(7)
    const before = await shown()
    expect(await purgeBodies(fixture.db, day(29))).toEqual({ batches: 0, texts: 0 })
    expect(await purgeBodies(fixture.db, day(31), 3)).toEqual({ batches: 7, texts: 1 })
    expect(await shown()).toEqual(before)
    expect(before.desk).toEqual([{ sent: 7 }])
    expect(await fixture.db.$count(batches)).toBe(0)
    expect(await fixture.db.$count(mailTexts)).toBe(0)
    const [row] = await fixture.deliveries()
    expect(await readDeskDelivery(fixture.db, row?.id ?? '')).toMatchObject({ state: 'sent', subject: null })
    expect(await purgeBodies(fixture.db, day(31))).toEqual({ batches: 0, texts: 0 })
  })

  it('stays while a mail of the same words is younger', async () => {
    await toldMany(1)
    await fixture.subscriber('jane', ['web07'])
    await fixture.db.execute(sql`insert into deliveries (notice_id, subscriber_id, channel, address, due_at)
      values ('n1', 'jane', 'mail', 'jane@example.net', ${day(20).toISOString()})`)
    await fixture.send(mailer, day(20))
    expect(await fixture.db.$count(mailTexts)).toBe(1)
    expect(await purgeBodies(fixture.db, day(31))).toEqual({ batches: 1, texts: 0 })
    expect(await purgeBodies(fixture.db, day(51))).toEqual({ batches: 1, texts: 1 })
  })

  it('stays as long as an attempt may follow', async () => {
    await fixture.subscriber('jane', ['web07'])
    await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
    await planNotice(fixture.db, 'n1', start)
    provider.fail({ drop: 'after' })
    await fixture.send(mailer, minute(1))
    expect(await purgeBodies(fixture.db, day(31))).toEqual({ batches: 0, texts: 0 })
    await fixture.send(mailer, minute(90))
    expect(provider.mails).toHaveLength(1)
  })

  it('is not missing when the same is said again', async () => {
    await toldMany(1)
    await purgeBodies(fixture.db, day(31))
    await fixture.db.execute(sql`update deliveries set state = 'refused'`)
    const [row] = await fixture.deliveries()
    await retryDeliveries(fixture.db, { deliveryIds: [row?.id ?? ''], staffId: await staff() }, day(31))
    await fixture.send(mailer, day(31))
    expect(provider.mails.map(mail => mail.subject)).toEqual(['web07 is down', 'web07 is down'])
    expect((await fixture.deliveries())[0]).toMatchObject({ state: 'sent' })
  })

  it('goes with the answers of failed attempts', async () => {
    await fixture.subscriber('jane', ['web07'])
    await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
    await planNotice(fixture.db, 'n1', start)
    provider.fail({ answer: 429 })
    await fixture.send(mailer, minute(1))
    await fixture.send(mailer, minute(90))
    expect((await fixture.deliveries())[0]?.answers).toHaveLength(1)
    await purgeBodies(fixture.db, day(31))
    expect((await fixture.deliveries())[0]).toMatchObject({ state: 'sent', answers: [], textId: null })
  })
})

describe('a purge', () => {
  it('never waits for what somebody holds, and takes it the next time', async () => {
    await toldMany(3)
    await fixture.db.transaction(async tx => {
      const [held] = await tx.select().from(batches).limit(1).for('update')
      expect(await purgeBodies(fixture.db, day(31))).toEqual({ batches: 2, texts: 0 })
      expect((await fixture.db.select().from(batches)).map(row => row.id)).toEqual([held?.id])
    })
    expect(await purgeBodies(fixture.db, day(31))).toEqual({ batches: 1, texts: 1 })
  })

  it('by two at once does the work once', async () => {
    await toldMany(9)
    const both = await Promise.all([purgeBodies(fixture.db, day(31), 2), purgeBodies(fixture.db, day(31), 2)])
    const rest = await purgeBodies(fixture.db, day(31))
    expect([...both, rest].reduce((sum, purged) => sum + purged.batches, 0)).toBe(9)
    expect(await fixture.db.$count(mailTexts)).toBe(0)
  })

  it('that does not come to an end queues the next one', async () => {
    await toldMany(5)
    const queued = async () => {
      const { rows } = await fixture.db.execute(sql`select from pgboss.job where name = 'purge-bodies'`)
      return rows.length
    }
    expect(await purgeBodies(fixture.db, day(31), 2, 2)).toEqual({ batches: 4, texts: 0 })
    expect(await queued()).toBe(1)
    expect(await purgeBodies(fixture.db, day(31), 2, 2)).toEqual({ batches: 1, texts: 1 })
    expect(await queued()).toBe(1)
  })

  it('forgets the rate limits that nobody uses, and none that still holds somebody back', async () => {
    await reserveSlots(fixture.db, 'resend', 1, 1, 5)
    await pauseRateLimit(fixture.db, 'telegram:', 3600 * 48)
    await purgeBodies(fixture.db, new Date())
    expect(await fixture.db.$count(rateLimits)).toBe(2)
    await purgeBodies(fixture.db, later(new Date(), 86_400 * 1.5))
    expect((await fixture.db.select().from(rateLimits)).map(row => row.provider)).toEqual(['telegram:'])
  })

  it('keeps who left forgotten: their deliveries go with them', async () => {
    await toldMany(2)
    await fixture.db.delete(subscribers).where(eq(subscribers.id, 's1'))
    expect(await purgeBodies(fixture.db, day(31))).toEqual({ batches: 2, texts: 1 })
    expect(await fixture.deliveries()).toHaveLength(1)
  })
})

async function staff(): Promise<string> {
  await fixture.staff('dennis')
  return 'dennis'
}
