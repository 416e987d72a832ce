import { eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { mailTexts } from '#db/schema/batch.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { attemptBatch } from '#lib/flows/sending/attempt-batch.ts'
import { claimBatches } from '#lib/flows/sending/claim-batches.ts'
import { minute, start, told } from '#tests/flows/notices/notice-fixture.ts'
import { useMailing } from './mailing-fixture.ts'

const { fixture, provider, mailer, send, planned } = useMailing()

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
    await fixture.otherPost()
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
