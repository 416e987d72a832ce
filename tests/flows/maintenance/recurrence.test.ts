import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readPlannedWindows } from '#db/reads/maintenance/recurrences.ts'
import { readPagePaths } from '#db/reads/posts/page-paths.ts'
import { maintenance, recurrences } from '#db/schema/maintenance.ts'
import { notices } from '#db/schema/notice.ts'
import { servers } from '#db/schema/server.ts'
import { audit } from '#db/schema/staff.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { cancelPlanned } from '#lib/flows/maintenance/cancel-maintenance.ts'
import { makeAllWindows } from '#lib/flows/maintenance/make-windows.ts'
import { moveMaintenance } from '#lib/flows/maintenance/move-maintenance.ts'
import { planRecurrence, type RecurrencePlan } from '#lib/flows/maintenance/plan-recurrence.ts'
import { stopRepeating } from '#lib/flows/maintenance/stop-recurrence.ts'
import { later } from '#lib/rules/time/time.ts'
import { deskPage, getShared } from '#lib/shared.ts'
import { noticeFixture } from '#tests/flows/notices/notice-fixture.ts'
import { weeklyPlan } from './weekly-plan.ts'

let fixture: Awaited<ReturnType<typeof noticeFixture>>
beforeAll(async () => {
  fixture = await noticeFixture()
}, 60_000)
afterAll(() => fixture.stop())
beforeEach(async () => {
  await fixture.reset()
  await fixture.db.delete(recurrences)
  await fixture.staff('dana')
})

/** A Monday, three weeks before clocks go forward in Berlin. */
const now = new Date('2027-03-08T12:00Z')

const weekly = (facts: Partial<RecurrencePlan> = {}) => weeklyPlan({ firstDay: '2027-03-08', ...facts })

const windows = () => fixture.db.select().from(maintenance).orderBy(asc(maintenance.startsAt))
const starts = async () => (await windows()).map(row => row.startsAt.toISOString().slice(0, 16))

describe('maintenance that comes again', () => {
  it('has its next three windows at once, at the same local time over a change of the clock', async () => {
    const recurrence = weekly()
    expect(await planRecurrence(fixture.db, recurrence, now)).toBe('done')
    expect(await planRecurrence(fixture.db, recurrence, now)).toBe('there-already')
    expect(await starts()).toEqual(['2027-03-14T00:00', '2027-03-21T00:00', '2027-03-28T00:00'])
    const ends = (await windows()).map(row => row.endsAt.toISOString().slice(11, 16))
    expect(ends).toEqual(['04:00', '04:00', '03:00'])
    const lines = await fixture.db.select().from(audit)
    expect(lines.map(line => line.action)).toContain('plan-recurrence')
  })

  it('gets further windows as time passes, each once', async () => {
    await planRecurrence(fixture.db, weekly(), now)
    expect(await makeAllWindows(fixture.db, now)).toBe(0)
    const next = new Date('2027-03-14T03:00Z')
    const made = await Promise.all([1, 2].map(() => makeAllWindows(fixture.db, next)))
    expect(made.sort()).toEqual([0, 1])
    // 01:00 in Berlin is another time in UTC by then.
    expect((await starts()).at(-1)).toBe('2027-04-03T23:00')
  })

  it('is announced three days before each window', async () => {
    await fixture.subscriber('jane', ['web07'])
    await planRecurrence(fixture.db, weekly(), now)
    const decide = async (at: Date) => {
      await decideAlerts(fixture.db, () => at)
      return (await fixture.db.select().from(notices)).map(row => row.kind)
    }
    expect(await decide(now)).toEqual([])
    expect(await decide(new Date('2027-03-11T00:00Z'))).toEqual(['planned'])
  })

  it('is on the stream of changes from when its window is announced on, and not before', async () => {
    const named: string[] = []
    getShared().pages.refresh = async ({ paths }) => void named.push(...paths)
    const recurrence = weekly()
    await planRecurrence(fixture.db, recurrence, now)
    await makeAllWindows(fixture.db, new Date('2027-03-14T03:00Z'))
    const [first, second, third] = await windows()
    if (!first?.postId || !second?.postId || !third?.postId) throw new Error('No window was made.')
    const by = { staffId: 'dana', version: 0, zone: 'Europe/Berlin', isMailed: true }
    const times = { startsAt: later(second.startsAt, 86_400), endsAt: later(second.endsAt, 86_400) }
    await moveMaintenance(fixture.db, { ...by, ...times, postId: second.postId }, now)
    await cancelPlanned(fixture.db, { postId: third.postId, staffId: 'dana', reason: 'A holiday' }, now)
    await decideAlerts(fixture.db, () => now)
    expect(new Set(named)).toEqual(new Set([deskPage]))
    expect(await readPagePaths(fixture.db, now)).not.toContainEqual(expect.stringContaining('/posts/2027'))
    const announced = new Date('2027-03-11T00:00Z')
    await decideAlerts(fixture.db, () => announced)
    const stop = { recurrenceId: recurrence.id, staffId: 'dana', reason: 'No longer needed' }
    await stopRepeating(fixture.db, stop, announced)
    const pages = named.filter(path => path.startsWith('/posts/'))
    expect(new Set(pages)).toEqual(new Set([`/posts/2027-03-14-maintenance-${first.postId}`]))
  })

  it('does not make anew what was moved or has fallen out', async () => {
    await planRecurrence(fixture.db, weekly(), now)
    const [first, second] = await windows()
    if (!first?.postId || !second?.postId) throw new Error('No window was made.')
    const by = { staffId: 'dana', version: 0, zone: 'Europe/Berlin', isMailed: true }
    const times = { startsAt: later(first.startsAt, 86_400), endsAt: later(first.endsAt, 86_400) }
    expect(await moveMaintenance(fixture.db, { ...by, ...times, postId: first.postId }, now)).toBe('done')
    const cancellation = { postId: second.postId, staffId: 'dana', reason: 'A holiday' }
    expect(await cancelPlanned(fixture.db, cancellation, now)).toBe('done')
    expect(await makeAllWindows(fixture.db, now)).toBe(0)
    expect(await starts()).toEqual(['2027-03-15T00:00', '2027-03-21T00:00', '2027-03-28T00:00'])
    expect((await windows()).map(row => row.cancelledAt !== null)).toEqual([false, true, false])
  })

  it('leaves out servers that were retired, and makes no window for none', async () => {
    await planRecurrence(fixture.db, weekly({ serverIds: ['web07'] }), now)
    await fixture.db.update(servers).set({ retiredAt: now })
    expect(await makeAllWindows(fixture.db, new Date('2027-03-14T03:00Z'))).toBe(0)
  })

  it('of which no window is to come is not kept', async () => {
    const over = weekly({ rule: { every: 'day', interval: 1, until: '2027-03-01' } })
    expect(await planRecurrence(fixture.db, over, now)).toBe('never')
    expect(await fixture.db.$count(recurrences)).toBe(0)
  })

  it('stops once, and takes what is planned with it if wanted', async () => {
    const recurrence = weekly()
    await planRecurrence(fixture.db, recurrence, now)
    const stop = { recurrenceId: recurrence.id, staffId: 'dana', reason: 'No longer needed' }
    const planned = () => readPlannedWindows(fixture.db, recurrence.id, now)
    expect(await planned()).toEqual((await windows()).map(row => row.postId))
    const tries = await Promise.all([1, 2].map(() => stopRepeating(fixture.db, stop, now)))
    expect(await planned()).toEqual([])
    expect(tries.sort()).toEqual(['changed-meanwhile', 'done'])
    expect((await windows()).map(row => row.cancelReason)).toEqual(Array(3).fill('No longer needed'))
    expect(await makeAllWindows(fixture.db, new Date('2027-03-14T03:00Z'))).toBe(0)
  })

  it('that only stops leaves what is planned', async () => {
    const recurrence = weekly()
    await planRecurrence(fixture.db, recurrence, now)
    await stopRepeating(fixture.db, { recurrenceId: recurrence.id, staffId: 'dana', reason: null }, now)
    const [row] = await fixture.db.select().from(recurrences).where(eq(recurrences.id, recurrence.id))
    expect(row?.stoppedAt).toEqual(now)
    expect((await windows()).map(each => each.cancelledAt)).toEqual([null, null, null])
  })
})
