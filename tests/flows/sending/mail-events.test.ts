import { and, eq, like } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { comments } from '#db/schema/comment.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { audit } from '#db/schema/staff.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { env } from '#lib/env.ts'
import { answerMailEvents } from '#lib/flows/sending/answer-mail-events.ts'
import { answerMailReport } from '#lib/flows/sending/answer-mail-report.ts'
import { checkSendingDomain } from '#lib/flows/sending/check-sender.ts'
import { askToSubscribe } from '#lib/flows/subscribers/ask-to-subscribe.ts'
import { liftSuppression } from '#lib/flows/subscribers/lift-suppression.ts'
import { createRateLimit } from '#lib/limits/rate-limit.ts'
import { withProof } from '#lib/mail/returned/proof.ts'
import { fullPreferences } from '#lib/rules/subscribers/notice-preferences.ts'
import { later } from '#lib/rules/time/time.ts'
import { sampleMail as mailTo } from '#tests/mail/facts.ts'
import { bounce, complaint, eximText } from '#tests/mail/reports.ts'
import { type Site, testSite } from '#tests/support/site.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const now = new Date('2026-03-10T14:30:00Z')
let site: Site
let id: string
let email: string

beforeAll(async () => {
  site = await testSite()
})
afterAll(() => site.close())

beforeEach(async () => {
  id = newId()
  email = `${id}@example.com`
  await site.db.insert(subscribers).values({ id, email, state: 'confirmed', confirmedAt: now })
})

function event(body: unknown, { signedWith = secret, at = now, names = 'svix' } = {}): Request {
  const text = JSON.stringify(body)
  const signature = new Webhook(signedWith).sign('msg_1', at, text)
  const stamp = String(Math.floor(at.getTime() / 1000))
  return new Request('https://status.example.com/api/mail-events', {
    method: 'POST',
    body: text,
    headers: { [`${names}-id`]: 'msg_1', [`${names}-timestamp`]: stamp, [`${names}-signature`]: signature },
  })
}

const answer = (request: Request) => answerMailEvents(request, now, site.db, secret)
const bounced = (type: string) => ({
  type: 'email.bounced',
  data: { to: [`Customer <${email.toUpperCase()}>`], bounce: { type, message: '550 5.1.1 no such user' } },
})

async function stateOf(): Promise<string | undefined> {
  return (await site.db.select().from(subscribers).where(eq(subscribers.id, id)))[0]?.state
}

describe('events of the mail provider', () => {
  it('suppress an address whose mail came back for good, and say why', async () => {
    expect((await answer(event(bounced('Permanent')))).status).toBe(200)
    const [row] = await site.db.select().from(subscribers).where(eq(subscribers.id, id))
    expect(row).toMatchObject({ state: 'suppressed', suppressedAt: now })
    expect(row?.suppressedFor).toContain('550 5.1.1')
    const lines = await site.db
      .select()
      .from(audit)
      .where(eq(audit.subject, `subscriber ${id}`))
    expect(lines).toMatchObject([{ action: 'suppress-address', staffId: null }])
  })

  it('do so once, however often they come', async () => {
    await answer(event(bounced('Permanent')))
    const again = await answer(event(bounced('Permanent'), { names: 'webhook' }))
    expect(await again.json()).toEqual({ message: '0 addresses get no more mail.' })
    expect(await site.db.$count(audit, eq(audit.subject, `subscriber ${id}`))).toBe(1)
  })

  it('suppress an address whose reader complained', async () => {
    await answer(event({ type: 'email.complained', data: { to: [email] } }))
    expect(await stateOf()).toBe('suppressed')
  })

  it('count for who only wrote a comment, and for nobody who never wrote or watched anything', async () => {
    const postId = newId()
    const post = { id: postId, slug: postId, title: 'Down', startedAt: now, publishedAt: now }
    await site.db.insert(posts).values({ ...post, kind: 'incident', visibility: 'published' })
    const author = `author-${id}@example.com`
    await site.db.insert(comments).values({ postId, authorName: 'Ann', email: author, body: 'Thanks' })
    const complaint = event({ type: 'email.complained', data: { to: [author, `other-${id}@example.com`] } })
    expect(await (await answer(complaint)).json()).toEqual({ message: '1 address gets no more mail.' })
    const rows = await site.db
      .select()
      .from(subscribers)
      .where(like(subscribers.email, `%-${id}@%`))
    expect(rows).toMatchObject([{ email: author, state: 'suppressed', suppressedAt: now }])
  })

  it('suppress an address to which the provider does not write', async () => {
    const suppressed = { type: 'OnAccountSuppressionList', message: 'It is on the suppression list.' }
    await answer(event({ type: 'email.suppressed', data: { to: [email], suppressed } }))
    expect(await stateOf()).toBe('suppressed')
  })

  it('are saved whatever a mail server says', async () => {
    const message = `${'x'.repeat(299)}\u{1F525} and \u0000`
    const body = { type: 'email.bounced', data: { to: [email], bounce: { type: 'Permanent', message } } }
    expect((await answer(event(body))).status).toBe(200)
    expect(await stateOf()).toBe('suppressed')
  })

  it.each([() => bounced('Transient'), () => ({ type: 'email.delivered', data: { to: [email] } })])(
    'change nothing when they pass',
    async make => {
      expect((await answer(event(make()))).status).toBe(200)
      expect(await stateOf()).toBe('confirmed')
    },
  )

  it.each([
    [
      'a foreign signature',
      () => event(bounced('Permanent'), { signedWith: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' }),
    ],
    ['an old signature', () => event(bounced('Permanent'), { at: new Date(now.getTime() - 301_000) })],
    ['none', () => new Request('https://x/', { method: 'POST', body: JSON.stringify(bounced('Permanent')) })],
  ])('are not believed with %s', async (_, request) => {
    expect((await answer(request())).status).toBe(401)
    expect(await stateOf()).toBe('confirmed')
  })

  it('are refused by name of the field when they cannot be read', async () => {
    const refused = await answer(event({ type: 'email.bounced', data: { to: 'x' } }))
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ message: expect.stringContaining('data.to') })
  })

  it('are not taken without a secret', async () => {
    const refused = await answerMailEvents(event(bounced('Permanent')), now, site.db, undefined)
    expect(refused.status).toBe(404)
  })
})

describe('wrong signatures', () => {
  it('are answered 429 when too many come from one network, and a right one gives its turn back', async () => {
    const limit = createRateLimit({
      address: { burst: 2, perMinute: 1 },
      network: { burst: 9, perMinute: 1 },
    })
    const answer = async (request: Request) =>
      (await answerMailEvents(request, now, site.db, secret, limit)).status
    const wrong = () => event(bounced('Transient'), { signedWith: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx' })
    for (const _ of [1, 2, 3]) expect(await answer(event(bounced('Transient')))).toBe(200)
    expect([await answer(wrong()), await answer(wrong()), await answer(wrong())]).toEqual([401, 401, 429])
  })
})

describe('a mail that came back', () => {
  const mailId = newId()
  const of = () => ({ mailId, to: email })
  const hand = (mail: Buffer) => answerMailReport(post(mail), now, site.db)
  const post = (mail: Buffer) =>
    new Request('https://status.example.com/api/mail-events', {
      method: 'POST',
      body: new Uint8Array(mail),
      headers: { 'content-type': 'message/rfc822' },
    })

  async function noticeOf(): Promise<string> {
    const postId = newId()
    const noticeId = newId()
    const post = {
      id: postId,
      slug: postId,
      kind: 'incident' as const,
      title: 'web07 is down',
      visibility: 'published' as const,
      publishedAt: now,
      startedAt: now,
    }
    await site.db.insert(posts).values(post)
    const facts = { servers: [], endedBefore: [], stillAffected: [] }
    await site.db.insert(notices).values({ id: noticeId, postId, kind: 'began', facts })
    return noticeId
  }

  beforeEach(async () => {
    const noticeId = await noticeOf()
    await site.db.delete(deliveries).where(eq(deliveries.mailId, mailId))
    const sent = { channel: 'mail' as const, state: 'sent' as const, sentAt: now, mailId }
    await site.db.insert(deliveries).values({ ...sent, noticeId, subscriberId: id, address: email })
  })

  it('suppresses the address to which the mail went', async () => {
    const answer = await hand(bounce(of()))
    expect([answer.status, await answer.json()]).toEqual([200, { message: 'The address gets no more mail.' }])
    expect(await stateOf()).toBe('suppressed')
    expect((await hand(bounce(of()))).status).toBe(200)
    expect(await site.db.$count(audit, eq(audit.subject, `subscriber ${id}`))).toBe(1)
  })

  it('suppresses an address that is forwarded to a dead one, and one whose reader complained', async () => {
    await hand(bounce({ ...of(), recipient: 'elsewhere@example.net' }))
    expect(await stateOf()).toBe('suppressed')
    await site.db.update(subscribers).set({ state: 'confirmed' }).where(eq(subscribers.id, id))
    await hand(complaint(of()))
    expect(await stateOf()).toBe('suppressed')
  })

  it('that Exim reports with a status that says nothing suppresses the address all the same', async () => {
    await hand(
      bounce({ ...of(), status: '5.0.0', answer: ['Diagnostic-Code: smtp; 550 5.1.1 No such user'] }),
    )
    expect(await stateOf()).toBe('suppressed')
  })

  it('that Exim reports in words alone suppresses the address', async () => {
    await hand(eximText(of(), '550 No such user'))
    expect(await stateOf()).toBe('suppressed')
  })

  it('from a full mailbox, as Resend says it, counts for the mail that came back', async () => {
    await site.db
      .update(deliveries)
      .set({ providerId: `mail-${id}` })
      .where(eq(deliveries.address, email))
    const bounce = { type: 'Transient', subType: 'MailboxFull', message: 'The mailbox is full.' }
    const full = { type: 'email.bounced', data: { email_id: `mail-${id}`, to: [email], bounce } }
    for (let i = 0; i < 2; i++) expect((await answer(event(full))).status).toBe(200)
    const [row] = await site.db.select().from(deliveries).where(eq(deliveries.address, email))
    expect(row?.answers).toEqual([{ at: now.toISOString(), answer: 'mail came back: The mailbox is full.' }])
    expect(await stateOf()).toBe('confirmed')
  })

  it('from a full mailbox suppresses it after three such days, and however often one report comes', async () => {
    const [sent] = await site.db.select().from(deliveries).where(eq(deliveries.address, email))
    if (!sent) throw new Error('No letter was sent.')
    const ids = [mailId, newId(), newId()]
    for (const [day, id] of ids.entries()) {
      const triedAt = later(now, day * 86_400)
      const row = { ...sent, id: newId(), noticeId: await noticeOf(), mailId: id, triedAt }
      await site.db.insert(deliveries).values(row)
    }
    await site.db.delete(deliveries).where(eq(deliveries.id, sent.id))
    await site.db
      .update(subscribers)
      .set({ confirmedAt: later(now, -60) })
      .where(eq(subscribers.id, id))
    const answers: unknown[] = []
    for (const each of [ids[0], ids[0], ids[1], ids[2]])
      answers.push(await (await hand(bounce({ mailId: each ?? '', to: email, status: '5.2.2' }))).json())
    const notYet = { message: expect.stringContaining('Nothing changes yet') }
    expect(answers).toEqual([notYet, notYet, notYet, { message: 'The address gets no more mail.' }])
    const [first] = await site.db.select().from(deliveries).where(eq(deliveries.mailId, mailId))
    expect(first?.answers).toHaveLength(1)
  })

  it('counts also for a mail that is no notice, such as the question to confirm', async () => {
    await site.db.update(subscribers).set({ state: 'pending' }).where(eq(subscribers.id, id))
    const question = mailTo({ key: `confirm-${id}-1`, to: email, headers: {} })
    const sent = withProof(question, (await readSecret(site.db)).present, env.SITE_URL)
    const own = sent.headers['Message-ID']?.replace(/^<|@.*$/g, '') ?? ''
    await hand(bounce({ mailId: `${own.slice(0, -1)}x`, to: email }))
    await hand(bounce({ mailId: own, to: 'other@example.com' }))
    expect(await stateOf()).toBe('pending')
    await hand(bounce({ mailId: own, to: email }))
    expect(await stateOf()).toBe('suppressed')
  })

  it.each([
    ['of a letter that we never sent', () => bounce({ ...of(), mailId: newId() })],
    ['of a letter to somebody else', () => bounce({ ...of(), to: 'other@example.com' })],
    ['that may pass', () => bounce({ ...of(), status: '5.2.2' })],
    ['that is a holiday greeting', () => Buffer.from('Subject: Away\r\n\r\nUntil Monday.\r\n')],
    ['that is too large', () => Buffer.concat([bounce(of()), Buffer.alloc(2 * 1024 * 1024, 'a')])],
  ])('changes nothing when it is one %s', async (_, make) => {
    expect((await hand(make())).status).toBeLessThan(500)
    expect(await stateOf()).toBe('confirmed')
  })

  it('is read as far as its first 64 KiB: what proves it stands there, however long the returned mail is', async () => {
    expect((await hand(Buffer.concat([bounce(of()), Buffer.alloc(600_000, 'a')]))).status).toBe(200)
    expect(await stateOf()).toBe('suppressed')
  })

  it('is answered 429 when too many of its network prove nothing; one that is proven takes no turn', async () => {
    const limit = createRateLimit({
      address: { burst: 2, perMinute: 1 },
      network: { burst: 9, perMinute: 1 },
    })
    const hand = (mail: Buffer) => answerMailReport(post(mail), now, site.db, limit)
    const greeting = Buffer.from('Subject: Away\r\n\r\nUntil Monday.\r\n')
    for (const _ of [1, 2, 3]) expect((await hand(bounce(of()))).status).toBe(200)
    expect([(await hand(greeting)).status, (await hand(greeting)).status]).toEqual([400, 400])
    const often = await hand(greeting)
    expect(often.status).toBe(429)
    expect(Number(often.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

describe('lifting it', () => {
  const lift = () => liftSuppression(site.db, { subscriberId: id, staffId: null }, later(now, 60))

  it('lets the owner ask anew, and writes to nobody before that', async () => {
    await site.db.insert(subscriptions).values({ subscriberId: id, domain: 'example.com', confirmedAt: now })
    await answer(event(bounced('Permanent')))
    expect(await lift()).toBe('done')
    const [row] = await site.db.select().from(subscribers).where(eq(subscribers.id, id))
    expect(row).toMatchObject({ state: 'unsubscribed', suppressedAt: null, suppressedFor: null })
    expect(await site.db.$count(subscriptions, eq(subscriptions.subscriberId, id))).toBe(0)
    const asked = { email, targets: [{ is: 'all' as const }], preferences: fullPreferences, zone: null }
    expect(await askToSubscribe(asked, later(now, 120), site.db)).toBe('asked')
    expect(await stateOf()).toBe('pending')
  })

  it('is written down once, and changes nothing for an address that gets mail', async () => {
    expect(await lift()).toBe('changed-meanwhile')
    expect(await stateOf()).toBe('confirmed')
    await answer(event(bounced('Permanent')))
    expect([await lift(), await lift()]).toEqual(['done', 'changed-meanwhile'])
    const lines = and(eq(audit.subject, `subscriber ${id}`), eq(audit.action, 'lift-suppression'))
    expect(await site.db.$count(audit, lines)).toBe(1)
  })
})

describe('the look at the sending domain', () => {
  const records: Record<string, string[][]> = {
    'mail.example-host.net': [['v=spf1 include:amazonses.com', ' ~all']],
    'resend._domainkey.mail.example-host.net': [['p=MIGf', 'MA0G']],
    '_dmarc.example-host.net': [['v=DMARC1; p=reject']],
  }
  const names = {
    resolveTxt: async (name: string) => {
      const found = records[name]
      if (found) return found
      throw Object.assign(new Error(name), { code: name.includes('lost') ? 'ETIMEOUT' : 'ENODATA' })
    },
  }

  it("joins the pieces of a record, and takes the organisation's policy", async () => {
    const report = await checkSendingDomain('Status <status@mail.example-host.net>', 'resend', names)
    expect(report).toMatchObject({ address: 'status@mail.example-host.net', domain: 'mail.example-host.net' })
    expect(report.checks.map(check => check.is)).toEqual(['good', 'good', 'good'])
  })

  it('tells no record from no answer', async () => {
    const none = await checkSendingDomain('a@none.example', 'resend', names)
    expect(none.checks.map(check => check.is)).toEqual(['missing', 'missing', 'missing'])
    const lost = await checkSendingDomain('a@lost.example', 'resend', names)
    expect(lost.checks.map(check => check.is)).toEqual(['unknown', 'unknown', 'unknown'])
  })
})
