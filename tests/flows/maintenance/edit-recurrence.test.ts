import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { maintenance, maintenanceServers, recurrences } from '#db/schema/maintenance.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { audit } from '#db/schema/staff.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { editRecurrence, type RecurrenceChange } from '#lib/flows/maintenance/edit-recurrence.ts'
import { moveMaintenance } from '#lib/flows/maintenance/move-maintenance.ts'
import { planRecurrence, type RecurrencePlan } from '#lib/flows/maintenance/plan-recurrence.ts'
import { later } from '#lib/rules/time/time.ts'
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

/** A Friday; the first window of the Sunday after it is announced by then, the others are not. */
const now = new Date('2027-03-12T12:00Z')

const weekly = (facts: Partial<RecurrencePlan> = {}) => weeklyPlan({ firstDay: '2027-03-12', ...facts })

async function planned(): Promise<RecurrencePlan> {
  const plan = weekly()
  expect(await planRecurrence(fixture.db, plan, now)).toBe('done')
  await decide(now)
  expect(await told()).toEqual(['planned web07+web08'])
  return plan
}

const change = ({ id, ...plan }: RecurrencePlan, facts: Partial<RecurrenceChange>, version = 0) =>
  editRecurrence(fixture.db, { ...plan, recurrenceId: id, version, isTold: true, ...facts }, later(now, 60))

const decide = (at: Date) => decideAlerts(fixture.db, () => at)
const told = async () =>
  (await fixture.db.select().from(notices).orderBy(asc(notices.createdAt), asc(notices.kind))).map(
    ({ kind, facts }) =>
      `${kind}${facts.saying?.is === 'work' && facts.saying.isCancelled ? ' (cancelled)' : ''} ${facts.servers.map(server => server.id).join('+')}`,
  )
const windows = () => fixture.db.select().from(maintenance).orderBy(asc(maintenance.startsAt))
/** "03-14 00:00, 03-21 00:00" of those that take place. */
const starts = async () =>
  (await windows())
    .filter(row => !row.cancelledAt)
    .map(row => row.startsAt.toISOString().slice(5, 16).replace('T', ' '))

const tuesdays = { every: 'week' as const, interval: 1, weekdays: ['TU' as const], until: null }

describe('a recurrence that is changed', () => {
  it('moves its windows: who was told hears of the new time once, and of the others nobody', async () => {
    const plan = await planned()
    const ids = (await windows()).map(row => row.id)
    const edit = { rule: tuesdays, clock: { from: '02:00', to: '04:00' } }
    expect(await change(plan, edit)).toBe('done')
    expect(await starts()).toEqual(['03-16 01:00', '03-23 01:00', '03-30 00:00'])
    expect((await windows()).map(row => row.id)).toEqual(ids)
    await decide(later(now, 120))
    await decide(later(now, 180))
    expect(await told()).toEqual(['planned web07+web08', 'moved web07+web08'])
    await decide(new Date('2027-03-20T12:00Z'))
    expect((await told()).filter(line => line.startsWith('moved'))).toHaveLength(1)
    const lines = await fixture.db.select().from(audit).orderBy(asc(audit.at))
    expect(lines.at(-1)?.action).toBe('change-recurrence')
  })

  it('tells nobody of it where staff want no mail', async () => {
    const plan = await planned()
    await change(plan, { rule: tuesdays, serverIds: ['web07', 'db01'], isTold: false })
    await decide(later(now, 120))
    expect(await told()).toEqual(['planned web07+web08'])
  })

  it('gives its windows other words and servers, and who is left out hears so with the reason', async () => {
    const plan = await planned()
    await change(plan, { title: 'Disks are renewed', serverIds: ['web08', 'db01'] })
    await decide(later(now, 120))
    expect((await told()).slice(1).sort()).toEqual(['done (cancelled) web07', 'planned db01'])
    const rows = await fixture.db
      .select({ title: posts.title })
      .from(posts)
      .where(eq(posts.kind, 'maintenance'))
    expect(rows.map(row => row.title)).toEqual(Array(3).fill('Disks are renewed'))
    const slots = await fixture.db.select().from(maintenanceServers)
    expect(slots.filter(slot => slot.serverId === 'web07').map(slot => slot.cancelReason)).toEqual([
      'The plan has changed.',
    ])
  })

  it('cancels what has no day in it any more: what nobody was told of is seen by no reader', async () => {
    const plan = await planned()
    await change(plan, { rule: { ...tuesdays, until: '2027-03-16' } })
    expect(await starts()).toEqual(['03-16 00:00'])
    await decide(later(now, 120))
    expect((await told()).slice(1)).toEqual(['moved web07+web08'])
    const rows = await fixture.db.select().from(posts).where(eq(posts.phase, 'cancelled'))
    expect(rows.map(row => row.visibility)).toEqual(['draft', 'draft'])
  })

  it('leaves a window where staff moved it', async () => {
    const plan = await planned()
    const [, second] = await windows()
    if (!second?.postId) throw new Error('No window was made.')
    const times = { startsAt: later(second.startsAt, 7200), endsAt: later(second.endsAt, 7200) }
    const by = { staffId: 'dana', version: 0, zone: 'UTC', isMailed: true, postId: second.postId }
    expect(await moveMaintenance(fixture.db, { ...by, ...times }, now)).toBe('done')
    await change(plan, { clock: { from: '00:00', to: '05:00' } })
    expect(await starts()).toEqual(['03-13 23:00', '03-21 02:00', '03-27 23:00'])
  })

  it('is changed by who saw it last, and not into one that never comes', async () => {
    const plan = await planned()
    const tries = await Promise.all([change(plan, { title: 'A' }), change(plan, { title: 'B' })])
    expect(tries.sort()).toEqual(['changed-meanwhile', 'done'])
    const past = { rule: { ...tuesdays, until: '2027-03-01' } }
    expect(await change(plan, past, 1)).toBe('never')
    expect(await starts()).toHaveLength(3)
  })
})
