import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { comments } from '#db/schema/comment.ts'
import { customers } from '#db/schema/customer.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { consents, destinations, subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { erasePerson } from '#lib/flows/subscribers/erase-person.ts'
import { exportPerson } from '#lib/flows/subscribers/export-subscribers.ts'
import { suppressAddress } from '#lib/flows/subscribers/suppress-address.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { minute, start, subscribingFixture } from './subscribing-fixture.ts'

let fixture: Awaited<ReturnType<typeof subscribingFixture>>
beforeAll(async () => {
  fixture = await subscribingFixture()
}, 60_000)
afterAll(() => fixture.close())

const [web07, postId, jane, dana] = [newId(), newId(), newId(), newId()]
const email = 'jane-the-customer@example.com'

beforeEach(async () => {
  await fixture.reset()
  await emptyTables(fixture.db, 'people', 'customers', 'audit')
  await fixture.db
    .insert(staff)
    .values({ role: 'owner', id: dana, name: 'Dana', email: 'dana@example-host.net' })
  await fixture.db.insert(servers).values({ id: web07, label: 'web07', hostname: 'web07.example.net' })
  await fixture.db.insert(posts).values({
    id: postId,
    slug: 'rootkit',
    kind: 'advisory',
    title: 'A rootkit',
    visibility: 'published',
    startedAt: start,
    publishedAt: start,
  })
})

async function comment(body: string, facts: Partial<typeof comments.$inferInsert> = {}): Promise<string> {
  const id = newId()
  const words = { authorName: 'Jane', email, body, state: 'published' as const, publishedAt: start }
  await fixture.db.insert(comments).values({ id, postId, createdAt: start, ...words, ...facts })
  return id
}

/** A subscriber with something in every table. */
async function everything(): Promise<void> {
  const { db } = fixture
  await db.insert(subscribers).values({ id: jane, email, state: 'confirmed', confirmedAt: start })
  await db.insert(subscriptions).values({ subscriberId: jane, serverId: web07, confirmedAt: start })
  await db.insert(consents).values({ subscriberId: jane, staffId: dana, origin: 'Order form', proof: email })
  await db.insert(destinations).values({
    subscriberId: jane,
    channel: 'telegram',
    address: '4711',
    config: { address: '4711', config: {} } as never,
    label: 'mine',
  })
  const noticeId = newId()
  const facts = { servers: [], endedBefore: [], stillAffected: [] }
  await db.insert(notices).values({ id: noticeId, postId, kind: 'advisory', facts })
  await db
    .insert(deliveries)
    .values({ noticeId, subscriberId: jane, channel: 'mail', address: email, state: 'sent' })
  await db
    .insert(customers)
    .values({ domain: 'example.org', serverId: web07, contacts: [email, 'other@example.org'] })
}

/** Every row of every table of ours that holds the address. */
async function traces(): Promise<string[]> {
  const { rows } = await fixture.db.execute<{ name: string }>(sql`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema in ('public', 'pgboss')`)
  const found: string[] = []
  for (const { name } of rows) {
    const hits = await fixture.db.execute(
      sql`select from ${sql.raw(name)} t where t::text like ${`%${email}%`} limit 1`,
    )
    if (hits.rows.length > 0) found.push(name)
  }
  return found
}

const erase = (isWithComments: boolean) =>
  erasePerson(fixture.db, { email, isWithComments, staffId: dana }, minute(1))

describe('erasing a person', () => {
  it('leaves their address in no table, and in the audit that it happened', async () => {
    await everything()
    await comment('Mine.')
    expect((await traces()).length).toBeGreaterThan(4)
    expect(await erase(true)).toBe('done')
    expect(await traces()).toEqual([])
    expect(await fixture.db.$count(comments)).toBe(0)
    const rows = await fixture.db.select().from(audit)
    expect(rows).toMatchObject([
      { action: 'erase-person', staffId: dana, subject: `subscriber ${jane}`, facts: null },
    ])
    const [customer] = await fixture.db.select().from(customers)
    expect(customer?.contacts).toEqual(['other@example.org'])
    expect(fixture.refreshed).toContain('/posts/rootkit')
    expect(await erase(true)).toBe('gone')
  })

  it('leaves their words where that is wanted, without the address', async () => {
    const id = await comment('Mine.')
    await comment('Not confirmed.', { state: 'held', publishedAt: null })
    expect(await erase(false)).toBe('done')
    expect(await traces()).toEqual([])
    expect(await fixture.db.select().from(comments)).toMatchObject([{ id, email: null, body: 'Mine.' }])
    expect(fixture.refreshed).toEqual([])
  })

  it('who called us spam is still never written to', async () => {
    await everything()
    await suppressAddress(fixture.db, { address: email, reason: `550 ${email} is unknown` }, start)
    expect(await erase(true)).toBe('done')
    expect(await traces()).toEqual(['public.subscribers'])
    const [row] = await fixture.db.select().from(subscribers).where(eq(subscribers.email, email))
    expect(row?.state).toBe('suppressed')
  })
})

it('a copy of all that we have names what they watch, ways, proof, deliveries and comments, and no secret', async () => {
  await everything()
  await comment('Mine.')
  const copy = await exportPerson(fixture.db, { email, staffId: dana }, start)
  const read = JSON.parse(copy)
  expect(read).toMatchObject({
    address: email,
    subscriber: { email, state: 'confirmed' },
    watching: [{ label: 'web07' }],
    destinations: [{ channel: 'telegram', label: 'mine' }],
    consents: [{ origin: 'Order form' }],
    deliveries: [{ post: 'A rootkit', channel: 'mail', address: email }],
    comments: [{ body: 'Mine.', slug: 'rootkit' }],
    customerMap: [{ domain: 'example.org' }],
  })
  expect(await fixture.db.select().from(audit)).toMatchObject([
    { action: 'export-person', subject: `subscriber ${jane}`, facts: null },
  ])
})

it('a copy for one person has nothing of another, though both live on one domain and answer each other', async () => {
  await everything()
  const other = 'joe-the-other@example.com'
  const asked = await comment('Is it mine?')
  await comment('Mine, too.', { email: other, authorName: 'Joe', parentId: asked, answersId: asked })
  await fixture.db.insert(subscribers).values({ email: other, state: 'confirmed', confirmedAt: start })
  await fixture.db.update(customers).set({ contacts: [email, other] })
  const ask = (of: string) => exportPerson(fixture.db, { email: of, staffId: dana }, minute(1))
  const copy = await ask(email)
  expect(copy).toContain('Is it mine?')
  expect(copy).not.toMatch(/joe|Mine, too|Dana|dana@/i)
  const theirs = await ask(other)
  expect(theirs).toContain('Mine, too.')
  expect(theirs).not.toMatch(/jane|Is it mine|4711|Order form/i)
})
