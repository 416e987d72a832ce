import { eq, sql } from 'drizzle-orm'
import { newId } from '#db/id.ts'
import type { DestinationEnd } from '#db/jobs.ts'
import { type Destination, sealDestination } from '#db/keys/destination.ts'
import { readDestinations } from '#db/reads/destinations/destinations.ts'
import { destinations, subscribers } from '#db/schema/subscriber.ts'
import { channelsFrom } from '#lib/channels/channels.ts'
import { env } from '#lib/env.ts'
import { addDestination } from '#lib/flows/destinations/add-destination.ts'
import type { DestinationAsked } from '#lib/rules/destinations/destination-form.ts'
import { pushKeys } from '#tests/channels/push-browser.ts'
import { startChannelProvider } from '#tests/support/channel-provider.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { testSite } from '#tests/support/site.ts'

export const start = new Date('2026-03-10T14:30:00Z')

/** This many minutes after the start. */
export function minute(count: number): Date {
  return new Date(start.getTime() + count * 60_000)
}

/** A site whose channels all lead to one local provider. */
export async function channelsFixture() {
  const { db, close } = await testSite()
  const provider = await startChannelProvider()
  const channels = channelsFrom(
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

  const asked = (facts: Partial<DestinationAsked>): DestinationAsked => ({
    channel: 'webhook',
    address: `${provider.url}/hook`,
    label: '',
    config: (facts.channel ?? 'webhook') === 'webhook' ? null : {},
    ...facts,
  })

  return {
    db,
    provider,
    channels,
    asked,
    async close() {
      await provider.close()
      await close()
    },
    async reset(): Promise<void> {
      await emptyTables(db, 'subscribers', 'trials')
      await db.execute(sql`delete from pgboss.job where name = 'tell-owner'`)
      provider.posts.length = 0
    },
    async subscriber(id: string, state: 'confirmed' | 'pending' | 'unsubscribed' = 'confirmed') {
      await db.insert(subscribers).values({ id, email: `${id}@example.net`, state })
    },
    add: (id: string, facts: Partial<DestinationAsked>, now = start) =>
      addDestination(id, asked(facts), now, db, channels),
    /** The only destination of a subscriber. */
    async only(id: string) {
      const [destination, ...others] = await readDestinations(id, db)
      if (!destination || others.length > 0) throw new Error(`${id} has ${others.length + 1} destinations.`)
      return destination
    },
    /** An active destination that was never tried. */
    async active(subscriberId: string, facts: Partial<Destination> = {}) {
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
      const id = newId()
      await db.insert(destinations).values({ ...values, id, ...sealDestination(id, values.channel, values) })
      return id
    },
    async state(id: string) {
      const [row] = await db.select().from(destinations).where(eq(destinations.id, id))
      return row?.state ?? 'none'
    },
    /** The code in the last message that the provider got. */
    code: () =>
      provider.posts
        .at(-1)
        ?.body.toString()
        .match(/code[ +]is[ +](\d{6})/)?.[1] ?? '',
    /** What waits to be told to owners. */
    async ends(): Promise<DestinationEnd[]> {
      const { rows } = await db.execute(
        sql`select data from pgboss.job where name = 'tell-owner' order by data->>'destinationId'`,
      )
      return rows.map(row => row.data as DestinationEnd)
    },
  }
}
