import { afterAll, beforeAll, expect, it } from 'vitest'
import { type SubscriberState, subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { purgeUnconfirmed } from '#lib/flows/subscribers/purge-unconfirmed.ts'
import { later } from '#lib/rules/time/time.ts'
import { type Site, testSite } from '#tests/support/site.ts'

const now = new Date('2026-03-10T14:30:00Z')
const daysAgo = (days: number) => later(now, -days * 86_400)

let site: Site
beforeAll(async () => {
  site = await testSite()
})
afterAll(() => site.close())

async function asked(id: string, state: SubscriberState, days: number, confirmedAt: Date | null = null) {
  const at = daysAgo(days)
  await site.db
    .insert(subscribers)
    .values({ id, email: `${id}@example.com`, state, askedAt: at, createdAt: at })
  await site.db
    .insert(subscriptions)
    .values({ id, subscriberId: id, domain: `${id}.example`, confirmedAt, createdAt: at })
}

it('forgets who never confirmed for 30 days, and what was never confirmed, and nothing else', async () => {
  await asked('old', 'pending', 31)
  await asked('young', 'pending', 29)
  await asked('reader', 'confirmed', 90, daysAgo(90))
  await asked('asker', 'confirmed', 31)
  await asked('left', 'unsubscribed', 90)
  await asked('dead', 'suppressed', 90, daysAgo(90))
  expect(await purgeUnconfirmed(site.db, now)).toBe(1)
  const kept = (await site.db.select().from(subscribers)).map(row => row.id)
  expect(kept.sort()).toEqual(['asker', 'dead', 'left', 'reader', 'young'])
  const watched = (await site.db.select().from(subscriptions)).map(row => row.id)
  expect(watched.sort()).toEqual(['dead', 'reader', 'young'])
  expect(await purgeUnconfirmed(site.db, now)).toBe(0)
})
