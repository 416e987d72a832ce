import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { newId } from '#db/id.ts'
import { groups, servers } from '#db/schema/server.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { askToSubscribe } from '#lib/flows/subscribers/ask-to-subscribe.ts'
import { confirmSubscription } from '#lib/flows/subscribers/confirm-subscription.ts'
import { type LinkPurpose, signLink } from '#lib/links.ts'
import { fullPreferences } from '#lib/rules/subscribers/notice-preferences.ts'
import type { Target } from '#lib/rules/subscribers/target.ts'
import { later } from '#lib/rules/time/time.ts'
import { minute, start, subscribingFixture, tokenIn } from './subscribing-fixture.ts'

const [fra, web07, web08, retired] = [newId(), newId(), newId(), newId()]
const email = 'jane@example.net'

const targets = {
  all: { is: 'all' } as Target,
  domain: { is: 'domain', domain: 'example.com' } as Target,
  server: (id: string): Target => ({ is: 'server', id }),
  group: (id: string): Target => ({ is: 'group', id }),
}

const ask = (
  wanted: Target | Target[],
  now: Date,
  preferences = fullPreferences,
  zone: string | null = null,
) => askToSubscribe({ email, targets: [wanted].flat(), preferences, zone }, now)

/** The site with three servers, of which Jane may watch two, for the tests of one file. */
export function useJane() {
  const fixture = {} as Awaited<ReturnType<typeof subscribingFixture>>
  beforeAll(async () => {
    Object.assign(fixture, await subscribingFixture())
  })
  afterAll(() => fixture.close())
  beforeEach(async () => {
    await fixture.reset()
    await fixture.db.insert(groups).values({ id: fra, name: 'Frankfurt' })
    await fixture.db.insert(servers).values([
      { id: web07, label: 'web07', hostname: 'web07.example.com', groupId: fra },
      { id: web08, label: 'web08', hostname: 'web08.example.com', groupId: fra },
      { id: retired, label: 'old01', hostname: 'old01.example.com', retiredAt: start },
    ])
  })

  const subscriber = async () => (await fixture.db.select().from(subscribers))[0]

  /** A link for the subscriber, made now. */
  async function linkFor(purpose: LinkPurpose, now = start): Promise<string> {
    const expiresAt = purpose === 'unsubscribe' ? null : later(now, 72 * 3600)
    return signLink(await fixture.secret(), purpose, (await subscriber())?.id ?? '', expiresAt)
  }

  return {
    fixture,
    fra,
    web07,
    web08,
    retired,
    email,
    ...targets,
    ask,
    subscriber,
    linkFor,
    async watched() {
      const rows = await fixture.db.select().from(subscriptions).orderBy(subscriptions.createdAt)
      return rows.map(row => [row.serverId ?? row.groupId ?? row.domain, row.confirmedAt])
    },
    /** Jane watches web07, confirmed a minute after the start. */
    async janeWatchesWeb07(): Promise<string> {
      await ask(targets.server(web07), start)
      const token = tokenIn((await fixture.mail(start))[0])
      expect(await confirmSubscription(token, null, minute(1))).toBe('confirmed')
      return token
    },
  }
}
