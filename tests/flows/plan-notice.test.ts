import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readReaders } from '#db/reads/readers.ts'
import { deliveries, notices, posts, subscribers, subscriptions } from '#db/schema.ts'
import { planNotice } from '#lib/flows/plan-notice.ts'
import { minute, noticeWorld, start, told } from './notice-world.ts'

let world: Awaited<ReturnType<typeof noticeWorld>>
beforeAll(async () => {
  world = await noticeWorld()
}, 60_000)
afterAll(() => world.stop())
beforeEach(() => world.reset())

const plan = (id: string, now = start) => planNotice(world.db, id, now)

describe('the audience of trouble', () => {
  it.each([
    ['the server', ['web07'], true],
    ['its group', ['fra'], true],
    ['all servers', ['all'], true],
    ['another server', ['web08'], false],
    ['another group', ['ams'], false],
    ['nothing', [], false],
    ['the server and its group, once', ['web07', 'fra', 'all'], true],
  ])('who watches %s', async (_, watching, hears) => {
    await world.subscriber('jane', watching)
    await world.notice('n1', 'began', start, { servers: [told('web07')] })
    await plan('n1')
    expect(await world.audience('n1')).toEqual(hears ? ['jane'] : [])
  })

  it.each(['pending', 'unsubscribed', 'suppressed'] as const)('leaves out who is %s', async state => {
    await world.subscriber('jane', ['web07'], state)
    await world.notice('n1', 'worsened', start, { servers: [told('web07')] })
    await plan('n1')
    expect(await world.audience('n1')).toEqual([])
  })

  it('leaves out what its owner has not confirmed', async () => {
    await world.subscriber('jane', ['web07', 'all'], 'confirmed', false)
    await world.notice('n1', 'began', start, { servers: [told('web07')] })
    await plan('n1')
    expect(await world.audience('n1')).toEqual([])
  })

  it('of a server without a group is not who watches another group', async () => {
    await world.subscriber('group', ['fra'])
    await world.subscriber('server', ['mx01'])
    await world.notice('n1', 'began', start, { servers: [told('mx01')] })
    await plan('n1')
    expect(await world.audience('n1')).toEqual(['server'])
  })

  it('never has staff in it', async () => {
    await world.staff('dennis')
    await world.notice('n1', 'began', start, { servers: [told('web07')] })
    await plan('n1')
    expect(await world.audience('n1')).toEqual([])
  })
})

describe('a second beginning of the same post', () => {
  async function began(id: string, server: string, minutes: number): Promise<void> {
    await world.notice(id, 'began', minute(minutes), { servers: [told(server)] })
    await plan(id, minute(minutes))
  }

  beforeEach(async () => {
    await world.subscriber('both', ['web07', 'web08'])
    await world.subscriber('second', ['web08'])
    await began('n1', 'web07', 0)
  })

  it('within 15 minutes is told to who knows of nothing yet', async () => {
    await began('n2', 'web08', 14)
    expect(await world.audience('n2')).toEqual(['second'])
  })

  it('after 15 minutes is told to everyone', async () => {
    await began('n2', 'web08', 15)
    expect(await world.audience('n2')).toEqual(['both', 'second'])
  })

  it('is told to who was not reached the first time', async () => {
    await world.db.update(deliveries).set({ state: 'refused' })
    await began('n2', 'web08', 5)
    expect(await world.audience('n2')).toEqual(['both', 'second'])
  })

  it('is told to who was given the all clear in between', async () => {
    await world.notice('end', 'ended', minute(6), { servers: [told('web07')] })
    await plan('end', minute(6))
    await began('n2', 'web08', 8)
    expect(await world.audience('n2')).toEqual(['both', 'second'])
  })

  it('is told to who gets the all clear at the same moment, whichever job runs first', async () => {
    await world.notice('n2', 'began', minute(6), { servers: [told('web08')] })
    await world.notice('end', 'ended', minute(6), { servers: [told('web07')] })
    await plan('n2', minute(6))
    expect(await world.audience('n2')).toEqual(['both', 'second'])
    expect(await world.audience('end')).toEqual(['both'])
  })

  it('is not told to who heard of an end and of other trouble at one moment', async () => {
    await world.subscriber('jane', ['web07', 'web08', 'db01'])
    await world.notice('end', 'ended', minute(20), { servers: [told('web07')] })
    await world.notice('n2', 'began', minute(20), { servers: [told('web08')] })
    await plan('n2', minute(20))
    expect(await world.audience('n2')).toContain('jane')
    await world.notice('n3', 'began', minute(22), { servers: [told('db01')] })
    await plan('n3', minute(22))
    expect(await world.audience('n3')).toEqual([])
  })

  it('is told at once when it belongs to another post', async () => {
    await world.db.insert(posts).values({
      ...{ id: 'p2', slug: 'p2', kind: 'incident', title: 'Other', visibility: 'published' },
      ...{ startedAt: start, publishedAt: start },
    })
    await world.notice('n2', 'began', minute(1), { servers: [told('web08')] }, 'p2')
    await plan('n2', minute(1))
    expect(await world.audience('n2')).toEqual(['both', 'second'])
  })

  it('does not keep back what got worse', async () => {
    await world.notice('n2', 'worsened', minute(1), { servers: [told('web07')] })
    await plan('n2', minute(1))
    expect(await world.audience('n2')).toEqual(['both'])
  })
})

describe('the audience of an end', () => {
  /** Everybody who watches one of these hears that they are in trouble. */
  async function began(...ids: string[]): Promise<void> {
    await world.notice('n0', 'began', minute(-60), { servers: ids.map(id => told(id)) })
    await plan('n0', minute(-60))
  }

  it('is who watches what ended and nothing that is still in trouble', async () => {
    await world.subscriber('ended', ['web07'])
    await world.subscriber('both', ['web07', 'web08'])
    await world.subscriber('group', ['fra'])
    await world.subscriber('all', ['all'])
    await world.subscriber('still', ['web08'])
    await world.subscriber('none', ['db01'])
    await began('web07', 'web08')
    await world.notice('n1', 'ended', start, { servers: [told('web07')], stillAffected: ['web08'] })
    await plan('n1')
    expect(await world.audience('n1')).toEqual(['ended'])
  })

  it('is everyone who watches it when nothing else is in trouble', async () => {
    await world.subscriber('both', ['web07', 'web08'])
    await world.subscriber('all', ['all'])
    await world.subscriber('before', ['web08'])
    await began('web07', 'web08')
    await world.notice('n1', 'ended', start, { servers: [told('web07')], endedBefore: [told('web08')] })
    await plan('n1')
    expect(await world.audience('n1')).toEqual(['all', 'both'])
  })

  it('is nobody who came after the beginning, or was not reached', async () => {
    await world.subscriber('heard', ['web07'])
    await world.subscriber('missed', ['web07'])
    await began('web07')
    await world.db.update(deliveries).set({ state: 'refused' }).where(eq(deliveries.subscriberId, 'missed'))
    await world.subscriber('late', ['web07'])
    await world.notice('n1', 'ended', start, { servers: [told('web07')] })
    await plan('n1')
    expect(await world.audience('n1')).toEqual(['heard'])
  })

  it('is who asked for the end of this incident, once all of it is over', async () => {
    await world.subscriber('end', [])
    await world.subscriber('both', ['web07'])
    await world.db.insert(subscriptions).values([
      { subscriberId: 'end', postId: 'p1', confirmedAt: start },
      { subscriberId: 'both', postId: 'p1', confirmedAt: start },
    ])
    await began('web07', 'web08')
    expect(await world.audience('n0')).toEqual(['both'])
    await world.notice('n1', 'ended', minute(1), { servers: [told('web07')], stillAffected: ['web08'] })
    await plan('n1', minute(1))
    expect(await world.audience('n1')).toEqual(['both'])
    await world.notice('n2', 'ended', minute(2), { servers: [told('web08')], endedBefore: [told('web07')] })
    await plan('n2', minute(2))
    expect(await world.audience('n2')).toEqual(['both', 'end'])
    const readers = await readReaders(world.db, ['end'], 'p1')
    expect(readers.get('end')?.watches).toEqual([{ serverId: null, groupId: null }])
    expect((await readReaders(world.db, ['end'], 'p2')).get('end')?.watches).toEqual([])
  })

  it('leaves out who wants no all clear, and not who wants outages only', async () => {
    await world.subscriber('quiet', ['web07'])
    await world.subscriber('hard', ['web07'])
    await world.db
      .update(subscribers)
      .set({ kinds: ['outage'] })
      .where(eq(subscribers.id, 'quiet'))
    await world.db.update(subscribers).set({ leastImpact: 'major_outage' }).where(eq(subscribers.id, 'hard'))
    await began('web07')
    await world.notice('n1', 'ended', start, { servers: [told('web07', { impact: 'degraded' })] })
    await plan('n1')
    expect(await world.audience('n1')).toEqual(['hard'])
  })
})

describe('what somebody wants', () => {
  it.each([
    ['major_outage', ['all', 'hard', 'outages']],
    ['partial_outage', ['all', 'outages']],
    ['degraded', ['all', 'slow']],
  ] as const)('decides whether a server that is %s is told', async (impact, expected) => {
    for (const id of ['all', 'outages', 'slow', 'hard']) await world.subscriber(id, ['fra'])
    const set = (id: string, wants: Partial<typeof subscribers.$inferInsert>) =>
      world.db.update(subscribers).set(wants).where(eq(subscribers.id, id))
    await set('outages', { kinds: ['outage', 'all-clear'] })
    await set('slow', { kinds: ['slowdown', 'all-clear'] })
    await set('hard', { leastImpact: 'major_outage' })
    await world.notice('n1', 'began', start, { servers: [told('web07', { impact })] })
    await plan('n1')
    expect(await world.audience('n1')).toEqual(expected)
  })
})

it('what is held goes to all staff and to no subscriber', async () => {
  await world.staff('dennis')
  await world.staff('ann')
  await world.subscriber('jane', ['web07', 'all'])
  await world.notice('n1', 'held', start, { servers: [told('web07', { cause: 'suspicious-file' })] })
  await plan('n1')
  expect(await world.audience('n1')).toEqual(['ann', 'dennis'])
  expect((await world.deliveries()).map(row => row.subscriberId)).toEqual([null, null])
})

describe('planning', () => {
  it('queues one job for each delivery and keeps when', async () => {
    await world.subscriber('jane', ['web07'])
    await world.subscriber('joe', ['fra'])
    await world.notice('n1', 'began', start, { servers: [told('web07')] })
    expect(await plan('n1', minute(1))).toBe(2)
    const ids = (await world.deliveries()).map(row => row.id)
    expect(await world.queued()).toEqual(ids.sort())
    const [notice] = await world.db.select().from(notices).where(eq(notices.id, 'n1'))
    expect(notice?.plannedAt).toEqual(minute(1))
  })

  it('twice, also at the same time, adds nothing', async () => {
    await world.subscriber('jane', ['web07'])
    await world.notice('n1', 'began', start, { servers: [told('web07')] })
    const added = await Promise.all([plan('n1'), plan('n1'), plan('n1')])
    expect(added.sort()).toEqual([0, 0, 1])
    await world.subscriber('late', ['web07'])
    expect(await plan('n1')).toBe(0)
    expect(await world.audience('n1')).toEqual(['jane'])
    expect(await world.queued()).toHaveLength(1)
  })

  it('leaves nothing behind when the jobs cannot be queued, and can be done again', async () => {
    await world.subscriber('jane', ['web07'])
    await world.notice('n1', 'began', start, { servers: [told('web07')] })
    const insert = world.boss.insert
    world.boss.insert = () => Promise.reject(new Error('the queue is gone'))
    await expect(plan('n1')).rejects.toThrow('the queue is gone')
    world.boss.insert = insert
    expect(await world.deliveries()).toEqual([])
    expect(await plan('n1')).toBe(1)
  })

  it('of a notice that is gone does nothing', async () => {
    expect(await plan('nowhere')).toBe(0)
  })

  it('reaches more subscribers than one statement takes', async () => {
    await world.db.execute(`insert into subscribers (id, email, state)
      select 's' || n, 's' || n || '@example.net', 'confirmed' from generate_series(1, 2500) n`)
    await world.db.execute(`insert into subscriptions (id, subscriber_id, confirmed_at)
      select 'w' || n, 's' || n, now() from generate_series(1, 2500) n`)
    await world.notice('n1', 'began', start, { servers: [told('web07')] })
    expect(await plan('n1')).toBe(2500)
    expect(await world.queued()).toHaveLength(2500)
  })
})
