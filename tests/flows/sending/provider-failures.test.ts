import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { readPause } from '#db/reads/sending/rate-limits.ts'
import { batches } from '#db/schema/batch.ts'
import { posts } from '#db/schema/post.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import { reserveSlots } from '#db/writes/sending/rate-limits.ts'
import { attemptBatch } from '#lib/flows/sending/attempt-batch.ts'
import { claimBatches } from '#lib/flows/sending/claim-batches.ts'
import { claimDue } from '#lib/flows/sending/claim-due.ts'
import { presenceOf } from '#lib/flows/sending/heed-answer.ts'
import type { BatchResult, Mailer } from '#lib/mail/mail.ts'
import { minute, start, told } from '#tests/flows/notices/notice-fixture.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { until } from '#tests/support/until.ts'
import { useMailing } from './mailing-fixture.ts'

const { fixture, provider, mailer, send, planned, plannedFor, onlyRow } = useMailing()

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
