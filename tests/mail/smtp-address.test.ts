import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askSmtp } from '#lib/mail/transport/ask-provider.ts'
import { bySmtp } from '#lib/mail/transport/smtp.ts'
import { encryptionOf } from '#lib/mail/transport/smtp-address.ts'
import { type SmtpProvider, startSmtpProvider } from '#tests/support/smtp-provider.ts'
import { sampleMail } from './facts.ts'

const from = 'Status <status@example.com>'

describe('a mail server', () => {
  it.each([
    'smtp://mail.example.com',
    'smtp://user:password@mail.example.com:587',
    'smtp://mail.example.com.:25?requireTLS=true',
    'smtp://192.88.100.1:25',
    'smtp://[2a00:1450:4001:81b::200e]:25',
    'smtps://mail.example.com:465',
  ])('at %s is spoken to by TLS or not at all', url => {
    expect(encryptionOf(url)).toEqual({ requireTLS: true })
  })

  it.each([
    'smtp://localhost:25',
    'smtp://mailpit:1025',
    'smtp://127.0.0.1:25',
    'smtp://10.1.2.3:25',
    'smtp://[::1]:25',
    'smtp://[fd00::1]:25',
    'smtp://relay.example.com:25?requireTLS=false',
  ])('at %s may do without: it is our own, or its operator says so', url => {
    expect(encryptionOf(url)).toEqual({})
  })
})

describe('a mail server that offers no TLS', () => {
  let provider: SmtpProvider
  beforeAll(async () => {
    provider = await startSmtpProvider({ password: 'right' })
  })
  afterAll(() => provider.close())
  // The system reads this as 127.0.0.1, and nobody else: a name with a dot.
  const urlOf = () => provider.url.replace('smtp://127.0.0.1', 'smtp://user:right@127.1')

  it('gets neither a mail nor our password, and staff read what to do', async () => {
    expect(await bySmtp({ url: urlOf(), from })(sampleMail())).toMatchObject({
      is: 'retry',
      isUntaken: true,
      isAway: true,
      reason: expect.stringMatching(/^SMTP: the mail server offers no TLS.*requireTLS=false/),
    })
    expect(provider.taken).toEqual([])
    expect(provider.senders).toEqual([])
    expect(await askSmtp(urlOf(), 8_000)).toMatchObject({
      is: 'away',
      reason: expect.stringContaining('offers no TLS'),
    })
  })

  it('gets the mail where its address says that the way there is ours', async () => {
    const url = `${urlOf()}?requireTLS=false`
    expect(await bySmtp({ url, from })(sampleMail())).toMatchObject({ is: 'sent' })
    expect(await askSmtp(url, 8_000)).toMatchObject({ is: 'accepted' })
  })
})

describe('a mail server whose certificate nobody knows', () => {
  let provider: SmtpProvider
  beforeAll(async () => {
    provider = await startSmtpProvider({ isEncrypting: true })
  })
  afterAll(() => provider.close())

  it('gets nothing, also where TLS was not demanded of it', async () => {
    for (const host of ['127.1', '127.0.0.1']) {
      const url = provider.url.replace('127.0.0.1', host)
      expect(await bySmtp({ url, from })(sampleMail())).toMatchObject({
        is: 'retry',
        isUntaken: true,
        reason: expect.stringMatching(/certificate/),
      })
    }
    expect(provider.taken).toEqual([])
  })
})
