import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { deliveries } from '#db/schema/delivery.ts'
import { destinations, subscribers } from '#db/schema/subscriber.ts'
import { attemptMessage } from '#lib/flows/sending/attempt-message.ts'
import { claimMessages } from '#lib/flows/sending/claim-messages.ts'
import { retryDeliveries } from '#lib/flows/sending/retry-deliveries.ts'
import { mailerFrom } from '#lib/mail/transport/transport.ts'
import { later } from '#lib/rules/time/time.ts'
import { minute, told } from '#tests/flows/notices/notice-fixture.ts'
import { startSmtpProvider } from '#tests/support/smtp-provider.ts'
import { useMessages } from './messages-fixture.ts'

const {
  fixture,
  provider,
  channels,
  destination,
  slack,
  switchMailOff,
  byWebhookAlone,
  planned,
  began,
  ended,
  take,
  tell,
  only,
  updates,
  ids,
} = useMessages()

describe('a failure', () => {
  it('is tried again, with what was answered kept', async () => {
    await byWebhookAlone()
    await began()
    provider.next({ answer: 503 })
    expect(await tell()).toEqual(['retry'])
    expect(await only()).toMatchObject({
      state: 'queued',
      attempts: 1,
      answers: [{ answer: expect.stringMatching(/503/) }],
    })
    expect(await tell(minute(2))).toEqual(['sent'])
    expect(await only()).toMatchObject({ state: 'sent', attempts: 2, error: null })
  })

  it.each([
    ['breaks off within a letter', { answer: 503, body: `${'x'.repeat(199)}\u{1F525}` }],
    ['has signs that no database keeps', { answer: 503, body: 'down\u0000' }],
  ])('is saved though the answer %s', async (_, answer) => {
    await byWebhookAlone()
    await began()
    provider.next(answer)
    expect(await tell()).toEqual(['retry'])
    expect(await only()).toMatchObject({ state: 'queued', attempts: 1 })
  })

  it('that may have been taken is tried again as the very same message', async () => {
    await byWebhookAlone()
    await began()
    provider.next('drop')
    await tell()
    await ended(minute(5))
    expect(await tell(minute(5))).toEqual(['sent', 'sent'])
    expect(updates()).toEqual(['web07 is down.', 'web07 is down.', 'All clear: web07.'])
    const [first, second, third] = ids()
    expect(first).toBe(second)
    expect(third).not.toBe(first)
  })

  it('waits as long as the other side asks, whatever comes meanwhile', async () => {
    await byWebhookAlone()
    await began()
    provider.next({ answer: 429, headers: { 'retry-after': '300' } })
    await tell()
    await ended(minute(3))
    expect(await tell(minute(5))).toEqual([])
    expect((await claimMessages(fixture.db, 50, () => minute(5))).wakeAt?.getTime()).toBeGreaterThan(
      minute(6).getTime(),
    )
    await fixture.db.execute(sql`update paces set paused_until = null`)
    expect(await tell(minute(8))).toEqual(['sent'])
  })

  it('is given up after a day', async () => {
    await fixture.subscriber('jane', ['web07'])
    await switchMailOff('jane')
    await destination('jane', slack())
    await began()
    provider.next({ answer: 500 })
    await tell()
    expect(await tell(minute(24 * 60))).toEqual([])
    expect(await only()).toMatchObject({
      state: 'refused',
      error: expect.stringMatching(/^given up after a day\. Slack: 500/),
    })
  })

  it('for good is the desk’s to try again', async () => {
    await byWebhookAlone()
    await began()
    provider.next({ answer: 400 })
    expect(await tell()).toEqual(['refused'])
    expect(await only()).toMatchObject({ state: 'refused', error: expect.stringMatching(/400/) })
    await fixture.staff('dennis')
    await retryDeliveries(fixture.db, { deliveryIds: [(await only()).id], staffId: 'dennis' }, minute(2))
    expect(await tell(minute(2))).toEqual(['sent'])
  })

  it('of a channel that the installation has no more waits for staff', async () => {
    await fixture.subscriber('jane', ['web07'])
    await switchMailOff('jane')
    await destination('jane', { channel: 'telegram', address: '1', config: {} })
    await began()
    expect(await tell()).toEqual(['retry'])
    expect(await only()).toMatchObject({ state: 'queued', error: expect.stringMatching(/has no telegram/) })
  })

  it('that says that the destination is gone ends it, and the mail takes over', async () => {
    const id = await byWebhookAlone()
    await began()
    await planned('n3', 'worsened', minute(1), { servers: [told('web07')] })
    await fixture.db
      .update(deliveries)
      .set({ dueAt: minute(5) })
      .where(eq(deliveries.noticeId, 'n3'))
    const [first] = await take(minute(1))
    await planned('n4', 'worsened', minute(2), { servers: [told('web07')] })
    provider.next({ answer: 410 })
    if (first) await attemptMessage(fixture.db, first, channels, () => minute(2))
    expect(await fixture.db.select().from(destinations)).toMatchObject([{ id, state: 'quarantined' }])
    expect(await tell(minute(3))).toEqual([])
    expect(provider.posts).toHaveLength(1)
    const rows = await fixture.db.select().from(deliveries)
    const of = (noticeId: string) =>
      rows
        .filter(row => row.noticeId === noticeId)
        .map(row => `${row.channel} ${row.state}`)
        .sort()
    expect(of('n1')).toEqual(['mail queued', 'webhook refused'])
    expect(of('n4')).toEqual(['mail queued', 'webhook skipped'])
    expect(rows.find(row => row.state === 'skipped')?.error).toBe('the destination is quarantined')
  })

  it('of a process that was killed is made good by the next, as the same message', async () => {
    await byWebhookAlone()
    await began()
    const [lost] = await take(minute(1))
    expect(await only()).toMatchObject({ state: 'sending', attempts: 1, triedAt: minute(1) })
    expect(await take(later(minute(1), 49))).toEqual([])
    const [again] = await take(later(minute(1), 50))
    expect(again).toMatchObject({ attempt: { number: 2 }, message: lost?.message })
    if (again) await attemptMessage(fixture.db, again, channels, () => minute(2))
    expect(await only()).toMatchObject({ state: 'sent', attempts: 2 })
    expect(provider.posts).toHaveLength(1)
  })

  it('that is said after a later attempt arrived changes nothing', async () => {
    await byWebhookAlone()
    await began()
    const [slow] = await take(minute(1))
    expect(await tell(minute(2))).toEqual(['sent'])
    provider.next({ answer: 500 })
    if (slow) await attemptMessage(fixture.db, slow, channels, () => minute(3))
    expect(await only()).toMatchObject({ state: 'sent' })
    expect(await tell(minute(9))).toEqual([])
  })
})

describe('a mail whose address is dead', () => {
  const subscriber = async () => (await fixture.db.select().from(subscribers))[0]

  it.each([
    ['5.1.1 no such user', 'suppressed'],
    ['5.7.1 not from you', 'confirmed'],
  ])('answered %s, leaves the subscriber %s', async (text, state) => {
    const smtp = await startSmtpProvider()
    const mailer = mailerFrom({
      SMTP_URL: smtp.url,
      MAIL_FROM: 'Status <status@example.com>',
      DATA_DIR: 'nowhere',
      RESEND_API_KEY: undefined,
      RESEND_BASE_URL: undefined,
      MAIL_RATE: undefined,
    })
    await fixture.subscriber('jane', ['web07'])
    await began()
    smtp.refuse({ at: 'recipient', code: 550, text })
    expect(await fixture.send(mailer, minute(1))).toMatchObject([{ is: 'refused' }])
    expect(await subscriber()).toMatchObject({ state })
    expect(await only()).toMatchObject({ state: 'refused' })
    await smtp.close()
  })
})
