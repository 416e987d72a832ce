import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bySmtp } from '#lib/mail/transport/smtp.ts'
import { type SmtpProvider, startSmtpProvider } from '#tests/support/smtp-provider.ts'
import { until } from '#tests/support/until.ts'
import { sampleMail } from './facts.ts'

let provider: SmtpProvider
beforeEach(async () => {
  provider = await startSmtpProvider()
})
afterEach(() => provider.close())

const from = 'Status <status@example.com>'

describe('sending by SMTP', () => {
  it('of a brand comes from the brand, and back to it, in every header', async () => {
    const send = bySmtp({ url: provider.url, from, bouncesTo: 'bounces@example.com' })
    const as = { from: 'Reseller <status@reseller.test>', url: 'https://status.reseller.test' }
    await send(sampleMail())
    await send({ ...sampleMail(), key: 'delivery2', headers: {}, as })
    expect(provider.senders).toEqual(['bounces@example.com', 'status@reseller.test'])
    expect(provider.raw[1]).toContain('From: Reseller <status@reseller.test>')
    expect(provider.raw[1]).not.toContain('example.com>')
    expect(provider.raw[1]).not.toContain('bounces@')
  })

  it('hands over the mail with each header once', async () => {
    const result = await bySmtp({ url: provider.url, from })(sampleMail())
    expect(result).toEqual({ is: 'sent', providerId: '<delivery1@status.example.com>' })
    const [mail] = provider.mails
    expect(mail).toMatchObject({
      subject: 'web07 is down',
      messageId: '<delivery1@status.example.com>',
      inReplyTo: '<incident-p1@status.example.com>',
      references: '<incident-p1@status.example.com>',
      text: 'web07 is down',
    })
    expect(mail?.from?.text).toBe('"Status" <status@example.com>')
    expect(mail?.html).toContain('<p>web07 is down</p>')
    const names = mail?.headerLines.map(line => line.key) ?? []
    expect(names).toEqual([...new Set(names)])
    expect(mail?.headerLines.map(line => line.line)).toEqual(
      expect.arrayContaining([
        'Auto-Submitted: auto-generated',
        'List-Unsubscribe: <https://status.example.com/api/unsubscribe/TOKEN>',
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      ]),
    )
  })

  it.each([
    [{ at: 'recipient', code: 550, text: 'no such user' }, 'refused'],
    [{ at: 'recipient', code: 451, text: 'greylisted' }, 'retry'],
    [{ at: 'text', code: 554, text: 'looks like spam' }, 'refused'],
    [{ at: 'text', code: 452, text: 'disk full' }, 'retry'],
    [{ at: 'sender', code: 550, text: 'not your domain' }, 'retry'],
  ] as const)('takes %j for %s, and says why', async (refusal, is) => {
    provider.refuse(refusal)
    const result = await bySmtp({ url: provider.url, from })(sampleMail())
    expect(result).toMatchObject({ is, reason: expect.stringContaining(refusal.text) })
    expect(provider.mails).toHaveLength(0)
  })

  it.each([
    [{ at: 'recipient', code: 550, text: '5.1.1 no such user' }, true],
    [{ at: 'recipient', code: 550, text: '5.1.10 null MX' }, true],
    [{ at: 'recipient', code: 550, text: 'no such user' }, true],
    [{ at: 'recipient', code: 550, text: '5.7.1 you are on a blocklist' }, false],
    [{ at: 'recipient', code: 552, text: '5.2.2 mailbox full' }, false],
    [{ at: 'recipient', code: 553, text: '5.1.8 bad sender' }, false],
    [{ at: 'text', code: 554, text: '5.1.1 said too late' }, false],
    [{ at: 'text', code: 550, text: 'no such user' }, false],
  ] as const)('knows by %j whether the address is dead: %s', async (refusal, isGone) => {
    provider.refuse(refusal)
    expect(await bySmtp({ url: provider.url, from })(sampleMail())).toMatchObject({ is: 'refused', isGone })
  })

  it('sends many mails over few connections', async () => {
    const send = bySmtp({ url: provider.url, from, connections: 3 })
    const keys = Array.from({ length: 40 }, (_, i) => `many${i}`)
    const results = await Promise.all(keys.map(key => send(sampleMail({ key, headers: {} }))))
    expect(results.map(result => result.is)).toEqual(keys.map(() => 'sent'))
    expect(provider.mails.map(mail => mail.messageId).sort()).toEqual(
      keys.map(key => `<${key}@example.com>`).sort(),
    )
    expect(provider.connections()).toBeLessThanOrEqual(3)
  })

  it('goes on over a new connection after the server has closed the last one', async () => {
    const send = bySmtp({ url: provider.url, from })
    await send(sampleMail())
    provider.breakLines()
    expect(await send(sampleMail({ key: 'next' }))).toMatchObject({ is: 'sent' })
  })

  it('says the same of a mail at each attempt, whether the last one was answered or not', async () => {
    const send = bySmtp({ url: provider.url, from })
    const once = sampleMail({ writtenAt: new Date('2026-03-10T14:30:00Z') })
    provider.misbehave(1, 7)
    await until(async () => (await send(once)) && provider.taken.length >= 2, 'it was taken twice')
    expect(new Set(provider.taken.map(mail => mail.digest)).size).toBe(1)
    expect(provider.mails[0]?.date).toEqual(new Date('2026-03-10T14:30:00Z'))
  })

  it('does not take it for untaken when the line breaks after the text', async () => {
    const send = bySmtp({ url: provider.url, from })
    provider.misbehave(1, 7)
    const results = []
    while (provider.taken.length === 0) results.push(await send(sampleMail()))
    expect(results.at(-1)).toMatchObject({ is: 'retry', isUntaken: false })
    expect(results.filter(result => result.is === 'retry' && result.isUntaken)).toEqual(
      results.filter(result => result.is === 'retry' && result.reason.includes('451')),
    )
  })

  it('refuses a mail without a usable address', async () => {
    expect(await bySmtp({ url: provider.url, from })(sampleMail({ to: '' }))).toMatchObject({ is: 'refused' })
    expect(provider.mails).toHaveLength(0)
  })

  it('keeps mails while nobody answers', async () => {
    await provider.close()
    expect(await bySmtp({ url: provider.url, from })(sampleMail())).toMatchObject({
      is: 'retry',
      reason: expect.stringMatching(/^SMTP: 127\.0\.0\.1 port \d+: nothing takes connections there/),
    })
    provider = await startSmtpProvider()
  })

  it('keeps mails while our password is wrong, and never says it', async () => {
    const guarded = await startSmtpProvider({ password: 'right' })
    const url = guarded.url.replace('smtp://', 'smtp://user:wrongword@')
    const result = await bySmtp({ url, from })(sampleMail())
    expect(result).toMatchObject({ is: 'retry' })
    expect(JSON.stringify(result)).not.toContain('wrongword')
    await guarded.close()
  })
})
