import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { readDeliveryPage } from '#db/reads/sending/desk-deliveries.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { destinations, subscribers } from '#db/schema/subscriber.ts'
import { env } from '#lib/env.ts'
import { removeDestination } from '#lib/flows/destinations/remove-destination.ts'
import { stopDestination } from '#lib/flows/destinations/stop-destination.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { attemptMessage } from '#lib/flows/sending/attempt-message.ts'
import { claimMessages } from '#lib/flows/sending/claim-messages.ts'
import { retryDeliveries } from '#lib/flows/sending/retry-deliveries.ts'
import { preferencesOf } from '#lib/identity/links.ts'
import { startSender } from '#lib/workers/sender.ts'
import { minute, start, told } from '#tests/flows/notices/notice-fixture.ts'
import { until } from '#tests/support/until.ts'
import { useMessages } from './messages-fixture.ts'

const {
  fixture,
  provider,
  channels,
  destination,
  slack,
  switchMailOff,
  byWebhookAlone,
  planned,
  began,
  ended,
  take,
  tell,
  only,
  paths,
  bodies,
  updates,
  ids,
} = useMessages()

const queuedBy = async (noticeId: string) =>
  (await fixture.db.select().from(deliveries).where(eq(deliveries.noticeId, noticeId)))
    .map(row => `${row.subscriberId} ${row.channel}`)
    .sort()

it('new trouble is told before a large mailing that is under way', async () => {
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) {
    await fixture.subscriber(id, ['db01'])
    await destination(id)
  }
  await planned('large', 'worsened', start, { servers: [told('db01')] })
  await fixture.subscriber('jane', ['web07'])
  const janes = await destination('jane')
  await began(minute(1))
  const { claimed } = await claimMessages(fixture.db, 4, () => minute(1))
  expect(claimed).toHaveLength(4)
  expect(claimed.map(one => one.destinationId)).toContain(janes)
})

describe('a notice is queued', () => {
  it('once for each active way, and counts each subscriber once', async () => {
    await fixture.subscriber('jane', ['web07'])
    await fixture.subscriber('joe', ['web07'])
    await destination('jane')
    await destination('jane', slack())
    await destination('jane', { ...slack('/2'), state: 'quarantined' })
    await destination('jane', { ...slack('/3'), state: 'pending' })
    await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
    expect(await planNotice(fixture.db, 'n1', start)).toBe(2)
    expect(await queuedBy('n1')).toEqual(['jane mail', 'jane slack', 'jane webhook', 'joe mail'])
    expect(await fixture.db.select().from(notices)).toMatchObject([{ plannedCount: 2 }])
  })

  it('not by mail for who switched it off, as long as another way is active', async () => {
    await fixture.subscriber('jane', ['web07'])
    await fixture.subscriber('joe', ['web07'])
    await destination('jane')
    await destination('joe', { state: 'quarantined' })
    await switchMailOff('jane')
    await switchMailOff('joe')
    await began()
    expect(await queuedBy('n1')).toEqual(['jane webhook', 'joe mail'])
  })

  it('for each of two subscribers who share an endpoint', async () => {
    for (const id of ['jane', 'joe']) {
      await fixture.subscriber(id, ['web07'])
      await switchMailOff(id)
      await destination(id)
    }
    await began()
    expect(await tell()).toEqual(['sent', 'sent'])
  })

  it('of an end for who heard of the trouble elsewhere than by mail', async () => {
    await byWebhookAlone()
    await began()
    await tell()
    await ended(minute(20))
    expect(await queuedBy('n2')).toEqual(['jane webhook'])
  })
})

describe('a message', () => {
  it('arrives once at each destination, and leaves mail to the mail channel', async () => {
    await fixture.subscriber('jane', ['web07'])
    await destination('jane')
    await destination('jane', slack())
    await began()
    expect(await tell()).toEqual(['sent', 'sent'])
    expect(paths().sort()).toEqual(['/hook', '/slack'])
    expect(await tell(minute(9))).toEqual([])
    const rows = await fixture.deliveries()
    expect(rows.map(row => `${row.channel} ${row.state}`).sort()).toEqual([
      'mail queued',
      'slack sent',
      'webhook sent',
    ])
  })

  it('says in the words of the mail what concerns this reader alone, and leads to where it is stopped, not to their preferences', async () => {
    await byWebhookAlone()
    await planned('n1', 'began', start, { servers: [told('web07'), told('db01')] })
    await fixture.db.update(posts).set({ nextUpdateAt: minute(30) })
    await tell()
    const [body] = bodies()
    expect(body.incident.incident_updates[0].body).toBe(
      [
        'web07 is down.',
        'web07: down since 2013-02-19T03:00Z',
        'We have been alerted. The page says when one of us has taken it.',
        'There is nothing you need to do, and no need to tell us. The next update is due by 2013-02-19T03:30Z. We write to you again when it gets worse and when it is over. The page has everything in between.',
      ].join('\n'),
    )
    expect(JSON.stringify(body)).not.toContain('db01')
    expect(body.incident.shortlink).toBe(`${env.SITE_URL}/posts/p1-slug`)
    const token = body.meta.unsubscribe.replace(`${env.SITE_URL}/preferences/stop/`, '')
    expect(await preferencesOf(token, minute(9), fixture.db)).toBeNull()
    expect(await stopDestination(token, minute(9), fixture.db)).toBe('done')
    expect(await fixture.db.$count(destinations)).toBe(0)
    expect(ids()).toEqual([(await only()).mailId])
  })

  it('is not sent to who has unsubscribed meanwhile, not even again', async () => {
    await byWebhookAlone()
    await began()
    provider.next('drop')
    expect(await tell()).toEqual(['retry'])
    expect(await only()).toMatchObject({ state: 'sending' })
    await fixture.db.update(subscribers).set({ state: 'unsubscribed' })
    expect(await tell(minute(3))).toEqual([])
    expect(await only()).toMatchObject({ state: 'skipped', error: 'the subscriber is unsubscribed' })
    expect(provider.posts).toHaveLength(1)
  })

  it('is not sent again once staff have hidden the post', async () => {
    await byWebhookAlone()
    await began()
    provider.next('drop')
    expect(await tell()).toEqual(['retry'])
    await fixture.db.update(posts).set({ visibility: 'held' })
    expect(await tell(minute(3))).toEqual([])
    expect(await only()).toMatchObject({ state: 'skipped', error: 'the post is held' })
    expect(provider.posts).toHaveLength(1)
  })

  it('is not sent at all to who unsubscribed before the first attempt', async () => {
    await byWebhookAlone()
    await began()
    await fixture.db.update(subscribers).set({ state: 'unsubscribed' })
    expect(await tell()).toEqual([])
    expect(provider.posts).toEqual([])
  })

  it('to a destination that was removed is skipped, and its end is told by mail', async () => {
    const id = await byWebhookAlone()
    await began()
    expect(await removeDestination('jane', id, fixture.db)).toBe('done')
    expect(await tell()).toEqual([])
    const rows = await fixture.deliveries()
    expect(rows.find(row => row.channel === 'webhook')).toMatchObject({
      state: 'skipped',
      error: 'the destination was removed',
      destinationId: null,
    })
    expect(rows.find(row => row.channel === 'mail')).toMatchObject({
      state: 'queued',
      address: 'jane@example.net',
    })
  })
})

describe('many messages', () => {
  async function readers(count: number): Promise<void> {
    await fixture.manySubscribers(count)
    for (let n = 1; n <= count; n++) {
      await destination(`s${n}`, { address: `${provider.url}/${n}` })
      await switchMailOff(`s${n}`)
    }
    await began()
  }

  it('arrive once each, when two processes send at once', async () => {
    await readers(30)
    const results = await Promise.all([tell(), tell()])
    expect(results.flat()).toHaveLength(30)
    expect(new Set(paths()).size).toBe(30)
    expect(provider.posts).toHaveLength(30)
  })

  it('go out by themselves, also where one endpoint hangs and another is gone', async () => {
    await readers(30)
    provider.next('hold', { answer: 410 })
    const now = () => minute(1)
    const sender = startSender(
      most => claimMessages(fixture.db, most, now),
      one => attemptMessage(fixture.db, one, channels, now),
      5,
    )
    const states = async () => (await fixture.deliveries()).map(row => `${row.channel} ${row.state}`)
    const sent = async () => (await states()).filter(state => state === 'webhook sent').length
    await until(async () => (await sent()) === 28, 'all endpoints that work were told')
    await provider.close()
    await sender.stop()
    expect((await states()).filter(state => state !== 'webhook sent').sort()).toEqual([
      'mail queued',
      'webhook refused',
      'webhook sending',
    ])
  })
})

describe('order', () => {
  it('what comes while an attempt is under way waits for its outcome', async () => {
    await byWebhookAlone()
    await began()
    const [first] = await take(minute(1))
    await ended(minute(1))
    expect(await tell(minute(1))).toEqual([])
    if (first) await attemptMessage(fixture.db, first, channels, () => minute(1))
    expect(await tell(minute(1))).toEqual(['sent'])
    expect(updates()).toEqual(['web07 is down.', 'All clear: web07.'])
  })

  it('a beginning that failed and is over meanwhile is told with its end, as one message', async () => {
    await byWebhookAlone()
    await began()
    provider.next({ answer: 500 })
    expect(await tell()).toEqual(['retry'])
    await ended(minute(5))
    expect(await tell(minute(5))).toEqual(['sent'])
    expect(updates()).toEqual(['web07 is down.', 'web07 was down, all clear.'])
    expect(new Set(ids()).size).toBe(2)
    expect((await fixture.deliveries()).map(row => row.state)).toEqual(['sent', 'sent'])
  })

  it('a beginning is not told after its end', async () => {
    await byWebhookAlone()
    await began()
    await fixture.db.update(deliveries).set({ state: 'sent' })
    await ended(minute(5))
    await fixture.db.update(deliveries).set({ state: 'refused' }).where(eq(deliveries.noticeId, 'n1'))
    await tell(minute(5))
    await fixture.staff('dennis')
    const again = { deliveryIds: [(await only()).id], staffId: 'dennis' }
    expect(await retryDeliveries(fixture.db, again, minute(6))).toBe(1)
    expect(await tell(minute(7))).toEqual([])
    expect(await only()).toMatchObject({ state: 'skipped', error: 'its end was told already' })
    expect(updates()).toEqual(['All clear: web07.'])
  })

  it('news of several posts go one after the other', async () => {
    await byWebhookAlone()
    await fixture.otherPost()
    await began()
    await planned('n3', 'began', minute(1), { servers: [told('web07', { impact: 'degraded' })] }, 'p2')
    expect(await take(minute(1))).toMatchObject([{ message: { postId: 'p1' } }])
    expect(await take(minute(1))).toEqual([])
  })
})

describe('the desk', () => {
  it('finds a delivery by its reader, and sees where it went and what it said', async () => {
    await byWebhookAlone()
    await fixture.db.update(destinations).set({ label: 'On-call' })
    await began()
    await tell()
    expect((await readDeliveryPage(fixture.db, { state: 'sent', text: 'JANE@' }, 1)).rows).toMatchObject([
      {
        channel: 'webhook',
        subscriber: 'jane@example.net',
        label: 'On-call',
        subject: 'web07 is down.',
        address: `${provider.url}/hook`,
      },
    ])
    expect((await readDeliveryPage(fixture.db, { state: null, text: 'joe@' }, 1)).rows).toEqual([])
  })
})
