import { eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Database, Transaction } from '#db/client.ts'
import { notices } from '#db/schema/notice.ts'
import { planLeftNotices } from '#lib/flows/notices/plan-left-notices.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { dropPost, releasePost } from '#lib/flows/notices/release-notices.ts'
import { minute, start, told, useNoticeFixture } from './notice-fixture.ts'

const fixture = useNoticeFixture()
const plan = (id: string, now = start) => planNotice(fixture.db, id, now)

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
    await fixture.otherPost()
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
    await fixture.otherPost()
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
