import { eq } from 'drizzle-orm'
import { afterEach, beforeEach } from 'vitest'
import { deliveries } from '#db/schema/delivery.ts'
import { destinations, subscribers } from '#db/schema/subscriber.ts'
import type { Channels, TellResult } from '#lib/channels/channel.ts'
import { channelsFrom } from '#lib/channels/channels.ts'
import { env } from '#lib/env.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { attemptMessage } from '#lib/flows/sending/attempt-message.ts'
import { claimMessages } from '#lib/flows/sending/claim-messages.ts'
import { pushKeys } from '#tests/channels/push-browser.ts'
import { minute, start, told, useNoticeFixture } from '#tests/flows/notices/notice-fixture.ts'
import { type ChannelProvider, startChannelProvider } from '#tests/support/channel-provider.ts'

type Fixture = ReturnType<typeof useNoticeFixture>

/** How readers are told elsewhere than by mail. */
function waysOf(fixture: Fixture, provider: ChannelProvider) {
  async function destination(subscriberId: string, facts: Partial<typeof destinations.$inferInsert> = {}) {
    const values = {
      subscriberId,
      channel: 'webhook' as const,
      address: `${provider.url}/hook`,
      label: '',
      config: { secret: `whsec_${'a'.repeat(32)}` },
      state: 'active' as const,
      createdAt: start,
      ...facts,
    }
    const [row] = await fixture.db.insert(destinations).values(values).returning({ id: destinations.id })
    return row?.id ?? ''
  }

  async function switchMailOff(subscriberId: string) {
    await fixture.db.update(subscribers).set({ mailOffAt: start }).where(eq(subscribers.id, subscriberId))
  }

  return {
    destination,
    switchMailOff,
    slack: (path = '/slack') => ({
      channel: 'slack' as const,
      address: `${provider.url}${path}`,
      config: {},
    }),
    /** jane gets notices at one webhook alone. */
    async byWebhookAlone() {
      await fixture.subscriber('jane', ['web07'])
      await switchMailOff('jane')
      return destination('jane')
    },
  }
}

/** What the provider was told. */
function saidTo(provider: ChannelProvider) {
  const bodies = () => provider.posts.map(post => JSON.parse(post.body.toString()))
  return {
    bodies,
    paths: () => provider.posts.map(post => post.path),
    updates: () => bodies().map(body => String(body.incident.incident_updates[0].body).split('\n')[0]),
    ids: () => provider.posts.map(post => post.headers['webhook-id']),
  }
}

/** Notices that go out as messages, for the tests of one file. */
export function useMessages() {
  const fixture = useNoticeFixture()
  const provider = {} as ChannelProvider
  const channels = {} as Channels
  beforeEach(async () => {
    Object.assign(provider, await startChannelProvider())
    Object.assign(channels, channelsFrom({ ...env, WEBHOOK_ALLOW_PRIVATE: true }, pushKeys))
  })
  afterEach(() => provider.close())

  async function planned(...notice: Parameters<typeof fixture.notice>) {
    await fixture.notice(...notice)
    await planNotice(fixture.db, notice[0], notice[2])
  }

  /** Makes every attempt that is due, one after the other, and returns what each brought. */
  async function tell(now = minute(1)): Promise<TellResult['is'][]> {
    const results: TellResult['is'][] = []
    for (;;) {
      const { claimed, wakeAt } = await claimMessages(fixture.db, 50, () => now)
      for (const one of claimed) results.push((await attemptMessage(fixture.db, one, channels, () => now)).is)
      if (claimed.length === 0 && (wakeAt === null || wakeAt > now)) return results
    }
  }

  return {
    fixture,
    provider,
    channels,
    ...waysOf(fixture, provider),
    ...saidTo(provider),
    planned,
    tell,
    began: (at = start) => planned('n1', 'began', at, { servers: [told('web07')] }),
    ended: (at: Date) => planned('n2', 'ended', at, { servers: [told('web07')] }),
    take: async (now: Date) => (await claimMessages(fixture.db, 50, () => now)).claimed,
    /** The one delivery of a notice. */
    async only(noticeId = 'n1') {
      const [row, ...others] = await fixture.db
        .select()
        .from(deliveries)
        .where(eq(deliveries.noticeId, noticeId))
      if (!row || others.length > 0) throw new Error(`${noticeId} has not one delivery.`)
      return row
    },
  }
}
