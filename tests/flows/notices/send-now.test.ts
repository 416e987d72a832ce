import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readWaitingNotices, readWaits, readWaitsOf } from '#db/reads/notices/waits.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { audit } from '#db/schema/staff.ts'
import { pauseRateLimit } from '#db/writes/sending/rate-limits.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { sendNow } from '#lib/flows/notices/send-now.ts'
import type { Mailer } from '#lib/mail/mail.ts'
import type { NoticeKind } from '#lib/rules/notices/notice.ts'
import { useMailProvider } from '#tests/support/use-mail-provider.ts'
import { minute, noticeFixture, resendMailer, start, told } from './notice-fixture.ts'

let fixture: Awaited<ReturnType<typeof noticeFixture>>
const provider = useMailProvider()
let mailer: Mailer
beforeAll(async () => {
  fixture = await noticeFixture()
}, 60_000)
afterAll(() => fixture.stop())
beforeEach(async () => {
  await fixture.reset()
  await fixture.staff('dennis')
  await fixture.subscriber('jane', ['all'])
  mailer = resendMailer(provider)
})

const body = { is: 'words', about: 'incident', title: 'web07 is down', text: 'Half done.' } as const

async function planned(id: string, kind: NoticeKind, minutes: number): Promise<void> {
  const at = minute(minutes)
  await fixture.notice(id, kind, at, {
    servers: [told('web07')],
    ...(kind === 'update' ? { saying: body } : {}),
  })
  await planNotice(fixture.db, id, at)
  await fixture.send(mailer, at)
}

/** Six updates in eleven minutes, and a seventh that waits for the end of the hour. */
async function sevenUpdates(): Promise<void> {
  for (let i = 0; i < 7; i++) await planned(`u${i}`, 'update', i * 2)
}

const waiting = async (now: Date) =>
  (await readWaitingNotices(fixture.db, now)).map(({ noticeId, waits }) => [
    noticeId,
    ...waits.map(({ why, count, until }) => `${count} ${why} ${until?.toISOString() ?? 'unknown'}`),
  ])

describe('what waits', () => {
  it('for the end of a full hour says so, and until when', async () => {
    await sevenUpdates()
    expect(provider.mails).toHaveLength(6)
    expect(await waiting(minute(13))).toEqual([['u6', `1 full ${minute(60).toISOString()}`]])
    expect(await readWaitsOf(fixture.db, 'p1', minute(13))).toEqual(
      new Map([['u6', [{ why: 'full', count: 1, until: minute(60) }]]]),
    )
  })

  it('since its reader had a mail a moment ago says so', async () => {
    await planned('n1', 'began', 0)
    await fixture.notice('n2', 'worsened', new Date(+start + 10_000), { servers: [told('web07')] })
    await planNotice(fixture.db, 'n2', start)
    await fixture.send(mailer, new Date(+start + 10_000))
    expect(await waiting(new Date(+start + 10_000))).toEqual([
      ['n2', `1 gathered ${minute(1).toISOString()}`],
    ])
  })

  it('in a storm of bad news says so', async () => {
    for (let i = 0; i < 7; i++) await planned(`b${i}`, i === 0 ? 'began' : 'worsened', i * 2)
    expect(await waiting(minute(12))).toEqual([['b6', `1 storm ${minute(15).toISOString()}`]])
  })

  it('after a failure, or a pause that the provider asked for, says so', async () => {
    provider.fail({ answer: 429 })
    await planned('n1', 'began', 0)
    const [row] = await fixture.deliveries()
    await fixture.db.update(deliveries).set({ dueAt: minute(5) })
    expect(await waiting(minute(1))).toEqual([['n1', `1 failed ${minute(5).toISOString()}`]])
    await pauseRateLimit(fixture.db, mailer.provider, 3600)
    expect(await readWaits(fixture.db, [row?.id ?? ''], minute(1))).toEqual(
      new Map([[row?.id, { why: 'paused', until: null }]]),
    )
  })

  it('only for its turn is not shown as waiting', async () => {
    await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
    await planNotice(fixture.db, 'n1', start)
    expect(await waiting(minute(1))).toEqual([])
  })
})

describe('sending it now', () => {
  it('mails all of a notice, whatever its readers had, and is written down', async () => {
    await sevenUpdates()
    expect(await sendNow(fixture.db, { meant: { noticeId: 'u6' }, staffId: 'dennis' }, minute(13))).toBe(1)
    await fixture.send(mailer, minute(13))
    expect(provider.mails).toHaveLength(7)
    expect(await waiting(minute(13))).toEqual([])
    const [line] = await fixture.db.select().from(audit).where(eq(audit.action, 'send-now'))
    expect(line).toMatchObject({ staffId: 'dennis', subject: 'notice u6' })
    expect(await sendNow(fixture.db, { meant: { noticeId: 'u6' }, staffId: 'dennis' }, minute(14))).toBe(0)
  })

  it('mails one delivery alone', async () => {
    await fixture.subscriber('kim', ['all'])
    await sevenUpdates()
    const rows = await fixture.db.select().from(deliveries).where(eq(deliveries.state, 'queued'))
    const jane = rows.find(row => row.address === 'jane@example.net')
    await sendNow(fixture.db, { meant: { deliveryIds: [jane?.id ?? ''] }, staffId: 'dennis' }, minute(13))
    await fixture.send(mailer, minute(13))
    const left = await fixture.db.select().from(deliveries).where(eq(deliveries.state, 'queued'))
    expect(left.map(row => row.address)).toEqual(['kim@example.net'])
  })

  it('stays wished when the attempt fails', async () => {
    await sevenUpdates()
    await sendNow(fixture.db, { meant: { noticeId: 'u6' }, staffId: 'dennis' }, minute(13))
    provider.fail({ answer: 429 })
    await fixture.send(mailer, minute(13))
    expect(provider.mails).toHaveLength(6)
    await fixture.send(mailer, minute(15))
    expect(provider.mails).toHaveLength(7)
  })
})
