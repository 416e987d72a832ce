import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readWaitingNotices, readWaits, readWaitsOf } from '#db/reads/notices/waits.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { audit } from '#db/schema/person.ts'
import { pausePace } from '#db/writes/sending/paces.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { sendNow } from '#lib/flows/notices/send-now.ts'
import type { Mailer } from '#lib/mail/letter.ts'
import type { NoticeKind } from '#lib/rules/notices/notice.ts'
import { useMailProvider } from '#tests/support/use-mail-provider.ts'
import { minute, noticeWorld, resendMailer, start, told } from './notice-world.ts'

let world: Awaited<ReturnType<typeof noticeWorld>>
const provider = useMailProvider()
let mailer: Mailer
beforeAll(async () => {
  world = await noticeWorld()
}, 60_000)
afterAll(() => world.stop())
beforeEach(async () => {
  await world.reset()
  await world.staff('dennis')
  await world.subscriber('jane', ['all'])
  mailer = resendMailer(provider)
})

const saying = { is: 'words', about: 'incident', title: 'web07 is down', text: 'Half done.' } as const

async function planned(id: string, kind: NoticeKind, minutes: number): Promise<void> {
  const at = minute(minutes)
  await world.notice(id, kind, at, { servers: [told('web07')], ...(kind === 'update' ? { saying } : {}) })
  await planNotice(world.db, id, at)
  await world.send(mailer, at)
}

/** Six updates in eleven minutes, and a seventh that waits for the end of the hour. */
async function sevenUpdates(): Promise<void> {
  for (let i = 0; i < 7; i++) await planned(`u${i}`, 'update', i * 2)
}

const waiting = async (now: Date) =>
  (await readWaitingNotices(world.db, now)).map(({ noticeId, waits }) => [
    noticeId,
    ...waits.map(({ why, count, until }) => `${count} ${why} ${until?.toISOString() ?? 'unknown'}`),
  ])

describe('what waits', () => {
  it('for the end of a full hour says so, and until when', async () => {
    await sevenUpdates()
    expect(provider.mails).toHaveLength(6)
    expect(await waiting(minute(13))).toEqual([['u6', `1 full ${minute(60).toISOString()}`]])
    expect(await readWaitsOf(world.db, 'p1', minute(13))).toEqual(
      new Map([['u6', [{ why: 'full', count: 1, until: minute(60) }]]]),
    )
  })

  it('since its reader had a mail a moment ago says so', async () => {
    await planned('n1', 'began', 0)
    await world.notice('n2', 'worsened', new Date(+start + 10_000), { servers: [told('web07')] })
    await planNotice(world.db, 'n2', start)
    await world.send(mailer, new Date(+start + 10_000))
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
    const [row] = await world.deliveries()
    await world.db.update(deliveries).set({ dueAt: minute(5) })
    expect(await waiting(minute(1))).toEqual([['n1', `1 failed ${minute(5).toISOString()}`]])
    await pausePace(world.db, mailer.provider, 3600)
    expect(await readWaits(world.db, [row?.id ?? ''], minute(1))).toEqual(
      new Map([[row?.id, { why: 'paused', until: null }]]),
    )
  })

  it('only for its turn is not shown as waiting', async () => {
    await world.notice('n1', 'began', start, { servers: [told('web07')] })
    await planNotice(world.db, 'n1', start)
    expect(await waiting(minute(1))).toEqual([])
  })
})

describe('sending it now', () => {
  it('mails all of a notice, whatever its readers had, and is written down', async () => {
    await sevenUpdates()
    expect(await sendNow(world.db, { meant: { noticeId: 'u6' }, personId: 'dennis' }, minute(13))).toBe(1)
    await world.send(mailer, minute(13))
    expect(provider.mails).toHaveLength(7)
    expect(await waiting(minute(13))).toEqual([])
    const [line] = await world.db.select().from(audit).where(eq(audit.action, 'send-now'))
    expect(line).toMatchObject({ personId: 'dennis', subject: 'notice u6' })
    expect(await sendNow(world.db, { meant: { noticeId: 'u6' }, personId: 'dennis' }, minute(14))).toBe(0)
  })

  it('mails one delivery alone', async () => {
    await world.subscriber('kim', ['all'])
    await sevenUpdates()
    const rows = await world.db.select().from(deliveries).where(eq(deliveries.state, 'queued'))
    const jane = rows.find(row => row.address === 'jane@example.net')
    await sendNow(world.db, { meant: { deliveryIds: [jane?.id ?? ''] }, personId: 'dennis' }, minute(13))
    await world.send(mailer, minute(13))
    const left = await world.db.select().from(deliveries).where(eq(deliveries.state, 'queued'))
    expect(left.map(row => row.address)).toEqual(['kim@example.net'])
  })

  it('stays wished when the attempt fails', async () => {
    await sevenUpdates()
    await sendNow(world.db, { meant: { noticeId: 'u6' }, personId: 'dennis' }, minute(13))
    provider.fail({ answer: 429 })
    await world.send(mailer, minute(13))
    expect(provider.mails).toHaveLength(6)
    await world.send(mailer, minute(15))
    expect(provider.mails).toHaveLength(7)
  })
})
