import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readToldNotices } from '#db/reads/notices/told.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { destinations, subscribers } from '#db/schema/subscriber.ts'
import type { Channels, TellResult } from '#lib/channels/channel.ts'
import { channelsFrom } from '#lib/channels/channels.ts'
import { env } from '#lib/env.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { attemptMessage } from '#lib/flows/sending/attempt-message.ts'
import { claimMessages } from '#lib/flows/sending/claim-messages.ts'
import type { ChannelName, DestinationConfig } from '#lib/rules/destinations/destination.ts'
import { pushKeys } from '#tests/channels/push-browser.ts'
import { minute, noticeFixture, start, told } from '#tests/flows/notices/notice-fixture.ts'
import { type ChannelProvider, startChannelProvider } from '#tests/support/channel-provider.ts'

let fixture: Awaited<ReturnType<typeof noticeFixture>>
let provider: ChannelProvider
let channels: Channels
beforeAll(async () => {
  fixture = await noticeFixture()
}, 60_000)
afterAll(() => fixture.stop())
beforeEach(async () => {
  await fixture.reset()
  provider = await startChannelProvider()
  channels = channelsFrom(
    {
      ...env,
      WEBHOOK_ALLOW_PRIVATE: true,
      TELEGRAM_BOT_TOKEN: '1:a',
      TELEGRAM_BASE_URL: provider.url,
      TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: 's',
      TWILIO_FROM: '+15005550006',
      TWILIO_BASE_URL: provider.url,
    },
    pushKeys,
  )
})
afterEach(() => provider.close())

/** Somebody who watches web07 and is told in this way alone. */
async function reader(id: string, channel: ChannelName, address: string) {
  await fixture.subscriber(id, ['web07'])
  await fixture.db.update(subscribers).set({ mailOffAt: start }).where(eq(subscribers.id, id))
  const config: DestinationConfig = channel === 'webhook' ? { secret: `whsec_${'a'.repeat(32)}` } : {}
  await fixture.db
    .insert(destinations)
    .values({ subscriberId: id, channel, address, config, label: '', state: 'active', createdAt: start })
}

async function planned(...notice: Parameters<typeof fixture.notice>) {
  await fixture.notice(...notice)
  await planNotice(fixture.db, notice[0], notice[2])
}

const began = () => planned('n1', 'began', start, { servers: [told('web07')] })
const take = async (now: Date, most = 50) => (await claimMessages(fixture.db, most, () => now)).claimed

/** Makes the attempts that are due, one after the other, so that the first answer is known before the next begins. */
async function tell(now = minute(1)): Promise<TellResult['is'][]> {
  const results: TellResult['is'][] = []
  for (;;) {
    const [one] = await take(now, 1)
    if (!one) return results
    results.push((await attemptMessage(fixture.db, one, channels, () => now)).is)
  }
}

const states = async () =>
  Object.fromEntries((await fixture.deliveries()).map(row => [row.subscriberId, row.state]))

const endPauses = () => fixture.db.execute(sql`update paces set paused_until = null`)
const limited = { answer: 429, headers: { 'retry-after': '600' } }

describe('a limit that several destinations share', () => {
  it.each([
    ['telegram', '41', '42'],
    ['sms', '+491701234567', '+491701234568'],
  ] as const)('of %s holds for all of them, until the pause is over', async (channel, one, other) => {
    await reader('jane', channel, one)
    await reader('joe', channel, other)
    await began()
    provider.next(limited)
    expect(await tell()).toEqual(['retry'])
    expect(await tell(minute(5))).toEqual([])
    await endPauses()
    expect(await tell(minute(20))).toEqual(['sent', 'sent'])
    expect(provider.posts).toHaveLength(3)
  })

  it('of a host holds for its webhooks, and for no other host', async () => {
    const other = await startChannelProvider()
    await reader('jane', 'webhook', `${provider.url}/jane`)
    await reader('joe', 'webhook', `${provider.url}/joe`)
    await reader('zoe', 'webhook', `${other.url}/zoe`)
    await began()
    provider.next(limited)
    expect((await tell()).sort()).toEqual(['retry', 'sent'])
    expect(provider.posts).toHaveLength(1)
    expect(other.posts).toHaveLength(1)
    await other.close()
  })

  it('of a Slack workspace leaves other workspaces alone', async () => {
    await reader('jane', 'slack', `${provider.url}/services/T1/B1/x`)
    await began()
    provider.next(limited)
    expect(await tell()).toEqual(['retry'])
    await reader('joe', 'slack', `${provider.url}/services/T1/B2/x`)
    await reader('zoe', 'slack', `${provider.url}/services/T12/B1/x`)
    await planned('n2', 'worsened', minute(1), { servers: [told('web07')] })
    expect(await tell(minute(2))).toEqual(['sent'])
    expect(provider.posts.map(post => post.path)).toEqual(['/services/T1/B1/x', '/services/T12/B1/x'])
  })

  it('is waited for at a service of ours as long as it asks, at one that a stranger named a minute at most', async () => {
    await reader('jane', 'webhook', `${provider.url}/jane`)
    await reader('joe', 'telegram', '42')
    await began()
    provider.next(limited, limited)
    expect(await tell()).toEqual(['retry', 'retry'])
    const { rows } = await fixture.db.execute<{ provider: string; seconds: number }>(
      sql`select provider, extract(epoch from paused_until - now())::float8 as seconds from paces order by provider`,
    )
    expect(rows.map(row => [row.provider, Math.round(row.seconds / 10) * 10])).toEqual([
      ['telegram:', 600],
      [`webhook:${provider.url}/`, 60],
    ])
  })

  it('wakes the teller at the end of the pause', async () => {
    await reader('jane', 'telegram', '41')
    await reader('joe', 'telegram', '42')
    await began()
    provider.next({ answer: 429, headers: { 'retry-after': '3600' } })
    await tell()
    const { claimed, wakeAt } = await claimMessages(fixture.db, 50, () => new Date())
    expect(claimed).toEqual([])
    expect(wakeAt).toBeInstanceOf(Date)
  })
})

describe('where a telephone rings, what may have arrived', () => {
  it.each([
    ['sms', '+491701234567', 'drop'],
    ['sms', '+491701234567', { answer: 500 }],
    ['telegram', '42', 'drop'],
  ] as const)('by %s to %s, after %j, is not sent again', async (channel, address, fault) => {
    await reader('jane', channel, address)
    await began()
    provider.next(fault)
    expect(await tell()).toEqual(['retry'])
    expect(await states()).toEqual({ jane: 'doubtful' })
    expect(await tell(minute(600))).toEqual([])
    expect(provider.posts).toHaveLength(1)
    const [row] = await fixture.deliveries()
    expect(row?.error).toMatch(/Twilio|Telegram/)
    expect(row?.answers).toHaveLength(1)
  })

  it.each(['sms', 'telegram'] as const)(
    'by %s from a process that was killed is not sent again',
    async channel => {
      await reader('jane', channel, channel === 'sms' ? '+491701234567' : '42')
      await began()
      expect(await take(minute(1))).toHaveLength(1)
      expect(await tell(minute(3))).toEqual([])
      expect(await states()).toEqual({ jane: 'doubtful' })
      expect(provider.posts).toEqual([])
    },
  )

  it('is sent again after an answer that nothing was taken', async () => {
    await reader('jane', 'sms', '+491701234567')
    await began()
    provider.next({ answer: 429 })
    expect(await tell()).toEqual(['retry'])
    expect(await tell(minute(200))).toEqual(['sent'])
  })

  it('counts as heard, so that the end is told, and not as told on the page', async () => {
    await reader('jane', 'sms', '+491701234567')
    await began()
    provider.next('drop')
    await tell()
    expect(await fixture.db.transaction(tx => readToldNotices(tx, 'p1'))).toEqual([])
    await planned('n2', 'ended', minute(10), { servers: [told('web07')] })
    expect(await tell(minute(11))).toEqual(['sent'])
  })

  it('is not mailed instead', async () => {
    await reader('jane', 'sms', '+491701234567')
    await began()
    provider.next('drop')
    await tell()
    const rows = await fixture.db.select().from(deliveries)
    expect(rows.map(row => row.channel)).toEqual(['sms'])
  })

  it('by a webhook is repeated, for its receiver knows it again', async () => {
    await reader('jane', 'webhook', `${provider.url}/jane`)
    await began()
    provider.next('drop')
    await tell()
    expect(await tell(minute(200))).toEqual(['sent'])
    expect(new Set(provider.posts.map(post => post.headers['webhook-id'])).size).toBe(1)
  })
})
