import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readPause } from '#db/reads/sending/rate-limits.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { batches, mailTexts } from '#db/schema/batch.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { posts } from '#db/schema/post.ts'
import { staff } from '#db/schema/staff.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { reserveSlots } from '#db/writes/sending/rate-limits.ts'
import { env } from '#lib/env.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { attemptBatch } from '#lib/flows/sending/attempt-batch.ts'
import { claimBatches } from '#lib/flows/sending/claim-batches.ts'
import { claimDue } from '#lib/flows/sending/claim-due.ts'
import { presenceOf } from '#lib/flows/sending/heed-answer.ts'
import { retryDeliveries } from '#lib/flows/sending/retry-deliveries.ts'
import { verifyLink } from '#lib/links.ts'
import type { BatchResult, Mailer } from '#lib/mail/mail.ts'
import { minute, noticeFixture, resendMailer, start, told } from '#tests/flows/notices/notice-fixture.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { unbroken } from '#tests/support/unbroken.ts'
import { until } from '#tests/support/until.ts'
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
  mailer = resendMailer(provider)
})

const send = (now = minute(1)) => fixture.send(mailer, now)

async function plannedFor(watching: string[], facts = { servers: [told('web07'), told('db01')] }) {
  await fixture.subscriber('jane', watching)
  await fixture.notice('n1', 'began', start, facts)
  await planNotice(fixture.db, 'n1', start)
}

async function planned(...notice: Parameters<typeof fixture.notice>) {
  await fixture.notice(...notice)
  await planNotice(fixture.db, notice[0], notice[2])
}

const onlyRow = async () => (await fixture.deliveries())[0]
/** This many minutes and seconds after the start. */
const moment = (minutes: number, seconds: number) => new Date(+minute(minutes) + seconds * 1000)
const subjects = () => provider.mails.map(mail => mail.subject)

describe('a delivery', () => {
  it('is mailed once, and says so', async () => {
    await plannedFor(['web07'])
    expect(await send()).toEqual([{ is: 'sent', providerIds: ['mail-1'] }])
    expect(await onlyRow()).toMatchObject({
      state: 'sent',
      attempts: 1,
      triedAt: minute(1),
      sentAt: minute(1),
      providerId: 'mail-1',
      error: null,
      answers: [],
    })
    expect(await send(minute(99))).toEqual([])
    expect(provider.requests).toHaveLength(1)
  })

  it('names the reader’s servers and no other', async () => {
    await plannedFor(['web07'])
    await send()
    const [mail] = provider.mails
    expect(mail).toMatchObject({ to: 'jane@example.net', subject: 'web07 is down' })
    const { key: _, id: __, ...all } = mail ?? { key: '', id: '' }
    expect(JSON.stringify(all)).not.toMatch(/db01|web08|Title of staff/)
    expect(mail?.text).toContain(`${env.SITE_URL}/servers/web07.example.com`)
    expect(mail?.text).toContain(`${env.SITE_URL}/posts/p1-slug`)
  })

  it('names the servers of the reader’s group', async () => {
    await plannedFor(['fra'], { servers: [told('web07'), told('web08'), told('db01')] })
    await send()
    expect(provider.mails[0]?.subject).toBe('web07 and web08 are down')
  })

  it('carries links that unsubscribe this subscriber, for people and for mailboxes', async () => {
    await plannedFor(['web07'])
    await send()
    const [mail] = provider.mails
    const [row] = await fixture.deliveries()
    const token = mail?.headers['List-Unsubscribe']?.match(/\/api\/unsubscribe\/([^>]+)>$/)?.[1] ?? ''
    expect(verifyLink(await readSecret(fixture.db), 'unsubscribe', token, minute(1e6))).toEqual({
      subject: 'jane',
    })
    expect(mail?.text).toContain(`${env.SITE_URL}/unsubscribe/${token}`)
    expect(mail?.headers).toMatchObject({
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Message-ID': `<${row?.mailId}@localhost>`,
      References: '<incident-p1@localhost>',
    })
    expect(mail?.key).toBe(row?.batchId)
  })

  it('says when the next update is due, unless that was past already', async () => {
    await plannedFor(['web07'])
    await fixture.db.update(posts).set({ nextUpdateAt: minute(30) })
    await send()
    expect(unbroken(provider.mails[0]?.text ?? '')).toContain('due by 03:30 UTC.')
    await fixture.reset()
    await plannedFor(['web07'])
    await fixture.db.update(posts).set({ nextUpdateAt: minute(-30) })
    await send()
    expect(provider.mails[1]?.text).not.toContain('due by')
  })

  it('of what got worse says what was told before', async () => {
    await fixture.subscriber('jane', ['web07'])
    const slow = told('web07', { impact: 'degraded', cause: 'slowdown' })
    await fixture.notice('n0', 'began', minute(-10), { servers: [slow] })
    await fixture.notice('n1', 'worsened', start, { servers: [told('web07')] })
    await fixture.db.execute(sql`update notices set planned_at = now() where id = 'n0'`)
    await planNotice(fixture.db, 'n1', start)
    await send()
    expect(provider.mails[0]?.subject).toBe('web07 is down now (was slow)')
  })

  it('of an end names what ended before, where the reader watches it', async () => {
    await fixture.subscriber('jane', ['fra'])
    await planned('n0', 'began', minute(-60), { servers: [told('web07'), told('web08')] })
    await send(minute(-60))
    await planned('n1', 'ended', start, {
      servers: [told('web07')],
      endedBefore: [told('web08'), told('db01')],
    })
    await send()
    expect(subjects()).toEqual(['web07 and web08 are down', 'All clear: web07 and web08'])
  })

  it('of what is held goes to staff, though the post is hidden', async () => {
    await fixture.staff('dennis')
    await fixture.db.update(posts).set({ visibility: 'held' })
    await fixture.notice('n1', 'held', start, { servers: [told('web07', { cause: 'suspicious-file' })] })
    await planNotice(fixture.db, 'n1', start)
    await send()
    expect(provider.mails[0]).toMatchObject({
      to: 'dennis@example.com',
      subject: 'Held for you: suspicious file on web07',
    })
    expect(provider.mails[0]?.headers).not.toHaveProperty('List-Unsubscribe')
  })
})

describe('a delivery that nobody wants any more', () => {
  it.each([
    ['unsubscribed', () => fixture.db.update(subscribers).set({ state: 'unsubscribed' })],
    ['suppressed', () => fixture.db.update(subscribers).set({ state: 'suppressed' })],
    ['watching nothing', () => fixture.db.delete(subscriptions)],
    ['of a post taken back', () => fixture.db.update(posts).set({ visibility: 'held' })],
  ])('is skipped: %s', async (_, change) => {
    await plannedFor(['web07'])
    await change()
    expect(await send()).toEqual([])
    expect(await onlyRow()).toMatchObject({ state: 'skipped', attempts: 0, error: expect.any(String) })
    expect(provider.requests).toHaveLength(0)
  })

  it('is skipped for who is no longer staff', async () => {
    await fixture.staff('dennis')
    await fixture.notice('n1', 'held', start, { servers: [told('web07')] })
    await planNotice(fixture.db, 'n1', start)
    await fixture.db.delete(staff)
    expect(await send()).toEqual([])
    expect(await onlyRow()).toMatchObject({ state: 'skipped', error: 'no longer staff' })
  })
})

describe('when the provider fails', () => {
  const failed = {
    attempts: 1,
    error: expect.any(String),
    answers: [{ at: minute(1).toISOString(), answer: expect.any(String) }],
  }

  it('after it may have taken the batch, the same bytes go out again under the same key', async () => {
    await plannedFor(['web07'])
    provider.fail({ drop: 'after' })
    expect(await send()).toMatchObject([{ is: 'retry' }])
    expect(await onlyRow()).toMatchObject({ state: 'sending', ...failed })
    // Whatever the mail rests on may change meanwhile.
    await fixture.db.update(posts).set({ slug: 'other', nextUpdateAt: minute(300) })
    await fixture.db.update(subscribers).set({ state: 'unsubscribed' })
    expect(await send(minute(2))).toEqual([{ is: 'sent', providerIds: ['mail-1'] }])
    expect(await onlyRow()).toMatchObject({ state: 'sent', attempts: 2, error: null })
    expect(provider.mails).toHaveLength(1)
    const [first, second] = provider.requests
    expect(second).toEqual(first)
  })

  it('before it took anything, all is decided anew', async () => {
    await plannedFor(['web07'])
    await fixture.subscriber('joe', ['web07'])
    provider.fail({ answer: 429 })
    expect(await send()).toMatchObject([{ is: 'retry', isUntaken: true }])
    expect(await onlyRow()).toMatchObject({ state: 'queued', batchId: null, mailId: null, ...failed })
    await fixture.db.update(subscribers).set({ state: 'unsubscribed' })
    expect(await send(minute(2))).toEqual([])
    expect(await onlyRow()).toMatchObject({ state: 'skipped' })
    expect(provider.mails).toHaveLength(0)
  })

  it('nobody asks it again before the time that it names', async () => {
    await plannedFor(['web07'])
    provider.fail({ answer: 503, retryAfter: 600 })
    const clock = () => minute(1)
    const { claimed } = await claimDue(fixture.db, mailer, 5, clock)
    for (const one of claimed) await attemptBatch(fixture.db, one, mailer, clock)
    const [batch] = await fixture.db.select().from(batches)
    const pause = (Number(batch?.nextAt) - Number(minute(1))) / 1000
    expect(pause).toBeGreaterThanOrEqual(600)
    expect(pause).toBeLessThan(602)
    const { claimed: none, wakeAt } = await claimDue(fixture.db, mailer, 5, () => minute(30))
    expect(none).toEqual([])
    expect((Number(wakeAt) - Number(minute(30))) / 1000).toBeCloseTo(600, -1)
  })

  it('all processes together ask it no more often than it allows', async () => {
    await plannedFor(['web07'])
    const waits = await Promise.all([1, 2, 3].map(() => reserveSlots(fixture.db, 'resend', 0.1, 1, 60)))
    const [first = 0, second = 0, third = 0] = waits.map(Number).sort((a, b) => a - b)
    expect(first).toBe(0)
    // Each waits ten seconds longer than the one before, less what the asking took.
    expect(Math.ceil(second / 10)).toBe(1)
    expect(Math.ceil(third / 10)).toBe(2)
    expect(await claimDue(fixture.db, mailer, 5, () => minute(1))).toMatchObject({ claimed: [] })
  })

  it('a process that dies during an attempt leaves the same batch to the next one', async () => {
    await plannedFor(['web07'])
    const [lost] = await claimBatches(fixture.db, mailer, 1, minute(1))
    expect(await claimBatches(fixture.db, mailer, 1, new Date(+minute(1) + 29_000))).toEqual([])
    const [again] = await claimBatches(fixture.db, mailer, 1, new Date(+minute(1) + 30_000))
    expect(again?.mails).toEqual(lost?.mails)
    expect(again?.attempt).toMatchObject({ batchId: lost?.attempt.batchId, number: 2 })
  })

  it('a late failure of an attempt that counts as lost changes nothing', async () => {
    await plannedFor(['web07'])
    const [lost] = await claimBatches(fixture.db, mailer, 1, minute(1))
    const [again] = await claimBatches(fixture.db, mailer, 1, minute(2))
    if (!lost || !again) throw new Error('Nothing was taken.')
    provider.fail({ answer: 429 })
    await attemptBatch(fixture.db, lost, mailer, () => minute(2))
    expect(await onlyRow()).toMatchObject({ state: 'sending', error: null })
    await attemptBatch(fixture.db, again, mailer, () => minute(2))
    expect(await onlyRow()).toMatchObject({ state: 'sent' })
  })

  it('a batch that may have been taken is given up before the provider forgets its key', async () => {
    await plannedFor(['web07'])
    provider.fail({ drop: 'after' }, { answer: 500 })
    await send()
    await send(minute(23 * 60 + 1))
    expect(await onlyRow()).toMatchObject({
      state: 'refused',
      error: expect.stringContaining('given up after a day, and the provider may have taken it'),
    })
  })

  it('a first attempt is made however late it is', async () => {
    await plannedFor(['web07'])
    expect(await send(minute(48 * 60))).toMatchObject([{ is: 'sent' }])
  })

  it('what nobody ever took is given up after a day', async () => {
    await plannedFor(['web07'])
    provider.fail({ answer: 401 })
    await send()
    expect(await send(minute(23 * 60))).toEqual([])
    expect(await onlyRow()).toMatchObject({ state: 'refused', error: expect.stringContaining('given up') })
  })
})

describe('while the provider is away', () => {
  const gone: BatchResult = {
    is: 'retry',
    reason: 'SMTP: connect ECONNREFUSED',
    retryAfterSeconds: null,
    isUntaken: true,
    isAway: true,
  }
  let results: BatchResult[] = []
  const handed: string[] = []
  const flaky: Mailer = {
    provider: 'smtp',
    mailsPerBatch: 1,
    batchesAtOnce: 20,
    perSecond: null,
    longestSeconds: 45,
    async send(_, mails) {
      handed.push(...mails.map(each => each.to))
      return results.shift() ?? { is: 'sent', providerIds: mails.map(() => null) }
    },
  }

  /** A round of the sender at this moment. Pauses of the provider are over by then. */
  async function round(now: Date) {
    await emptyTables(fixture.db, 'paces')
    const { claimed } = await claimDue(fixture.db, flaky, 20, () => now)
    for (const one of claimed) await attemptBatch(fixture.db, one, flaky, () => now)
    return claimed.length
  }

  beforeEach(async () => {
    handed.length = 0
    results = []
    presenceOf(fixture.db).note({ is: 'sent', providerId: null }, start)
    await fixture.manySubscribers(8)
    await planned('n1', 'began', start, { servers: [told('web07')] })
  })

  it('each mail waits for moments and never for half an hour, and the first success lets all others go', async () => {
    results = Array(8).fill(gone)
    expect(await round(minute(1))).toBe(8)
    for (let i = 2; i < 30; i += 1) {
      results = [gone]
      expect(await round(minute(i))).toBe(1)
    }
    const rows = await fixture.deliveries()
    expect(rows.map(row => row.state)).toEqual(Array(8).fill('queued'))
    expect(Math.max(...rows.map(row => +row.dueAt))).toBeLessThanOrEqual(+minute(29) + 36_000)
    expect(await round(minute(30))).toBe(1)
    expect(await round(minute(30))).toBe(7)
    expect((await fixture.deliveries()).map(row => row.state)).toEqual(Array(8).fill('sent'))
  })

  it('all processes pause, for a minute at most', async () => {
    results = Array(8).fill(gone)
    await round(minute(1))
    const pause = await readPause(fixture.db, 'smtp')
    expect(pause).toBeGreaterThan(0)
    expect(pause).toBeLessThanOrEqual(60)
  })

  it('no mail that finds it so keeps the others back', async () => {
    results = Array(8).fill(gone)
    await round(minute(1))
    handed.length = 0
    // Turns are drawn: one of four goes to who has waited longest, so that another is not among 60 once in 30 million.
    for (let i = 2; i < 62 && new Set(handed).size < 2; i += 1) {
      results = [gone]
      await round(minute(i))
    }
    expect(new Set(handed).size).toBe(2)
  })

  it('what it says over and over is kept once', async () => {
    await fixture.db.execute(sql`delete from deliveries where address <> 's1@example.net'`)
    for (let i = 1; i < 5; i += 1) {
      results = [gone]
      await round(minute(i))
    }
    expect(await onlyRow()).toMatchObject({ attempts: 4, answers: [{ answer: gone.reason }] })
  })
})

describe('a mail server that takes its time', () => {
  it('is waited for: the mail is not begun again while its process says that it is under way', async () => {
    await plannedFor(['web07'])
    const outcome = Promise.withResolvers<BatchResult>()
    const slow: Mailer = { ...mailer, longestSeconds: 0.1, send: () => outcome.promise }
    const [one] = await claimBatches(fixture.db, slow, 1, minute(1))
    if (!one) throw new Error('Nothing was taken.')
    let now = minute(5)
    const attempting = attemptBatch(fixture.db, one, slow, () => now)
    const isHeld = async () => {
      const [batch] = await fixture.db.select().from(batches)
      return batch?.nextAt && batch.nextAt > now
    }
    await until(isHeld, 'it is said to be under way after five minutes')
    expect(await claimBatches(fixture.db, slow, 1, minute(5))).toEqual([])
    now = minute(9)
    await until(isHeld, 'it is said to be under way after nine minutes')
    outcome.resolve({ is: 'sent', providerIds: ['late'] })
    await attempting
    expect(await onlyRow()).toMatchObject({ state: 'sent', attempts: 1, providerId: 'late' })
  })
})

describe('a mailbox that is refused', () => {
  const refused = (reason: string): BatchResult => ({
    is: 'refused',
    reason: `The mail server refuses the address: ${reason}`,
    isGone: false,
    isMailbox: true,
  })

  /** A notice of its own post is sent on this day, and answered so. */
  async function onDay(day: number, result: BatchResult) {
    const at = minute(day * 24 * 60)
    await planned(`day${day}`, 'began', at, { servers: [told('web07')] })
    const answering: Mailer = { ...mailer, mailsPerBatch: 1, send: async () => result }
    await fixture.send(answering, at)
  }
  const stateOfJane = async () => (await fixture.db.select().from(subscribers))[0]?.state
  const full = refused('552 5.2.2 mailbox full')
  const taken: BatchResult = { is: 'sent', providerIds: [null] }

  beforeEach(async () => {
    await fixture.subscriber('jane', ['web07'])
  })

  it('on three days with nothing between them gets no more mail', async () => {
    await onDay(1, full)
    await onDay(2, full)
    expect(await stateOfJane()).toBe('confirmed')
    await onDay(4, full)
    expect(await fixture.db.select().from(subscribers)).toMatchObject([
      { state: 'suppressed', suppressedFor: expect.stringContaining('552 5.2.2 mailbox full') },
    ])
  })

  it('is not given up when something arrived between, or when its owner came back after the refusals', async () => {
    await onDay(1, full)
    await onDay(2, taken)
    await onDay(3, full)
    await onDay(4, full)
    expect(await stateOfJane()).toBe('confirmed')
    await fixture.db.update(subscribers).set({ confirmedAt: minute(4.5 * 24 * 60) })
    await onDay(5, full)
    expect(await stateOfJane()).toBe('confirmed')
  })
})

describe('a batch', () => {
  beforeEach(async () => {
    await fixture.manySubscribers(230)
    await fixture.db.execute(sql`update subscribers set email = 'nobody' where id = 's77'`)
    await planned('n1', 'began', start, { servers: [told('web07')] })
  })

  it('has at most 100 mails, of one text, under one key', async () => {
    await fixture.db.execute(sql`update deliveries set address = 's77@example.net' where address = 'nobody'`)
    expect(await send()).toHaveLength(3)
    expect(provider.requests.map(request => request.path)).toEqual(Array(3).fill('/emails/batch'))
    expect(
      [...Map.groupBy(provider.mails, mail => mail.key).values()].map(mails => mails.length).sort(),
    ).toEqual([100, 100, 30])
    expect(new Set(provider.mails.map(mail => mail.to)).size).toBe(230)
    expect(await fixture.db.$count(mailTexts)).toBe(1)
    expect(new Set(provider.mails.map(mail => mail.headers['List-Unsubscribe'])).size).toBe(230)
  })

  it('with one wrong address is split until that one is alone', async () => {
    await send()
    expect(provider.mails).toHaveLength(229)
    expect(new Set(provider.mails.map(mail => mail.to)).size).toBe(229)
    const refused = await fixture.db.select().from(deliveries).where(eq(deliveries.state, 'refused'))
    expect(refused).toMatchObject([{ address: 'nobody', error: expect.stringContaining('422') }])
    expect(await fixture.db.$count(deliveries, eq(deliveries.state, 'sent'))).toBe(229)
  })

  it('that was split and not tried yet leaves out who has left', async () => {
    const [one] = await claimBatches(fixture.db, mailer, 1, minute(1))
    if (!one) throw new Error('Nothing was taken.')
    provider.fail({ answer: 422 })
    await attemptBatch(fixture.db, one, mailer, () => minute(1))
    const leaver = one.mails[3]?.to ?? ''
    await fixture.db.update(subscribers).set({ state: 'unsubscribed' }).where(eq(subscribers.email, leaver))
    await send(minute(2))
    expect(provider.mails.map(mail => mail.to)).not.toContain(leaver)
    const rows = await fixture.db.select().from(deliveries).where(eq(deliveries.address, leaver))
    expect(rows).toMatchObject([{ state: 'skipped', error: 'the subscriber has left' }])
  })

  it('is never taken twice by processes that look at the same time', async () => {
    const taken = await Promise.all([1, 2, 3, 4].map(() => claimBatches(fixture.db, mailer, 1, minute(1))))
    const mails = taken.flat().flatMap(one => one.mails.map(mail => mail.to))
    expect(mails).toHaveLength(230)
    expect(new Set(mails).size).toBe(230)
  })
})

describe('while a large mailing is under way', () => {
  const words = { is: 'words', about: 'incident', title: 'db01', text: 'Half done.' } as const

  /** This many who watch db01 alone, and jane, who watches web07. */
  async function readers(count: number) {
    await fixture.manySubscribers(count)
    await fixture.db.execute(sql`update subscriptions set server_id = 'db01'`)
    await fixture.subscriber('jane', ['web07'])
    await fixture.db.insert(posts).values({
      id: 'p2',
      slug: 'p2-slug',
      kind: 'incident',
      title: 'Other',
      visibility: 'published',
      startedAt: start,
      publishedAt: start,
    })
  }
  const updated = (at: Date) => planned('update', 'update', at, { servers: [told('db01')], saying: words })
  const began = (at: Date) => planned('began', 'began', at, { servers: [told('db01')] })
  const newTrouble = (at: Date) => planned('new', 'began', at, { servers: [told('web07')] }, 'p2')
  const takeOne = async (now = minute(5)) =>
    (await claimBatches(fixture.db, mailer, 1, now)).flatMap(one => one.mails.map(mail => mail.to))

  it.each([
    ['words of staff', updated],
    ['other trouble', began],
  ])('of %s, new trouble is in the next batch', async (_, large) => {
    await readers(230)
    await large(start)
    await newTrouble(minute(5))
    const first = await takeOne()
    expect(first).toHaveLength(100)
    expect(first).toContain('jane@example.net')
  })

  it('of new trouble, what has waited longest has a fourth of each batch', async () => {
    await readers(230)
    await updated(start)
    await fixture.db.execute(sql`delete from deliveries where subscriber_id > 's140'`)
    const longest = new Set((await fixture.deliveries()).map(row => row.address))
    expect(longest.size).toBeGreaterThan(25)
    await fixture.db.execute(sql`update subscriptions set server_id = 'web08' where subscriber_id > 's140'`)
    await planned('new', 'began', minute(5), { servers: [told('web08')] }, 'p2')
    const first = await takeOne()
    expect(first.filter(address => longest.has(address))).toHaveLength(25)
    expect(first).toHaveLength(100)
  })

  it('a mail that goes first carries what its reader has waited for longest, too', async () => {
    await readers(230)
    await fixture.db
      .insert(subscriptions)
      .values({ subscriberId: 'jane', serverId: 'db01', confirmedAt: start })
    await updated(start)
    await newTrouble(minute(5))
    const first = await takeOne()
    expect(first).toContain('jane@example.net')
    const own = (await fixture.deliveries()).filter(row => row.subscriberId === 'jane')
    expect(own).toMatchObject([{ state: 'sending' }, { state: 'sending' }])
    expect(new Set(own.map(row => row.mailId)).size).toBe(1)
  })

  it('batches to be tried again leave half of the places to what is new', async () => {
    await readers(230)
    await updated(start)
    const lost = await claimBatches(fixture.db, mailer, 2, start)
    await newTrouble(minute(5))
    const taken = await claimBatches(fixture.db, mailer, 2, minute(5))
    expect(taken.map(one => one.attempt.number).sort()).toEqual([1, 2])
    expect(lost.map(one => one.attempt.batchId)).toContain(
      taken.find(one => one.attempt.number === 2)?.attempt.batchId,
    )
  })
})

describe('what was refused', () => {
  it('is tried anew when staff ask for it', async () => {
    await plannedFor(['web07'])
    await fixture.staff('dennis')
    await fixture.db.execute(sql`update deliveries set address = 'nobody'`)
    await send()
    const before = await onlyRow()
    expect(before).toMatchObject({ state: 'refused' })
    await fixture.db.execute(sql`update deliveries set address = 'jane@example.net'`)
    const ask = { deliveryIds: [before?.id ?? ''], staffId: 'dennis' }
    expect(await retryDeliveries(fixture.db, ask, minute(3))).toBe(1)
    expect(await send(minute(3))).toMatchObject([{ is: 'sent' }])
    const after = await onlyRow()
    expect(after).toMatchObject({ state: 'sent', answers: before?.answers })
    expect(after?.batchId).not.toBe(before?.batchId)
    expect(await retryDeliveries(fixture.db, ask, minute(4))).toBe(0)
  })

  it('is not tried anew when its end was told meanwhile', async () => {
    await plannedFor(['web07'], { servers: [told('web07')] })
    await fixture.staff('dennis')
    const row = await onlyRow()
    await planned('n2', 'ended', minute(5), { servers: [told('web07')] })
    await fixture.db.update(deliveries).set({ state: 'refused' }).where(eq(deliveries.noticeId, 'n1'))
    await send(minute(5))
    await retryDeliveries(fixture.db, { deliveryIds: [row?.id ?? ''], staffId: 'dennis' }, minute(9))
    await send(minute(9))
    expect(subjects()).toEqual(['All clear: web07'])
    const [began] = await fixture.db.select().from(deliveries).where(eq(deliveries.noticeId, 'n1'))
    expect(began).toMatchObject({ state: 'skipped', error: 'its end was told already' })
  })
})

describe('several notices for one reader', () => {
  beforeEach(async () => {
    await fixture.subscriber('jane', ['all'])
    await fixture.db.insert(posts).values({
      id: 'p2',
      slug: 'p2-slug',
      kind: 'incident',
      title: 'Other',
      visibility: 'published',
      startedAt: start,
      publishedAt: start,
    })
  })

  it('that wait together are one mail, and all are sent', async () => {
    await planned('n1', 'began', start, { servers: [told('web07')] })
    await planned('n2', 'began', start, { servers: [told('db01')] }, 'p2')
    await send()
    expect(subjects()).toEqual(['web07 is down, and 1 more'])
    expect(provider.mails[0]?.text).toMatch(/web07 is down\.[\s\S]*db01 is down\./)
    const rows = await fixture.deliveries()
    expect(new Set(rows.map(row => row.mailId)).size).toBe(1)
    expect(rows.map(row => row.state)).toEqual(['sent', 'sent'])
  })

  it('the first goes at once, what follows within a minute is gathered', async () => {
    const at = (seconds: number) => new Date(+start + seconds * 1000)
    await planned('n1', 'began', at(0), { servers: [told('web07')] })
    await send(at(1))
    await planned('n2', 'began', at(10), { servers: [told('db01')] }, 'p2')
    await planned('n3', 'worsened', at(20), { servers: [told('web07')] })
    expect(await send(at(20))).toEqual([])
    expect(await send(at(60))).toEqual([])
    await send(at(61))
    expect(subjects()).toEqual(['web07 is down', 'db01 is down, and 1 more'])
  })

  /** Six updates, a mail each, in eleven minutes. */
  async function sixUpdates(): Promise<void> {
    const body = { is: 'words', about: 'incident', title: 'web07 is down', text: 'Half done.' } as const
    for (let i = 0; i < 6; i++) {
      await planned(`u${i}`, 'update', minute(i * 2), { servers: [told('web07')], saying: body })
      await send(minute(i * 2))
    }
    expect(provider.mails).toHaveLength(6)
  }

  it('beyond six in an hour, all clears wait for its end', async () => {
    await planned('n1', 'began', minute(-90), { servers: [told('web07')] })
    await send(minute(-90))
    provider.mails.length = 0
    await sixUpdates()
    await planned('n2', 'ended', minute(12), { servers: [told('web07')] })
    expect(await send(minute(59))).toEqual([])
    await send(minute(60))
    expect(subjects().slice(6)).toEqual(['All clear: web07'])
  })

  it('a beginning does not wait after six mails of other kinds, and takes along what does', async () => {
    await sixUpdates()
    const body = { is: 'words', about: 'incident', title: 'web07 is down', text: 'Nearly done.' } as const
    await planned('u7', 'update', minute(12), { servers: [told('web07')], saying: body })
    expect(await send(minute(12))).toEqual([])
    await planned('n1', 'began', minute(13), { servers: [told('db01')] }, 'p2')
    await send(minute(13))
    expect(subjects().slice(6)).toEqual(['db01 is down, and 1 more'])
    expect(provider.mails.at(-1)?.text).toContain('Nearly done.')
  })

  it('neither does what is held for staff', async () => {
    await fixture.staff('dennis')
    for (let i = 0; i < 8; i++) {
      await planned(`h${i}`, 'held', minute(i * 6), {
        servers: [told('web07', { cause: 'suspicious-file' })],
      })
      await send(minute(i * 6))
    }
    expect(provider.mails.filter(mail => mail.to.includes('dennis@example.com'))).toHaveLength(8)
  })

  it('a storm of beginnings is a mail every five minutes from the seventh on', async () => {
    for (let i = 0; i < 8; i++) {
      await planned(`b${i}`, 'began', minute(i * 2), { servers: [told(i % 2 ? 'web07' : 'db01')] }, 'p2')
      await send(minute(i * 2))
    }
    expect(provider.mails).toHaveLength(6)
    expect(await send(moment(14, 59))).toEqual([])
    await send(minute(15))
    expect(provider.mails).toHaveLength(7)
  })

  it('a beginning waits a minute at most for a mail of which nobody knows whether it was taken', async () => {
    await planned('n1', 'ended', minute(0), { servers: [told('web07')] })
    await planned('n2', 'began', minute(0), { servers: [told('web07')] })
    provider.fail({ answer: 500 }, { answer: 500 })
    await send(start)
    await planned('n3', 'began', moment(0, 10), { servers: [told('db01')] }, 'p2')
    expect(
      (await claimBatches(fixture.db, mailer, 5, moment(0, 59))).flatMap(({ mails }) =>
        mails.map(({ subject }) => subject),
      ),
    ).not.toContain('db01 is down')
    const later = await claimBatches(fixture.db, mailer, 5, minute(1))
    expect(later.flatMap(({ mails }) => mails.map(({ subject }) => subject))).toContain('db01 is down')
  })

  it('an unsent beginning that is over is one mail that says both', async () => {
    await planned('n1', 'began', start, { servers: [told('web07')] })
    await planned('n2', 'ended', minute(6), { servers: [told('web07')] })
    await send(minute(6))
    expect(subjects()).toEqual(['web07 was down, all clear'])
    expect(unbroken(provider.mails[0]?.text ?? '')).toContain('was down from 03:00 to 03:06 UTC')
    expect(await fixture.db.$count(deliveries, eq(deliveries.state, 'sent'))).toBe(2)
  })

  it('an end waits while the beginning is under way, and comes after it', async () => {
    await planned('n1', 'began', start, { servers: [told('web07')] })
    provider.fail({ drop: 'before' })
    await send(start)
    await planned('n2', 'ended', minute(2), { servers: [told('web07')] })
    const [waiting] = await claimBatches(fixture.db, mailer, 1, minute(3))
    if (!waiting) throw new Error('Nothing was taken.')
    expect(await claimBatches(fixture.db, mailer, 5, minute(3))).toEqual([])
    await attemptBatch(fixture.db, waiting, mailer, () => minute(3))
    await send(minute(9))
    expect(subjects()).toEqual(['web07 is down', 'All clear: web07'])
  })
})
