import { globSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Jobs } from '#db/jobs.ts'
import { staff } from '#db/schema/staff.ts'
import { pauseRateLimit } from '#db/writes/sending/rate-limits.ts'
import { env } from '#lib/env.ts'
import { enterByLink } from '#lib/flows/sign-in/enter-by-link.ts'
import { askSignIn } from '#lib/flows/staff/ask-sign-in.ts'
import { mailSignIn } from '#lib/flows/staff/mail-sign-in.ts'
import { deskLink } from '#lib/identity/links.ts'
import { enterDesk } from '#lib/identity/session.ts'
import { createRateLimit } from '#lib/limits/rate-limit.ts'
import type { Mail, SendMail, SendResult } from '#lib/mail/mail.ts'
import { mailRateLimit } from '#lib/mail/transport/send.ts'
import { later } from '#lib/rules/time/time.ts'
import { expectErrorLine, loggedLines } from '#tests/support/console.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { testSite } from '#tests/support/site.ts'

const { db, close } = await testSite()
afterAll(() => close())
const now = new Date()

const many = { burst: 1e6, perMinute: 1e6 }
const noLimit = createRateLimit({ address: many, network: many })

const mails: Mail[] = []
let answers: SendResult[] = []
const keep: SendMail = async sent => {
  mails.push(sent)
  return answers.shift() ?? { is: 'sent', providerId: null }
}

async function jobs(): Promise<Jobs['mail-sign-in'][]> {
  const { rows } = await db.execute(sql`select data from pgboss.job where name = 'mail-sign-in'`)
  return rows.map(row => row.data as Jobs['mail-sign-in'])
}

/** Runs what was queued. */
async function mail(at = now): Promise<void> {
  for (const job of await jobs()) await mailSignIn(db, job, at, keep)
}

beforeEach(async () => {
  mails.length = 0
  answers = []
  await emptyTables(db, 'people', 'verifications', 'paces')
  await db.execute(sql`delete from pgboss.job where name = 'mail-sign-in'`)
  await db.insert(staff).values({ role: 'owner', name: 'Dana', email: 'dana@example.net' })
})

const tokenOf = (text: string) => /\/desk\/enter\/([A-Za-z]+)/.exec(text)?.[1] ?? ''

describe('asking for a sign-in link', () => {
  it('mails a link that signs in', async () => {
    await askSignIn({ email: 'dana@example.net', path: null }, now, { db, limit: noLimit })
    expect(mails).toEqual([])
    await mail()
    expect(mails.map(sent => sent.to)).toEqual(['dana@example.net'])
    const { text = '', html = '' } = mails[0] ?? {}
    expect(text).toContain(`${env.SITE_URL}/desk/enter/`)
    expect(html).toContain(tokenOf(text))
    expect(await enterDesk(tokenOf(text), new Headers(), db)).not.toBeNull()
  })

  it('mails a link that leads on to the page that was asked for', async () => {
    await askSignIn({ email: 'dana@example.net', path: '/desk/posts/x' }, now, { db, limit: noLimit })
    await mail()
    expect(mails[0]?.text).toMatch(/\/desk\/enter\/[A-Za-z]+\?to=%2Fdesk%2Fposts%2Fx\s/)
  })

  it('mails nothing to a stranger', async () => {
    await askSignIn({ email: 'stranger@example.net', path: null }, now, { db, limit: noLimit })
    expect(await jobs()).toEqual([])
  })

  it('keeps the mail until the provider takes it, under one key', async () => {
    await askSignIn({ email: 'dana@example.net', path: null }, now, { db, limit: noLimit })
    answers = [{ is: 'retry', reason: '429', retryAfterSeconds: 3, isUntaken: true }]
    await expect(mail()).rejects.toThrow('tried again later')
    await mail()
    expect(new Set(mails.map(sent => sent.key)).size).toBe(1)
    expect(await enterDesk(tokenOf(mails[1]?.text ?? ''), new Headers(), db)).not.toBeNull()
  })

  it('is not mailed again by SMTP when the first mail may have been taken, and is when it surely was not', async () => {
    expectErrorLine(/may have arrived and is not repeated/)
    await askSignIn({ email: 'dana@example.net', path: null }, now, { db })
    const [job] = await jobs()
    if (!job) throw new Error('Nothing was queued.')
    const lost: SendResult = {
      is: 'retry',
      reason: 'SMTP: closed.',
      retryAfterSeconds: null,
      isUntaken: false,
    }
    answers = [{ ...lost, isUntaken: true }, lost, lost]
    await expect(mailSignIn(db, job, now, keep, 'smtp')).rejects.toThrow('tried again later')
    expect(await mailSignIn(db, job, now, keep, 'smtp')).toEqual(lost)
    await expect(mailSignIn(db, job, now, keep, 'resend')).rejects.toThrow('tried again later')
  })

  it('makes no link that would only use up their room while the provider asks for a pause', async () => {
    await askSignIn({ email: 'dana@example.net', path: null }, now, { db, limit: noLimit })
    await pauseRateLimit(db, mailRateLimit.provider, 600)
    for (let i = 0; i < 7; i++) await expect(mail()).rejects.toThrow('pause')
    await emptyTables(db, 'paces')
    await mail()
    expect(mails).toHaveLength(1)
  })

  it('mails nothing when the link would be asked for too long ago', async () => {
    await askSignIn({ email: 'dana@example.net', path: null }, now, { db, limit: noLimit })
    await mail(later(now, 15 * 60))
    expect(mails).toEqual([])
  })
})

describe('what answers over HTTP', () => {
  it('is nothing of the identity library, whose links a scanner of mail would use up by GET', () => {
    expect(globSync('app/**/auth/**')).toEqual([])
  })
})

describe('the limits of the door', () => {
  const once = () =>
    createRateLimit({ address: { burst: 1, perMinute: 1 }, network: { burst: 5, perMinute: 1 } })
  const from = (address: string) => new Headers({ 'x-forwarded-for': address })

  it('count asked links by their sender, and all of an IPv6 /64 as one', async () => {
    const limit = once()
    const ask = (address: string) =>
      askSignIn({ email: 'dana@example.net', path: null }, now, { db, limit, headers: from(address) })
    expect(await ask('2001:db8:1:2::1')).toBe('asked')
    expect(await ask('2001:db8:1:2::99')).toBe('often')
    expect(await ask('2001:db8:1:3::1')).toBe('asked')
    expect(await jobs()).toHaveLength(2)
  })

  it('count links that do not work, and not those that do', async () => {
    const limit = once()
    const enter = (token: string) => enterByLink(token, from('192.0.2.1'), now, db, limit)
    const link = async () => tokenOf(await deskLink(db, 'dana@example.net'))
    for (const token of [await link(), await link()]) expect(await enter(token)).toBeInstanceOf(Array)
    expect(await enter('wrong')).toBe('unknown')
    const events = loggedLines().map(line => JSON.parse(line).security)
    expect(events).toEqual(['signed-in', 'signed-in', 'sign-in-refused'])
    expect(loggedLines().join('')).not.toMatch(/192\.0\.2\.1\b|dana@/)
    expect(await enter(await link())).toBe('often')
  })
})
