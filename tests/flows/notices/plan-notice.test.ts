import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database, Transaction } from '#db/client.ts'
import { readReaders } from '#db/reads/subscribers/readers.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { planLeftNotices } from '#lib/flows/notices/plan-left-notices.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { dropPost, releasePost } from '#lib/flows/notices/release-notices.ts'
import { minute, noticeFixture, start, told } from './notice-fixture.ts'

let fixture: Awaited<ReturnType<typeof noticeFixture>>
beforeAll(async () => {
  fixture = await noticeFixture()
}, 60_000)
afterAll(() => fixture.stop())
beforeEach(() => fixture.reset())

const plan = (id: string, now = start) => planNotice(fixture.db, id, now)

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
    await fixture.subscriber('jane', watching)
    await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
    await plan('n1')
    expect(await fixture.audience('n1')).toEqual(hears ? ['jane'] : [])
  })

  it.each(['pending', 'unsubscribed', 'suppressed'] as const)('leaves out who is %s', async state => {
    await fixture.subscriber('jane', ['web07'], state)
    await fixture.notice('n1', 'worsened', start, { servers: [told('web07')] })
    await plan('n1')
    expect(await fixture.audience('n1')).toEqual([])
  })

  it('leaves out what its owner has not confirmed', async () => {
    await fixture.subscriber('jane', ['web07', 'all'], 'confirmed', false)
    await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
    await plan('n1')
    expect(await fixture.audience('n1')).toEqual([])
  })

  it('of a server without a group is not who watches another group', async () => {
    await fixture.subscriber('group', ['fra'])
    await fixture.subscriber('server', ['mx01'])
    await fixture.notice('n1', 'began', start, { servers: [told('mx01')] })
    await plan('n1')
    expect(await fixture.audience('n1')).toEqual(['server'])
  })

  it('never has staff in it', async () => {
    await fixture.staff('dennis')
    await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
    await plan('n1')
    expect(await fixture.audience('n1')).toEqual([])
  })
})

describe('a second beginning of the same post', () => {
  async function began(id: string, server: string, minutes: number): Promise<void> {
    await fixture.notice(id, 'began', minute(minutes), { servers: [told(server)] })
    await plan(id, minute(minutes))
  }

  beforeEach(async () => {
    await fixture.subscriber('both', ['web07', 'web08'])
    await fixture.subscriber('second', ['web08'])
    await began('n1', 'web07', 0)
  })

  it.each([1, 14, 60])(
    'is told to all who watch it after %i minutes, whatever they heard of the first',
    async after => {
      await began('n2', 'web08', after)
      expect(await fixture.audience('n2')).toEqual(['both', 'second'])
    },
  )

  it('is told to who was not reached the first time', async () => {
    await fixture.db.update(deliveries).set({ state: 'refused' })
    await began('n2', 'web08', 5)
    expect(await fixture.audience('n2')).toEqual(['both', 'second'])
  })

  it('is told at the moment of an end too, whichever job runs first', async () => {
    await fixture.notice('n2', 'began', minute(6), { servers: [told('web08')] })
    await fixture.notice('end', 'ended', minute(6), { servers: [told('web07')] })
    await plan('n2', minute(6))
    expect(await fixture.audience('n2')).toEqual(['both', 'second'])
    expect(await fixture.audience('end')).toEqual(['both'])
  })

  it('is told at once when it belongs to another post', async () => {
    await fixture.db.insert(posts).values({
      id: 'p2',
      slug: 'p2',
      kind: 'incident',
      title: 'Other',
      visibility: 'published',
      startedAt: start,
      publishedAt: start,
    })
    await fixture.notice('n2', 'began', minute(1), { servers: [told('web08')] }, 'p2')
    await plan('n2', minute(1))
    expect(await fixture.audience('n2')).toEqual(['both', 'second'])
  })

  it('does not keep back what got worse', async () => {
    await fixture.notice('n2', 'worsened', minute(1), { servers: [told('web07')] })
    await plan('n2', minute(1))
    expect(await fixture.audience('n2')).toEqual(['both'])
  })
})

describe('an update of an incident', () => {
  const update = async (id: string, at: Date) => {
    const body = { is: 'words', about: 'incident', title: 'web07 is down', text: 'Half done.' } as const
    await fixture.notice(id, 'update', at, { servers: [told('web07')], saying: body })
    await plan(id, at)
    return fixture.audience(id)
  }

  it('is for who watches its servers, whether they heard of it or not', async () => {
    await fixture.subscriber('heard', ['web07'])
    await fixture.subscriber('other', ['db01'])
    await fixture.subscriber('gone', ['web07'], 'unsubscribed')
    await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
    await plan('n1')
    await fixture.subscriber('late', ['fra'])
    expect(await update('u1', minute(10))).toEqual(['heard', 'late'])
  })

  it('is not for who wants no news of such trouble', async () => {
    await fixture.subscriber('calm', ['web07'])
    await fixture.db.update(subscribers).set({ kinds: ['slowdown', 'maintenance'] })
    expect(await update('u1', start)).toEqual([])
  })

  it('makes its readers hear of the end, and keeps back no second beginning', async () => {
    await fixture.subscriber('both', ['web07', 'web08'])
    await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
    await plan('n1')
    await fixture.subscriber('late', ['web07'])
    await update('u1', minute(2))
    await fixture.notice('n2', 'began', minute(5), { servers: [told('web08')] })
    await plan('n2', minute(5))
    expect(await fixture.audience('n2')).toEqual(['both'])
    await fixture.notice('end', 'ended', minute(9), { servers: [told('web07'), told('web08')] })
    await plan('end', minute(9))
    expect(await fixture.audience('end')).toEqual(['both', 'late'])
  })
})

describe('the audience of an end', () => {
  /** Everybody who watches one of these hears that they are in trouble. */
  async function began(...ids: string[]): Promise<void> {
    await fixture.notice('n0', 'began', minute(-60), { servers: ids.map(id => told(id)) })
    await plan('n0', minute(-60))
  }

  it('is who watches what ended and nothing that is still in trouble', async () => {
    await fixture.subscriber('ended', ['web07'])
    await fixture.subscriber('both', ['web07', 'web08'])
    await fixture.subscriber('group', ['fra'])
    await fixture.subscriber('all', ['all'])
    await fixture.subscriber('still', ['web08'])
    await fixture.subscriber('none', ['db01'])
    await began('web07', 'web08')
    await fixture.notice('n1', 'ended', start, { servers: [told('web07')], stillAffected: ['web08'] })
    await plan('n1')
    expect(await fixture.audience('n1')).toEqual(['ended'])
  })

  it('is everyone who watches it when nothing else is in trouble', async () => {
    await fixture.subscriber('both', ['web07', 'web08'])
    await fixture.subscriber('all', ['all'])
    await fixture.subscriber('before', ['web08'])
    await began('web07', 'web08')
    await fixture.notice('n1', 'ended', start, { servers: [told('web07')], endedBefore: [told('web08')] })
    await plan('n1')
    expect(await fixture.audience('n1')).toEqual(['all', 'both'])
  })

  it('is nobody who came after the beginning, or was not reached', async () => {
    await fixture.subscriber('heard', ['web07'])
    await fixture.subscriber('missed', ['web07'])
    await began('web07')
    await fixture.db.update(deliveries).set({ state: 'refused' }).where(eq(deliveries.subscriberId, 'missed'))
    await fixture.subscriber('late', ['web07'])
    await fixture.notice('n1', 'ended', start, { servers: [told('web07')] })
    await plan('n1')
    expect(await fixture.audience('n1')).toEqual(['heard'])
  })

  it('is who asked for the end of this incident, once all of it is over', async () => {
    await fixture.subscriber('end', [])
    await fixture.subscriber('both', ['web07'])
    await fixture.db.insert(subscriptions).values([
      { subscriberId: 'end', postId: 'p1', confirmedAt: start },
      { subscriberId: 'both', postId: 'p1', confirmedAt: start },
    ])
    await began('web07', 'web08')
    expect(await fixture.audience('n0')).toEqual(['both'])
    await fixture.notice('n1', 'ended', minute(1), { servers: [told('web07')], stillAffected: ['web08'] })
    await plan('n1', minute(1))
    expect(await fixture.audience('n1')).toEqual(['both'])
    await fixture.notice('n2', 'ended', minute(2), { servers: [told('web08')], endedBefore: [told('web07')] })
    await plan('n2', minute(2))
    expect(await fixture.audience('n2')).toEqual(['both', 'end'])
    const readers = await readReaders(fixture.db, ['end'], 'p1')
    expect(readers.get('end')?.watches).toEqual([{ serverId: null, groupId: null }])
    expect((await readReaders(fixture.db, ['end'], 'p2')).get('end')?.watches).toEqual([])
  })

  it('leaves out who wants no all clear, and not who wants outages only', async () => {
    await fixture.subscriber('quiet', ['web07'])
    await fixture.subscriber('hard', ['web07'])
    await fixture.db
      .update(subscribers)
      .set({ kinds: ['outage'] })
      .where(eq(subscribers.id, 'quiet'))
    await fixture.db
      .update(subscribers)
      .set({ leastImpact: 'major_outage' })
      .where(eq(subscribers.id, 'hard'))
    await began('web07')
    await fixture.notice('n1', 'ended', start, { servers: [told('web07', { impact: 'degraded' })] })
    await plan('n1')
    expect(await fixture.audience('n1')).toEqual(['hard'])
  })
})

describe('what somebody wants', () => {
  it.each([
    ['major_outage', ['all', 'hard', 'outages']],
    ['partial_outage', ['all', 'outages']],
    ['degraded', ['all', 'slow']],
  ] as const)('decides whether a server that is %s is told', async (impact, expected) => {
    for (const id of ['all', 'outages', 'slow', 'hard']) await fixture.subscriber(id, ['fra'])
    const set = (id: string, preferences: Partial<typeof subscribers.$inferInsert>) =>
      fixture.db.update(subscribers).set(preferences).where(eq(subscribers.id, id))
    await set('outages', { kinds: ['outage', 'all-clear'] })
    await set('slow', { kinds: ['slowdown', 'all-clear'] })
    await set('hard', { leastImpact: 'major_outage' })
    await fixture.notice('n1', 'began', start, { servers: [told('web07', { impact })] })
    await plan('n1')
    expect(await fixture.audience('n1')).toEqual(expected)
  })
})

it('what is held goes to all staff and to no subscriber', async () => {
  await fixture.staff('dennis')
  await fixture.staff('ann')
  await fixture.subscriber('jane', ['web07', 'all'])
  await fixture.notice('n1', 'held', start, { servers: [told('web07', { cause: 'suspicious-file' })] })
  await plan('n1')
  expect(await fixture.audience('n1')).toEqual(['ann', 'dennis'])
  expect((await fixture.deliveries()).map(row => row.subscriberId)).toEqual([null, null])
})

describe('planning', () => {
  it('queues one delivery for each, due at once, and keeps when', async () => {
    await fixture.subscriber('jane', ['web07'])
    await fixture.subscriber('joe', ['fra'])
    await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
    expect(await plan('n1', minute(1))).toBe(2)
    const rows = await fixture.deliveries()
    expect(rows.map(({ state, dueAt }) => ({ state, dueAt }))).toEqual(
      Array(2).fill({ state: 'queued', dueAt: start }),
    )
    expect(await noticeOf('n1')).toMatchObject({ plannedAt: minute(1), plannedCount: 2 })
  })

  it('twice, also at the same time, adds nothing', async () => {
    await fixture.subscriber('jane', ['web07'])
    await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
    const added = await Promise.all([plan('n1'), plan('n1'), plan('n1')])
    expect(added.sort()).toEqual([0, 0, 1])
    await fixture.subscriber('late', ['web07'])
    expect(await plan('n1')).toBe(0)
    expect(await fixture.audience('n1')).toEqual(['jane'])
  })

  it('of a notice that is gone does nothing', async () => {
    expect(await plan('nowhere')).toBe(0)
  })

  const small = { first: 5, next: 10 }

  it('finds who may hear also when none of the first few may', async () => {
    await fixture.manySubscribers(60)
    await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
    await plan('n1')
    await fixture.db.execute(sql`update deliveries set state = 'refused' where subscriber_id not like 's5%'`)
    await fixture.notice('end', 'ended', minute(5), { servers: [told('web07')] })
    expect(await planNotice(fixture.db, 'end', minute(5), small)).toBe(11)
    expect((await fixture.audience('end')).every(name => name.startsWith('s5'))).toBe(true)
    expect(await noticeOf('end')).toMatchObject({ plannedAt: minute(5), plannedCount: 11 })
  })

  it('by several planners reaches everyone once', async () => {
    await fixture.manySubscribers(60)
    await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
    const added = await Promise.all([1, 2, 3].map(() => planNotice(fixture.db, 'n1', start, small)))
    expect(added.reduce((sum, count) => sum + count, 0)).toBe(60)
    expect(new Set(await fixture.audience('n1')).size).toBe(60)
    expect(await noticeOf('n1')).toMatchObject({ plannedAt: start, plannedCount: 60 })
  })

  it('leaves out who leaves after they were chosen', async () => {
    await fixture.manySubscribers(30)
    await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
    let slices = 0
    const watched: Database = Object.create(fixture.db, {
      transaction: {
        value: async (maintenance: (tx: Transaction) => Promise<unknown>) => {
          const done = await fixture.db.transaction(maintenance)
          // By the order of ids s9 is the last, and was chosen with all others.
          if (++slices === 2)
            await fixture.db.execute(sql`update subscribers set state = 'unsubscribed' where id = 's9'`)
          return done
        },
      },
    })
    expect(await planNotice(watched, 'n1', start, small)).toBe(29)
    expect(await fixture.audience('n1')).not.toContain('s9')
  })

  it('goes on after the last slice that was saved, and reaches everyone once', async () => {
    await fixture.manySubscribers(2500)
    await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
    // A planner that breaks before its third slice.
    let left = 2
    const breaking: Database = Object.create(fixture.db, {
      transaction: {
        value: (maintenance: (tx: Transaction) => Promise<unknown>) =>
          left-- > 0 ? fixture.db.transaction(maintenance) : Promise.reject(new Error('killed')),
      },
    })
    await expect(planNotice(breaking, 'n1', start, { first: 700, next: 700 })).rejects.toThrow('killed')
    expect(await fixture.deliveries()).toHaveLength(1400)
    expect(await noticeOf('n1')).toMatchObject({ plannedAt: null, plannedCount: 1400 })
    expect(await planNotice(fixture.db, 'n1', start, { first: 700, next: 700 })).toBe(1100)
    const addresses = new Set((await fixture.deliveries()).map(row => row.address))
    expect(addresses.size).toBe(2500)
    expect(await noticeOf('n1')).toMatchObject({ plannedAt: start, plannedCount: 2500 })
  })
})

it('what a killed process left unplanned is queued anew, but not what waits for staff', async () => {
  await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
  await fixture.notice('n2', 'worsened', minute(1), { servers: [told('web07')] })
  await fixture.notice('n3', 'ended', minute(2), { servers: [told('web07')] })
  await fixture.db
    .update(notices)
    .set({ plannedAt: minute(1) })
    .where(eq(notices.id, 'n1'))
  await fixture.db
    .update(notices)
    .set({ heldAt: minute(2) })
    .where(eq(notices.id, 'n2'))
  await fixture.boss.deleteAllJobs('plan-notice')
  expect(await planLeftNotices(fixture.db)).toBe(1)
  expect((await fixture.boss.findJobs('plan-notice')).map(job => job.data)).toEqual([{ noticeId: 'n3' }])
})

describe('more than an hour should bring', () => {
  beforeEach(async () => {
    await fixture.policy({ deliveriesPerHour: 1 })
    await fixture.manySubscribers(1100)
    await fixture.notice('n1', 'began', start, { servers: [told('web07')] })
    await fixture.notice('n2', 'worsened', minute(1), { servers: [told('web07')] })
    await plan('n1')
    await plan('n2', minute(1))
  })

  it('is held, and staff are asked once', async () => {
    expect(await noticeOf('n1')).toMatchObject({ heldAt: null, plannedCount: 1100 })
    expect(await noticeOf('n2')).toMatchObject({ heldAt: minute(1), heldFor: 1100, plannedAt: null })
    await plan('n2', minute(2))
    await fixture.notice('n3', 'ended', minute(3), { servers: [told('web07')] })
    await plan('n3', minute(3))
    expect(await fixture.deliveries()).toHaveLength(1100)
    expect((await fixture.boss.findJobs('ask-release')).map(job => job.data)).toEqual([{ noticeId: 'n2' }])
  })

  it('goes out when staff release it, with what waits behind it', async () => {
    await fixture.notice('n3', 'ended', minute(3), { servers: [told('web07')] })
    await plan('n3', minute(3))
    await fixture.staff('dennis')
    expect(await releasePost(fixture.db, { postId: 'p1', staffId: 'dennis' }, minute(4))).toBe('done')
    await plan('n3', minute(4))
    expect(await fixture.deliveries()).toHaveLength(3300)
    expect(await releasePost(fixture.db, { postId: 'p1', staffId: 'dennis' }, minute(5))).toBe(
      'changed-meanwhile',
    )
  })

  it('is bad news alone where it is bad news: mailings of staff neither count nor keep it back', async () => {
    await fixture.db.insert(posts).values({
      id: 'p2',
      slug: 'p2',
      kind: 'incident',
      title: 'Other',
      visibility: 'published',
      startedAt: start,
      publishedAt: start,
    })
    const body = { is: 'words', about: 'incident', title: 'db01 is slow', text: 'Half done.' } as const
    for (const id of ['u1', 'u2']) {
      await fixture.notice(id, 'update', minute(70), { servers: [told('db01')], saying: body }, 'p2')
      await plan(id, minute(70))
    }
    expect(await noticeOf('u2')).toMatchObject({ heldAt: minute(70), plannedAt: null })
    await fixture.notice('w1', 'worsened', minute(71), { servers: [told('db01')] }, 'p2')
    expect(await plan('w1', minute(71))).toBe(1100)
  })

  it('is never sent when staff drop it', async () => {
    await fixture.staff('dennis')
    expect(await dropPost(fixture.db, { postId: 'p1', staffId: 'dennis' }, minute(4))).toBe('done')
    await plan('n2', minute(5))
    expect(await fixture.deliveries()).toHaveLength(1100)
    expect(await noticeOf('n2')).toMatchObject({ droppedAt: minute(4) })
  })

  it('of which nothing was sent has no end to tell', async () => {
    await fixture.db.insert(posts).values({
      id: 'p2',
      slug: 'p2',
      kind: 'incident',
      title: 'Other',
      visibility: 'published',
      startedAt: start,
      publishedAt: start,
    })
    await fixture.staff('dennis')
    await fixture.notice('o1', 'began', minute(2), { servers: [told('web08')] }, 'p2')
    await plan('o1', minute(2))
    await dropPost(fixture.db, { postId: 'p2', staffId: 'dennis' }, minute(3))
    await fixture.notice('o2', 'ended', minute(90), { servers: [told('web08')] }, 'p2')
    expect(await plan('o2', minute(90))).toBe(0)
    expect(await noticeOf('o2')).toMatchObject({ droppedAt: minute(90) })
  })
})

async function noticeOf(id: string) {
  const [notice] = await fixture.db.select().from(notices).where(eq(notices.id, id))
  return notice
}
