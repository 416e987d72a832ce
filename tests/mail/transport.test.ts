import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SendResult } from '#lib/mail/mail.ts'
import { limited } from '#lib/mail/transport/limited.ts'
import { mailerFrom, transportFrom } from '#lib/mail/transport/transport.ts'
import { startMailProvider } from '#tests/support/mail-provider.ts'
import { startSmtpProvider } from '#tests/support/smtp-provider.ts'
import { sampleMail } from './facts.ts'

describe('the transport', () => {
  it('is Resend with a key, SMTP with an address, and files with neither', async () => {
    const resend = await startMailProvider()
    const smtp = await startSmtpProvider()
    const dataDir = await mkdtemp(join(tmpdir(), 'allclear-transport-'))
    const files = { MAIL_FROM: 'Status <status@example.com>', DATA_DIR: dataDir }
    const bySmtp = { ...files, SMTP_URL: smtp.url }
    const byResend = { ...bySmtp, RESEND_API_KEY: 're_test', RESEND_BASE_URL: resend.url }
    const counts = async () => [
      resend.mails.length,
      smtp.mails.length,
      (await readdir(join(dataDir, 'outbox')).catch(() => [])).length,
    ]
    await transportFrom(byResend)(sampleMail())
    expect(await counts()).toEqual([1, 0, 0])
    await transportFrom(bySmtp)(sampleMail())
    expect(await counts()).toEqual([1, 1, 0])
    await transportFrom(files)(sampleMail())
    expect(await counts()).toEqual([1, 1, 1])
    await Promise.all([
      resend.close(),
      smtp.close(),
      rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }),
    ])
  })
})

describe('the mailer', () => {
  const env = { MAIL_FROM: 'Status <status@example.com>', DATA_DIR: 'nowhere' }
  const resend = { ...env, RESEND_API_KEY: 're_test' }
  const smtp = { ...env, SMTP_URL: 'smtp://127.0.0.1:1' }

  it.each([
    ['Resend', resend, { provider: 'resend', mailsPerBatch: 100, perSecond: 2 }],
    ['Resend that allows more', { ...resend, MAIL_RATE: 10 }, { perSecond: 10 }],
    ['SMTP', smtp, { provider: 'smtp', mailsPerBatch: 1, perSecond: null }],
    ['SMTP over more connections', { ...smtp, MAIL_CONNECTIONS: 20 }, { batchesAtOnce: 80 }],
    ['SMTP with a limit', { ...smtp, MAIL_RATE: 5 }, { perSecond: 5 }],
    ['files', env, { provider: 'outbox', mailsPerBatch: 1, perSecond: null }],
  ])('keeps to what %s takes', (_, given, limits) => {
    expect(mailerFrom(given)).toMatchObject(limits)
  })

  it('that sends one by one takes no two mails together', async () => {
    await expect(mailerFrom(smtp).send('key', [sampleMail(), sampleMail()])).rejects.toThrow('put together')
  })
})

describe('a limited sender', () => {
  it('has at most so many mails under way, in order, and goes on after a failure', async () => {
    const begun: string[] = []
    const ends: ((result: SendResult | Error) => void)[] = []
    const send = limited(({ key }) => {
      begun.push(key)
      return new Promise((resolve, reject) =>
        ends.push(result => (result instanceof Error ? reject(result) : resolve(result))),
      )
    }, 2)
    const sent: SendResult = { is: 'sent', providerId: null }
    const results = ['a', 'b', 'c', 'd'].map(key => send(sampleMail({ key })).catch(() => 'failed'))
    await turn()
    expect(begun).toEqual(['a', 'b'])
    ends[1]?.(new Error('broken'))
    await turn()
    expect(begun).toEqual(['a', 'b', 'c'])
    ends[0]?.(sent)
    await turn()
    expect(begun).toEqual(['a', 'b', 'c', 'd'])
    for (const end of ends) end(sent)
    expect(await Promise.all(results)).toEqual([sent, 'failed', sent, sent])
  })
})

/** Lets all promises that are ready go on. */
function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
