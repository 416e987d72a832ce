import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { customers, domains } from '#db/schema/customer.ts'
import { servers } from '#db/schema/server.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { warnOfOwnMail } from '#lib/flows/destinations/warn-of-own-mail.ts'
import { planDomains } from '#lib/flows/domains/plan-domains.ts'
import { keepDomainsFresh, refreshDomains } from '#lib/flows/domains/refresh-domains.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { minute, noticeFixture, start, told } from '#tests/flows/notices/notice-fixture.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { namesOf, type Records } from '#tests/support/names.ts'

let fixture: Awaited<ReturnType<typeof noticeFixture>>
beforeAll(async () => {
  fixture = await noticeFixture()
}, 60_000)
afterAll(() => fixture.stop())

beforeEach(async () => {
  await fixture.reset()
  for (const [id, ip] of [
    ['web07', '203.0.113.7'],
    ['web08', '203.0.113.8'],
    ['mx01', '203.0.113.25'],
  ] as const)
    await fixture.db
      .update(servers)
      .set({ ips: [ip] })
      .where(eq(servers.id, id))
})

/** A confirmed subscriber who watches a domain and nothing else. */
async function watching(id: string, domain: string, email = `${id}@example.org`): Promise<void> {
  await fixture.db.insert(subscribers).values({ id, email, state: 'confirmed' })
  await fixture.db.insert(subscriptions).values({ subscriberId: id, domain, confirmedAt: start })
}

const refresh = (records: Records, now = start, code?: string) =>
  keepDomainsFresh(fixture.db, now, () => namesOf(records, code))

const places = async () =>
  Object.fromEntries((await fixture.db.select().from(domains)).map(row => [row.domain, row.serverIds.sort()]))

/** Tells that a server is in trouble, and returns who heard of it. */
async function audienceOf(server: string, now = start): Promise<string[]> {
  const id = `n-${server}-${now.getTime()}`
  await emptyTables(fixture.db, 'notices')
  await fixture.notice(id, 'began', now, { servers: [told(server)] })
  await planNotice(fixture.db, id, now)
  return fixture.audience(id)
}

describe('a domain that is watched', () => {
  it('is where its web site and its mail are', async () => {
    await watching('jane', 'example.com')
    await refresh({
      a: { 'example.com': ['203.0.113.7'], 'mail.example.com': ['203.0.113.25'] },
      mx: { 'example.com': ['mail.example.com'] },
    })
    expect(await places()).toEqual({ 'example.com': ['mx01', 'web07'] })
    expect(await audienceOf('web07')).toEqual(['jane'])
    expect(await audienceOf('mx01')).toEqual(['jane'])
    expect(await audienceOf('web08')).toEqual([])
  })

  it('follows a move in DNS', async () => {
    await watching('jane', 'example.com')
    await refresh({ a: { 'example.com': ['203.0.113.7'] } })
    await refresh({ a: { 'example.com': ['203.0.113.8'] } }, minute(10))
    expect(await audienceOf('web07', minute(11))).toEqual([])
    expect(await audienceOf('web08', minute(11))).toEqual(['jane'])
  })

  it('may be the name of a server itself', async () => {
    await watching('jane', 'web07.example.com')
    await refresh({})
    expect(await places()).toEqual({ 'web07.example.com': ['web07'] })
  })

  it.each([
    ['ENOTFOUND', []],
    ['ENODATA', []],
    ['ETIMEOUT', ['web07']],
    ['ESERVFAIL', ['web07']],
  ])('when DNS says %s is on %j: its own name server may be what is down', async (code, expected) => {
    await watching('jane', 'example.com')
    await refresh({ a: { 'example.com': ['203.0.113.7'] } })
    await refresh({}, minute(10), code)
    expect(await places()).toEqual({ 'example.com': expected })
  })

  it('keeps what an answer in part does not speak of', async () => {
    await watching('jane', 'example.com')
    await refresh({ a: { 'example.com': ['203.0.113.7'] }, mx: { 'example.com': ['mx01.example.com'] } })
    await refresh({ a: { 'example.com': ['203.0.113.8'] } }, minute(10), 'ETIMEOUT')
    expect(await places()).toEqual({ 'example.com': ['mx01', 'web07', 'web08'] })
  })

  it('is asked about once for all who watch it, not again within ten minutes, and never when nobody confirmed it', async () => {
    await watching('jane', 'example.com')
    await watching('joe', 'example.com')
    await fixture.db.insert(subscribers).values({ id: 'eve', email: 'eve@example.org', state: 'pending' })
    await fixture.db.insert(subscriptions).values({ subscriberId: 'eve', domain: 'evil.example' })
    const names = namesOf({ a: { 'example.com': ['203.0.113.7'] } })
    const run = (at: Date) => keepDomainsFresh(fixture.db, at, () => names)
    expect([await run(start), await run(minute(9)), await run(minute(10))]).toEqual([1, 0, 1])
    expect(new Set(names.asked)).toEqual(new Set(['example.com']))
  })

  it('is forgotten when nobody watches it any more', async () => {
    await watching('jane', 'example.com')
    await refresh({})
    await fixture.db.delete(subscriptions)
    await refresh({})
    expect(await places()).toEqual({})
  })

  it('is asked about among many, at most so many at once', async () => {
    for (let i = 0; i < 100; i++) await watching(`s${i}`, `d${i}.com`)
    let underWay = 0
    let most = 0
    const names = () => {
      const inner = namesOf({})
      return {
        ...inner,
        async resolveCname(name: string) {
          underWay += 1
          most = Math.max(most, underWay)
          await new Promise(resolve => setImmediate(resolve))
          underWay -= 1
          return inner.resolveCname(name)
        },
      }
    }
    expect(await refreshDomains(fixture.db, start, { most: 60, withinMs: 5_000 }, start, names)).toBe(60)
    expect(most).toBeGreaterThan(1)
    expect(most).toBeLessThanOrEqual(32)
    expect(await refreshDomains(fixture.db, start, { most: 100, withinMs: 0 }, minute(1), names)).toBe(0)
  })
})

describe('a notice while the places are old', () => {
  beforeEach(async () => {
    await fixture.subscriber('direct', ['web08'])
    await watching('jane', 'example.com')
    await refresh({ a: { 'example.com': ['203.0.113.7'] } })
  })

  const late = (records: Records, code?: string) =>
    planDomains(fixture.db, 'n1', minute(60), () => namesOf(records, code))

  it('is told to the others at once, and a moment later to who is there now; nobody is told twice', async () => {
    await fixture.notice('n1', 'began', minute(60), { servers: [told('web07'), told('web08')] })
    expect(await planNotice(fixture.db, 'n1', minute(60))).toBe(1)
    expect(await fixture.audience('n1')).toEqual(['direct'])
    expect(await fixture.boss.findJobs('plan-domains')).toMatchObject([{ data: { noticeId: 'n1' } }])
    expect(await late({ a: { 'example.com': ['203.0.113.8'] } })).toBe(1)
    expect(await late({ a: { 'example.com': ['203.0.113.8'] } })).toBe(0)
    expect(await fixture.audience('n1')).toEqual(['direct', 'jane'])
    await fixture.boss.deleteAllJobs('plan-domains')
  })

  it('is not told to who has moved away meanwhile', async () => {
    await fixture.notice('n1', 'began', minute(60), { servers: [told('web07')] })
    await planNotice(fixture.db, 'n1', minute(60))
    expect(await late({ a: { 'example.com': ['198.51.100.1'] } })).toBe(0)
  })

  it('goes by the last answer when DNS gives none', async () => {
    await fixture.notice('n1', 'began', minute(60), { servers: [told('web07')] })
    await planNotice(fixture.db, 'n1', minute(60))
    expect(await late({}, 'ETIMEOUT')).toBe(1)
  })

  it('that is not planned yet is left to its own job', async () => {
    await fixture.notice('n1', 'began', minute(60), { servers: [told('web07')] })
    expect(await late({ a: { 'example.com': ['203.0.113.7'] } })).toBe(0)
  })
})

describe('the customer map', () => {
  const map = (domain: string, serverId: string, contacts: string[] = []) =>
    fixture.db
      .insert(customers)
      .values({ domain, serverId, contacts })
      .onConflictDoUpdate({ target: customers.domain, set: { serverId, contacts } })

  it('comes before DNS, for addresses at the domain and for its contacts', async () => {
    await watching('own', 'example.com', 'own@example.com')
    await watching('contact', 'example.com', 'contact@example.org')
    await refresh({ a: { 'example.com': ['203.0.113.7'] } })
    await map('example.com', 'web08', ['contact@example.org'])
    expect(await audienceOf('web08')).toEqual(['contact', 'own'])
    expect(await audienceOf('web07')).toEqual([])
  })

  it('tells a stranger nothing: for them DNS counts', async () => {
    await watching('stranger', 'example.com', 'stranger@example.com.evil.example')
    await refresh({ a: { 'example.com': ['198.51.100.1'] } })
    await map('example.com', 'web07')
    expect(await audienceOf('web07')).toEqual([])
    await refresh({ a: { 'example.com': ['203.0.113.7'] } }, minute(10))
    expect(await audienceOf('web07', minute(11))).toEqual(['stranger'])
  })

  it('takes its subscriptions along when a domain moves, within an incident too', async () => {
    await watching('own', 'example.com', 'own@example.com')
    await map('example.com', 'web07')
    await fixture.notice('n1', 'began', minute(0), { servers: [told('web07')] })
    await planNotice(fixture.db, 'n1', minute(0))
    expect(await fixture.audience('n1')).toEqual(['own'])
    await map('example.com', 'web08')
    await fixture.notice('n2', 'began', minute(2), { servers: [told('web08')] })
    await planNotice(fixture.db, 'n2', minute(2))
    expect(await fixture.audience('n2')).toEqual(['own'])
    await fixture.notice('n3', 'ended', minute(30), {
      servers: [told('web08')],
      endedBefore: [told('web07')],
    })
    await planNotice(fixture.db, 'n3', minute(30))
    expect(await fixture.audience('n3')).toEqual(['own'])
  })
})

describe('the warning about mail on a watched server', () => {
  const warn = (targets: Parameters<typeof warnOfOwnMail>[1], records: Records, email = 'jane@example.com') =>
    warnOfOwnMail({ email }, targets, fixture.db, namesOf(records))
  const web07 = { is: 'server', id: 'web07' } as const

  it.each([
    ['its address', { a: { 'example.com': ['203.0.113.7'] } }, ['web07']],
    [
      'its mail host',
      { a: { 'mx.example.com': ['203.0.113.7'] }, mx: { 'example.com': ['mx.example.com'] } },
      ['web07'],
    ],
    ['another server', { a: { 'example.com': ['203.0.113.8'] } }, []],
    ['elsewhere', { a: { 'example.com': ['198.51.100.1'] } }, []],
    ['nothing', {}, []],
  ])('looks at the mail domain: %s', async (_, records, expected) => {
    expect(await warn([web07], records)).toEqual(expected)
  })

  it.each([
    ['all servers', { is: 'all' }, ['web07']],
    ['its group', { is: 'group', id: 'fra' }, ['web07']],
    ['another group', { is: 'group', id: 'ams' }, []],
    ['the domain itself', { is: 'domain', domain: 'example.com' }, ['web07']],
    ['another domain', { is: 'domain', domain: 'example.org' }, []],
    ['the end of an incident', { is: 'post', id: 'p1' }, []],
  ] as const)('for who watches %s', async (_, target, expected) => {
    expect(await warn([target], { a: { 'example.com': ['203.0.113.7'] } })).toEqual(expected)
  })

  it('knows what the map says of the address’s own domain', async () => {
    await fixture.db.insert(customers).values({ domain: 'example.com', serverId: 'web07' })
    expect(await warn([web07], {})).toEqual(['web07'])
    expect(await warn([web07], {}, 'jane@example.org')).toEqual([])
  })
})
