import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { readPause } from '#db/reads/sending/rate-limits.ts'
import { pauseRateLimit, reserveSlots } from '#db/writes/sending/rate-limits.ts'
import { longestWaitSeconds, sendWithinRate } from '#lib/flows/sending/send-within-rate.ts'
import type { Mail, SendMail, SendResult } from '#lib/mail/mail.ts'
import { sampleMail } from '#tests/mail/facts.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { testSite } from '#tests/support/site.ts'
import { until } from '#tests/support/until.ts'

const { db, close } = await testSite()
afterAll(() => close())

const sent: Mail[] = []
let answers: SendResult[] = []
const send: SendMail = async each => {
  sent.push(each)
  return answers.shift() ?? { is: 'sent', providerId: null }
}
beforeEach(async () => {
  await emptyTables(db, 'paces')
  sent.length = 0
  answers = []
})

const clock = () => new Date()
/** A turn each ten seconds: the tests themselves may take some. */
const rate = { provider: 'resend', perSecond: 0.1 }

/** As a mailing does; null: no turn is near. */
const reserve = (count = 1, longest = 40) => reserveSlots(db, rate.provider, rate.perSecond, count, longest)
const busy = { is: 'retry', reason: '429', retryAfterSeconds: 120, isUntaken: true } as const

describe('a mail that is no notice', () => {
  it('takes a turn of the provider’s rate, which it shares with the mailing', async () => {
    await sendWithinRate(db, sampleMail(), rate, send, clock)
    expect(sent).toHaveLength(1)
    // The mailing's next request waits for what the mail has used up of the second.
    expect(await reserve()).toBeGreaterThan(0)
  })

  it('never keeps a mailing out, however many they are', async () => {
    // Four times as fast as a provider, so that the test is.
    const quick = { ...rate, perSecond: 8 }
    const rush = Array.from({ length: 12 }, (_, i) =>
      sendWithinRate(db, sampleMail({ key: `rush${i}` }), quick, send, clock),
    )
    const mailing: (number | null)[] = []
    while (sent.length < rush.length) {
      mailing.push(await reserveSlots(db, 'resend', 8, 1, 2))
      await until(() => sent.length >= Math.min(rush.length, mailing.length * 3), 'some letters are out')
    }
    expect(mailing).not.toContain(null)
    await Promise.all(rush)
  })

  it('waits behind the one request that a mailing has reserved, and the mailing behind it', async () => {
    expect(await reserve()).toBe(0)
    expect(await reserve()).toBeLessThanOrEqual(10)
    expect(await reserve()).toBeGreaterThan(10)
  })

  it('makes all processes wait for as long as the provider asks', async () => {
    answers = [busy]
    expect(await sendWithinRate(db, sampleMail(), rate, send, clock)).toEqual(busy)
    const pause = await readPause(db, 'resend')
    expect(pause).toBeGreaterThan(60)
    expect(pause).toBeLessThanOrEqual(120)
    expect(await reserve(1, 600)).toBeGreaterThan(60)
    expect(await reserve()).toBeNull()
  })

  it('is not handed over, and hangs nowhere, while the provider wants a long pause', async () => {
    await pauseRateLimit(db, 'resend', longestWaitSeconds + 60)
    expect(await sendWithinRate(db, sampleMail(), rate, send, clock)).toMatchObject({
      is: 'retry',
      isUntaken: true,
      reason: expect.stringMatching(/resend\) asks for a pause of \d+ seconds/),
    })
    expect(sent).toEqual([])
    // It has reserved nothing that others would have to wait for.
    await db.execute(sql`update paces set paused_until = null`)
    expect(await reserve()).toBe(0)
  })

  it('goes out after a short pause, also where no rate is set', async () => {
    await pauseRateLimit(db, 'smtp', 0.2)
    expect(
      await sendWithinRate(db, sampleMail(), { provider: 'smtp', perSecond: null }, send, clock),
    ).toMatchObject({
      is: 'sent',
    })
    // The clocks of two programs, which round.
    expect(await readPause(db, 'smtp')).toBeLessThan(0.002)
  })

  it('does not wait for another provider’s pause', async () => {
    await pauseRateLimit(db, 'telegram:', 3600)
    expect(await sendWithinRate(db, sampleMail(), rate, send, clock)).toMatchObject({ is: 'sent' })
  })
})

describe('a pause', () => {
  it('is never made shorter', async () => {
    await pauseRateLimit(db, 'resend', 100)
    await pauseRateLimit(db, 'resend', 10)
    expect(await readPause(db, 'resend')).toBeGreaterThan(10)
  })
})
