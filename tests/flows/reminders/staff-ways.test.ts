import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { readDestinations } from '#db/reads/destinations/destinations.ts'
import { readReminded, readStaffOnLadder } from '#db/reads/reminders/staff-on-ladder.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers } from '#db/schema/post.ts'
import { reminderMessages } from '#db/schema/reminder.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { addStaffDestination } from '#lib/flows/destinations/add-destination.ts'
import { removeDestination, removeStaffDestination } from '#lib/flows/destinations/remove-destination.ts'
import { verifyDestination } from '#lib/flows/destinations/verify-destination.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { chooseQuietTime } from '#lib/flows/staff/choose-quiet-time.ts'
import { moveOnLadder } from '#lib/flows/staff/move-on-ladder.ts'
import { removeStaffMember } from '#lib/flows/staff/remove-staff-member.ts'
import { switchOwnMail } from '#lib/flows/staff/switch-own-mail.ts'
import { inLadderOrder } from '#lib/rules/reminders/ladder.ts'
import { minute, remindersFixture, start } from './reminders-fixture.ts'

const fixture = await remindersFixture()
const { db } = fixture
afterAll(() => fixture.close())
beforeEach(() => fixture.reset())

const add = (staffId: string) => addStaffDestination(db, staffId, fixture.asked({}), start, fixture.channels)

describe('a way to one of the staff', () => {
  it('is proven by the code that is sent there, as a reader proves theirs', async () => {
    await fixture.staff('ann')
    expect(await add('ann')).toBe('code-sent')
    const { id } = await fixture.only('ann')
    expect(await verifyDestination('ann', id, '000000', start, db)).toBe('wrong')
    expect(await verifyDestination('ben', id, fixture.code(), start, db)).toBe('gone')
    expect(await verifyDestination('ann', id, fixture.code(), start, db)).toBe('active')
    expect(await add('ann')).toBe('known')
    const written = await db.select({ action: audit.action, staffId: audit.staffId }).from(audit)
    expect(written).toEqual([{ action: 'add-own-destination', staffId: 'ann' }])
  })

  it('is no reader’s, and ends with its owner', async () => {
    await fixture.staff('ann')
    await fixture.staff('ben')
    const id = await fixture.way('ann')
    expect(await removeDestination('ben', id, db)).toBe('gone')
    expect(await removeStaffDestination(db, 'ben', id, start)).toBe('gone')
    expect(await removeStaffMember(db, 'ann', 'ben', start)).toBe('done')
    expect(await readDestinations('ann', db)).toEqual([])
    expect(await add('ann')).toBe('closed')
  })

  it('lets mail be off, which is on again when it is gone', async () => {
    await fixture.staff('ann')
    expect(await switchOwnMail(db, { staffId: 'ann', isOff: true }, start)).toBe('only-way')
    const id = await fixture.way('ann')
    expect(await switchOwnMail(db, { staffId: 'ann', isOff: true }, start)).toBe('done')
    expect(await readStaffOnLadder(db, 'UTC')).toMatchObject([{ isMailOff: true }])
    await removeStaffDestination(db, 'ann', id, start)
    expect(await readStaffOnLadder(db, 'UTC')).toMatchObject([{ isMailOff: false }])
  })
})

describe('the ladder', () => {
  const order = async () => inLadderOrder(await readStaffOnLadder(db, 'UTC')).map(({ id }) => id)

  it('is moved by one place, also by two at once', async () => {
    for (const id of ['ann', 'ben', 'cem']) await fixture.staff(id)
    expect(await order()).toEqual(['ann', 'ben', 'cem'])
    expect(await moveOnLadder(db, { id: 'cem', way: 'up', byStaffId: 'ann' }, start)).toBe('done')
    expect(await order()).toEqual(['ann', 'cem', 'ben'])
    const both = ['cem', 'ben'].map(id => moveOnLadder(db, { id, way: 'up', byStaffId: 'ann' }, start))
    expect(await Promise.all(both)).toEqual(['done', 'done'])
    // As after one and then the other, whichever came first.
    expect([
      ['cem', 'ben', 'ann'],
      ['ann', 'cem', 'ben'],
    ]).toContainEqual(await order())
    const [first = ''] = await order()
    expect(await moveOnLadder(db, { id: first, way: 'up', byStaffId: 'ann' }, start)).toBe('end')
    expect(await moveOnLadder(db, { id: 'dee', way: 'up', byStaffId: 'ann' }, start)).toBe('gone')
  })

  it('is climbed by all but readers, who can do nothing about it', async () => {
    for (const id of ['ann', 'ben']) await fixture.staff(id)
    await db.update(staff).set({ role: 'reader' }).where(eq(staff.id, 'ann'))
    expect((await readReminded(db, 'UTC')).map(({ id }) => id)).toEqual(['ben'])
  })

  it('keeps what somebody has chosen', async () => {
    await fixture.staff('ann')
    await chooseQuietTime(
      db,
      { staffId: 'ann', zone: 'Europe/Berlin', quiet: { from: '22:00', to: '06:00' } },
      start,
    )
    await fixture.staff('ben')
    await moveOnLadder(db, { id: 'ann', way: 'down', byStaffId: 'ben' }, start)
    const [first, second] = inLadderOrder(await readStaffOnLadder(db, 'UTC'))
    expect(first).toMatchObject({ id: 'ben', quiet: null, zone: 'UTC' })
    expect(second?.quiet).toEqual({ from: '22:00', to: '06:00', zone: 'Europe/Berlin' })
  })
})

describe('what is held for staff', () => {
  async function holdOne(): Promise<void> {
    await fixture.post('p1', { visibility: 'held', publishedAt: null, cause: 'suspicious-file' })
    const facts = { servers: [], endedBefore: [], stillAffected: [] }
    await db.insert(notices).values({ id: 'n1', postId: 'p1', kind: 'held', facts, createdAt: start })
    await planNotice(db, 'n1', minute(0))
  }

  it('is mailed to all who get mail, and told by their other ways to all who do not want quiet', async () => {
    await fixture.staff('ann', { mailOffAt: start })
    await fixture.way('ann')
    await fixture.staff('ben')
    await fixture.staff('cem', { quietFrom: '14:00', quietTo: '16:00', zone: 'UTC' })
    await fixture.way('cem')
    await holdOne()
    const mailed = await db.select({ address: deliveries.address }).from(deliveries)
    expect(mailed.map(({ address }) => address).sort()).toEqual(['ben@example.com', 'cem@example.com'])
    expect(await fixture.messages()).toMatchObject([{ staffId: 'ann' }])
    await fixture.send(minute(1))
    expect(fixture.heard()).toEqual(['/ann p1 is down: held for you.'])
  })

  it('is told likewise when it is bad news that was too much at once', async () => {
    await fixture.staff('ann', { mailOffAt: start })
    await fixture.way('ann')
    await fixture.post('p1', { breaker: 'held' })
    const facts = { servers: [], endedBefore: [], stillAffected: [], heldIncidents: 30 }
    await db.insert(notices).values({ id: 'n1', postId: 'p1', kind: 'held', facts, createdAt: start })
    await planNotice(db, 'n1', minute(0))
    await fixture.send(minute(1))
    expect(fixture.heard()).toEqual(['/ann p1 is down: its notices are withheld.'])
  })

  it('is told once, and not any more when it was approved meanwhile', async () => {
    await fixture.staff('ann')
    await fixture.way('ann')
    await holdOne()
    await planNotice(db, 'n1', minute(0))
    expect(await fixture.messages()).toHaveLength(1)
    await db.execute(`update posts set visibility = 'published', published_at = now()`)
    expect(await fixture.send(minute(1))).toEqual(['settled'])
    const rows = await db.select().from(reminderMessages).where(eq(reminderMessages.state, 'skipped'))
    expect(rows).toHaveLength(1)
    expect(await db.$count(affectedServers)).toBe(0)
  })
})
