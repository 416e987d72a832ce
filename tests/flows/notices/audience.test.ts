import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { readReaders } from '#db/reads/subscribers/readers.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { minute, start, told, useNoticeFixture } from './notice-fixture.ts'

const fixture = useNoticeFixture()
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
    await fixture.otherPost()
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
