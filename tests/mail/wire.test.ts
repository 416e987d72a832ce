import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { describe, expect, it, onTestFinished } from 'vitest'
import { filler, renderText } from '#lib/channels/mail/mail.ts'
import type { Mail } from '#lib/mail/mail.ts'
import { namePhrase } from '#lib/mail/notice/phrase.ts'
import { withProof } from '#lib/mail/returned/proof.ts'
import { renderConfirmSubscription } from '#lib/mail/templates/render-confirmation.tsx'
import { renderReply } from '#lib/mail/templates/render-reply.tsx'
import { renderSignIn } from '#lib/mail/templates/render-sign-in.tsx'
import { replyHeaders } from '#lib/mail/templates/reply-headers.ts'
import { type MailEnv, mailerFrom } from '#lib/mail/transport/transport.ts'
import { wordsIn } from '#lib/words/words.ts'
import { startMailProvider } from '#tests/support/mail-provider.ts'
import { startSmtpProvider } from '#tests/support/smtp-provider.ts'
import { mailedServer } from './facts.ts'

const url = 'https://status.example.com'
const words = wordsIn('en')
const secret = 's'.repeat(40)
const auto = { 'Auto-Submitted': 'auto-generated' }
/** As long as the tokens of real links are. */
const token = `abcdefghij12.0.${'T'.repeat(43)}`

const names = [
  'Example Hosting',
  'Example.com "Hosting", Ltd.',
  'Müller & Söhne, "Hosting"',
  'Хостинг Пример',
  'サンプル ホスティング株式会社',
]

/** One mail of each kind that we send, as its flow makes it. */
async function mailsOf(siteName: string): Promise<Record<string, Mail>> {
  const to = 'jane@example.net'
  const section = { postId: 'p1', slug: 'x', kind: 'began' as const, isTaken: false, nextUpdateAt: null }
  const servers = [mailedServer('web07', { since: '2026-03-10T14:30:00.000Z' })]
  const text = await renderText(words, {
    language: 'en',
    site: { name: siteName, url },
    isForStaff: false,
    sections: [{ ...section, servers }],
  })
  const fill = filler(words, text, new Date('2026-03-10T14:30:00Z'))
  const tokens = { unsubscribe: token, preferences: token }
  const single = (key: string, rest: Pick<Mail, 'subject' | 'html' | 'text' | 'headers'>) =>
    withProof({ key, to, ...rest }, secret, url)
  const confirmUrl = `${url}/confirm/${token}`
  const question = {
    siteName,
    siteUrl: url,
    confirmUrl,
    watching: ['web07'],
    isEndOnly: false,
    validHours: 72,
  }
  const reply = { authorName: 'Jörg', isStaff: true, text: 'Yes.', url: `${url}/posts/x`, endUrl: url }
  return {
    notice: fill({ mailId: 'abcdefghij12', address: to, zone: 'UTC', tokens }),
    confirmation: single('confirm-1', {
      headers: auto,
      ...(await renderConfirmSubscription(words, question)),
    }),
    'sign-in link': single('sign-in-1', {
      headers: auto,
      ...(await renderSignIn(words, { siteName, url, validMinutes: 15 })),
    }),
    reply: single('reply-1', {
      headers: replyHeaders(url, 'reply-1', 'c1', token),
      ...(await renderReply(words, { siteName, siteUrl: url, postTitle: 'Ärger', ...reply })),
    }),
  }
}

/** What the headers must be, as a program reads them: folding undone, nothing else. */
function wanted(sent: Mail): Record<string, string> {
  const lower = Object.entries(sent.headers).map(([name, value]) => [name.toLowerCase(), value])
  return { ...Object.fromEntries(lower), to: sent.to }
}

/** The header fields of a mail as they came, unfolded; each name once. */
function headersIn(raw: string): Record<string, string> {
  const [head = ''] = raw.replace(/\r\n[ \t]+/g, ' ').split('\r\n\r\n')
  const fields = head.split('\r\n').map(line => /^([\w-]+): ?(.*)$/.exec(line))
  const names = fields.map(field => field?.[1]?.toLowerCase() ?? 'no header')
  expect(names).toEqual([...new Set(names)])
  return Object.fromEntries(fields.map((field, i) => [names[i] ?? '', field?.[2] ?? '']))
}

/** The mails as they came to an SMTP server and to a file, raw, each in its order. */
async function rawFrom(way: 'smtp' | 'outbox', from: string, mails: Mail[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-wire-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }))
  const provider = await startSmtpProvider()
  onTestFinished(() => provider.close())
  const env: MailEnv = { MAIL_FROM: from, DATA_DIR: folder }
  const mailer = mailerFrom(way === 'smtp' ? { ...env, SMTP_URL: provider.url } : env)
  for (const sent of mails) expect(await mailer.send(sent.key, [sent])).toMatchObject({ is: 'sent' })
  if (way === 'smtp') return provider.raw
  const files = await readdir(join(folder, 'outbox'))
  const nameOf = (sent: Mail) => files.find(name => name.endsWith(`_${sent.key}.eml`)) ?? ''
  return Promise.all(mails.map(sent => readFile(join(folder, 'outbox', nameOf(sent)), 'latin1')))
}

describe.each(names)('the headers of a site named %s', siteName => {
  const from = `"${siteName.replaceAll('"', '')}" <status@example.com>`

  it.each(['smtp', 'outbox'] as const)('reach the mailbox by %s as they are meant', async way => {
    const mails = await mailsOf(siteName)
    const raws = await rawFrom(way, from, Object.values(mails))
    for (const [i, [kind, sent]] of Object.entries(mails).entries()) {
      const raw = raws[i] ?? ''
      const [head = ''] = raw.split('\r\n\r\n')
      expect([kind, head]).toEqual([kind, expect.stringMatching(/^[\x20-\x7e\r\n]*$/)])
      expect(Math.max(...head.split('\r\n').map(line => line.length))).toBeLessThan(400)
      expect(headersIn(raw)).toMatchObject(wanted(sent))
      const mail = await simpleParser(Buffer.from(raw, 'latin1'))
      expect(mail.subject).toBe(sent.subject)
      expect(mail.from?.value).toEqual([
        { name: siteName.replaceAll('"', ''), address: 'status@example.com' },
      ])
    }
  })

  it('reach Resend in ASCII alone, beside the subject and the sender', async () => {
    const provider = await startMailProvider()
    onTestFinished(() => provider.close())
    const env = { RESEND_API_KEY: 're_test', RESEND_BASE_URL: provider.url, DATA_DIR: 'nowhere' }
    const mails = Object.values(await mailsOf(siteName))
    await mailerFrom({ ...env, MAIL_FROM: from }).send('k', mails)
    expect(provider.mails.map(mail => mail.headers)).toEqual(mails.map(sent => sent.headers))
    expect(JSON.stringify(provider.mails.map(mail => mail.headers))).toMatch(/^[\x20-\x7e]*$/)
    expect(provider.mails.map(mail => [mail.from, mail.subject])).toEqual(
      mails.map(sent => [from, sent.subject]),
    )
  })

  it('name the list by the site, as mail programs decode it', async () => {
    const { notice } = await mailsOf(siteName)
    const value = notice?.headers['List-Id'] ?? ''
    expect(value).toMatch(/^[\x20-\x7e]+ <notices\.status\.example\.com>$/)
    const mail = await simpleParser(`From: ${value.replace('<notices.', '<notices@')}\r\n\r\n`)
    expect(mail.from?.value[0]?.name).toBe(siteName)
  })
})

describe('the name of a list', () => {
  it.each([
    ['Example Hosting', 'Example Hosting'],
    ['  Example \n Hosting ', 'Example Hosting'],
    ['example.com', '"example.com"'],
    ['Say "hi" \\', '"Say \\"hi\\" \\\\"'],
    ['=?x?', '=?UTF-8?B?PT94Pw==?='],
    ['', ''],
  ])('%j stands there as %s', (name, phrase) => {
    expect(namePhrase(name)).toBe(phrase)
  })

  it('is in encoded words of at most 75 signs, none with half a mail', () => {
    const words = namePhrase('株式会社サンプルホスティング🚀'.repeat(5)).split(' ')
    expect(Math.max(...words.map(word => word.length))).toBeLessThanOrEqual(75)
    const decoded = words.map(word => Buffer.from(word.slice(10, -2), 'base64').toString())
    expect(decoded.join('')).toBe('株式会社サンプルホスティング🚀'.repeat(5))
  })
})
