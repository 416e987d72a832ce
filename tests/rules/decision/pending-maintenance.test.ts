import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pendingMaintenance } from '#lib/rules/decision/pending-maintenance.ts'
import { serverPeriods } from '#lib/rules/maintenance/maintenance.ts'
import type { ToldMaintenance } from '#lib/rules/maintenance/told-maintenance.ts'
import { type PlannedFacts, planned } from './planned.ts'
import { at, Simulation } from './simulation.ts'

const hour = 3600

function maintenance(facts: Partial<PlannedFacts> = {}): ToldMaintenance {
  const whole = { startsAt: at(hour), endsAt: at(2 * hour), serverIds: ['web01', 'web02'] }
  return planned({ postId: 'p1', title: 'Memory is replaced', ...whole, ...facts })
}

/** What is pending for web01. */
function pending(facts: Partial<PlannedFacts>, seconds: number) {
  const whole = maintenance(facts)
  const [slot] = whole.slots
  const [period] = serverPeriods(whole)
  if (!slot || !period) throw new Error('It has no turn.')
  return pendingMaintenance(whole, slot, period, at(seconds))
}

const plan = { toldAt: at(0), toldStartsAt: at(hour), toldEndsAt: at(2 * hour) }
const begun = { ...plan, startToldAt: at(hour) }
const other = { ...plan, toldStartsAt: at(hour / 2) }
const longer = { ...begun, toldEndsAt: at(1.5 * hour) }

describe('what customers must hear of maintenance', () => {
  it.each<[string, Partial<PlannedFacts>, number, ReturnType<typeof pending>]>([
    ['planned and not told', {}, 0, 'planned'],
    ['planned and told', { told: plan }, 10, null],
    ['not announced yet', { announceAt: at(60) }, 59, null],
    ['announced now', { announceAt: at(60) }, 60, 'planned'],
    ['moved, told other times', { told: other }, 10, 'moved'],
    ['moved before it was told', { announceAt: at(60), told: {} }, 10, null],
    ['begun, told that it was planned', { told: plan }, hour, 'starting'],
    ['begun, told other times', { told: other }, hour, 'starting'],
    ['begun, told nothing', {}, hour + 10, 'starting'],
    ['begun and told', { told: begun }, hour + 10, null],
    ['extended', { told: longer }, hour + 10, 'moved'],
    ['over, told that it began', { told: begun }, 2 * hour, 'done'],
    ['over, told only that it was planned', { told: plan }, 2 * hour, 'done'],
    ['over, told nothing', {}, 2 * hour, null],
    ['over and told', { told: { ...begun, endToldAt: at(2 * hour) } }, 2 * hour + 10, null],
    ['its end past, staff say when it is done', { told: begun, endsBy: 'staff' }, 3 * hour, null],
    ['the same, for half a day', { told: begun, endsBy: 'staff' }, 14 * hour, 'done'],
    ['completed early', { told: begun, completedAt: at(hour + 60) }, hour + 60, 'done'],
    ['cancelled before it was told', { cancelledAt: at(10) }, 20, null],
    ['cancelled after it was told', { told: plan, cancelledAt: at(10) }, 20, 'done'],
    ['cancelled, and its time has come', { told: plan, cancelledAt: at(10) }, hour + 10, 'done'],
    ['quiet', { isQuiet: true }, hour, null],
    ['not public', { isPublic: false }, hour, null],
    ['begun, the clock set back', { told: begun }, 0, null],
    ['over, the clock set back', { told: { ...begun, endToldAt: at(2 * hour) } }, hour, null],
  ])('%s', (_, facts, seconds, news) => {
    expect(pending(facts, seconds)).toBe(news)
  })
})

describe('a reminder', () => {
  const day = 24 * hour
  const far = { startsAt: at(2 * day), endsAt: at(2 * day + hour), reminders: [24 * 60, 60] }
  const told = (seconds: number) => ({
    toldAt: at(seconds),
    toldStartsAt: at(2 * day),
    toldEndsAt: at(2 * day + hour),
  })

  it.each([
    ['a day before', 0, day, 'reminder'],
    ['not earlier', 0, day - 1, null],
    ['once', day, day + 60, null],
    ['an hour before', day, 2 * day - hour, 'reminder'],
    ['not to who heard of it within that hour', 2 * day - 1800, 2 * day - 1000, null],
    ['one for both, after silence', 0, 2 * day - 1000, 'reminder'],
    ['not when it begins', 0, 2 * day, 'starting'],
  ] as const)('%s', (_, toldSeconds, seconds, news) => {
    expect(pending({ ...far, told: told(toldSeconds) }, seconds)).toBe(news)
  })

  it('comes by itself, each once', () => {
    const simulation = new Simulation({}, [maintenance({ ...far, serverIds: ['web01'] })])
    simulation.decide(0)
    simulation.wait(0, 3 * day)
    expect(simulation.notices).toEqual([
      'planned web01',
      'reminder web01',
      'reminder web01',
      'starting web01',
      'done web01',
    ])
  })
})

describe('maintenance, decided', () => {
  it('is told when it is known, when it begins and when it is over, to its servers, each once', () => {
    const simulation = new Simulation({}, [maintenance()])
    simulation.decide(0)
    simulation.wait(0, 3 * hour)
    expect(simulation.notices).toEqual(['planned web01, web02', 'starting web01, web02', 'done web01, web02'])
  })

  it('in turns begins and ends for each server by itself, and is planned for all at once', () => {
    const slots = [
      { serverId: 'web01', startsAt: at(hour), endsAt: at(hour + 1200) },
      { serverId: 'web02', startsAt: at(hour + 1200), endsAt: at(hour + 2400) },
    ]
    const simulation = new Simulation({}, [maintenance({ slots })])
    simulation.decide(0)
    simulation.wait(0, hour + 600)
    expect(simulation.trouble).toEqual({ web01: 'maintenance' })
    simulation.wait(hour + 600, 3 * hour)
    expect(simulation.notices.slice(0, 2)).toEqual(['planned web01, web02', 'starting web01'])
    expect(simulation.notices.slice(2).sort()).toEqual(['done web01', 'done web02', 'starting web02'])
    expect(simulation.told.find(({ notice }) => notice.kind === 'done')?.notice.facts.stillAffected).toEqual([
      'web02',
    ])
  })

  it('completed before a turn began: that turn is cancelled', () => {
    const slots = [
      {
        serverId: 'web01',
        startsAt: at(0),
        endsAt: at(hour),
        ...begun,
        toldEndsAt: at(hour),
        toldStartsAt: at(0),
      },
      { serverId: 'web02', startsAt: at(hour), endsAt: at(2 * hour), ...plan },
    ]
    const simulation = new Simulation({}, [maintenance({ slots, completedAt: at(60) })])
    const { notices } = simulation.decide(60)
    const said = notices.map(({ facts: { saying: body, servers } }) => [
      servers[0]?.id,
      body?.is === 'work' && body.isCancelled,
    ])
    expect(said).toEqual([
      ['web01', false],
      ['web02', true],
    ])
  })

  it('says what, from when to when, and whether and why it was cancelled', () => {
    const cancelled = { told: plan, cancelledAt: at(10), cancelReason: 'The part is late' }
    const [notice] = new Simulation({}, [maintenance(cancelled)]).decide(20).notices
    expect(notice?.facts.saying).toEqual({
      is: 'work',
      work: 'maintenance',
      what: 'Memory is replaced',
      isCancelled: true,
      sequence: 2,
      reason: 'The part is late',
      startsAt: at(hour).toISOString(),
      endsAt: at(2 * hour).toISOString(),
    })
  })

  it('that nobody ended says when it counts as over, not when it was to end', () => {
    const forgotten = maintenance({ told: begun, endsBy: 'staff' })
    const [notice] = new Simulation({}, [forgotten]).decide(15 * hour).notices
    expect(notice?.facts.saying).toMatchObject({ endsAt: at(14 * hour).toISOString() })
  })

  it('moved is told once, with the times that customers knew', () => {
    const simulation = new Simulation({}, [maintenance({ told: other })])
    const [notice] = simulation.decide(20).notices
    expect(notice).toMatchObject({ kind: 'moved' })
    expect(notice?.facts.servers[0]).toMatchObject({
      since: at(hour).toISOString(),
      dueAt: at(2 * hour).toISOString(),
      was: { since: at(hour / 2).toISOString(), dueAt: at(2 * hour).toISOString() },
    })
    expect(simulation.decide(21).notices).toEqual([])
  })

  it('of a countermeasure makes its servers slow', () => {
    const simulation = new Simulation({}, [maintenance({ kind: 'countermeasure', startsAt: at(0) })])
    const [notice] = simulation.decide(0).notices
    expect(notice).toMatchObject({ kind: 'starting', postId: 'p1' })
    expect(notice?.facts.servers[0]).toMatchObject({ impact: 'degraded', cause: 'countermeasure' })
  })

  it('decided twice tells nothing the second time', () => {
    const simulation = new Simulation({}, [maintenance()])
    simulation.decide(0)
    expect(simulation.decide(0)).toMatchObject({ notices: [], maintenance: [] })
  })
})

describe('whatever the clock does', () => {
  const moments = fc.array(fc.integer({ min: -hour, max: 16 * hour }), { minLength: 1, maxLength: 12 })
  const completed = fc.option(fc.integer({ min: -hour, max: 3 * hour }))
  const reminders = fc.subarray([30, 60])
  const endsBy = fc.constantFrom('itself' as const, 'staff' as const)

  it('each is told at most once, and an end never without a plan or a beginning before it', () => {
    fc.assert(
      fc.property(
        moments,
        completed,
        fc.record({ isQuiet: fc.boolean(), isPublic: fc.boolean(), reminders, endsBy }),
        fc.option(fc.integer({ min: -hour, max: hour })),
        (seconds, end, facts, cancelled) => {
          const completedAt = end === null ? null : at(end)
          const cancelledAt = cancelled === null ? null : at(cancelled)
          const simulation = new Simulation({}, [maintenance({ ...facts, completedAt, cancelledAt })])
          for (const second of seconds) simulation.decide(second)
          const kinds = simulation.told.map(({ notice }) => notice.kind)
          const once = kinds.filter(kind => kind !== 'reminder')
          expect(new Set(once).size).toBe(once.length)
          expect(kinds.length - once.length).toBeLessThanOrEqual(facts.reminders.length)
          const place = kinds.indexOf('done')
          if (place >= 0) expect(place).toBeGreaterThan(0)
          if (place >= 0) expect(place).toBe(kinds.length - 1)
          if (facts.isQuiet || !facts.isPublic) expect(kinds).toEqual([])
        },
      ),
    )
  })

  it('the last that customers were told of its times is what holds, however often it was moved', () => {
    const shifts = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(shifts, minutes => {
        const simulation = new Simulation({}, [maintenance({ serverIds: ['web01'] })])
        simulation.decide(0)
        for (const [place, minute] of minutes.entries()) {
          const startsAt = at(hour + minute * 60)
          simulation.maintenance = simulation.maintenance.map(each => ({
            ...each,
            startsAt,
            slots: each.slots.map(slot => ({ ...slot, startsAt })),
          }))
          simulation.decide(place + 1)
        }
        const [slot] = simulation.maintenance[0]?.slots ?? []
        expect(slot?.toldStartsAt).toEqual(slot?.startsAt)
        const moves = simulation.told.filter(({ notice }) => notice.kind === 'moved').length
        const changes = [0, ...minutes].filter((minute, place, all) => place > 0 && minute !== all[place - 1])
        expect(moves).toBe(changes.length)
      }),
    )
  })
})
