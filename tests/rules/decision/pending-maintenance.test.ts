import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pendingMaintenance } from '#lib/rules/decision/pending-maintenance.ts'
import type { ToldMaintenance } from '#lib/rules/maintenance/maintenance.ts'
import { at, Simulation } from './simulation.ts'

const hour = 3600

function maintenance(facts: Partial<ToldMaintenance> = {}): ToldMaintenance {
  return {
    id: 'm1',
    postId: 'p1',
    kind: 'maintenance',
    title: 'Memory is replaced',
    serverIds: ['web01', 'web02'],

    startsAt: at(hour),
    endsAt: at(2 * hour),
    completedAt: null,
    isPublic: true,
    isQuiet: false,
    plannedToldAt: null,
    startToldAt: null,
    endToldAt: null,
    ...facts,
  }
}

const planned = { plannedToldAt: at(0) }
const begun = { ...planned, startToldAt: at(hour) }

describe('what customers must hear of work', () => {
  it.each<[string, Partial<ToldMaintenance>, number, ReturnType<typeof pendingMaintenance>]>([
    ['planned and not told', {}, 0, 'planned'],
    ['planned and told', planned, 10, null],
    ['begun, told that it was planned', planned, hour, 'starting'],
    ['begun, told nothing', {}, hour + 10, 'starting'],
    ['begun and told', begun, hour + 10, null],
    ['over, told that it began', begun, 2 * hour, 'done'],
    ['over, told only that it was planned', planned, 2 * hour, 'done'],
    ['over, told nothing', {}, 2 * hour, null],
    ['over and told', { ...begun, endToldAt: at(2 * hour) }, 2 * hour + 10, null],
    ['completed early', { ...begun, completedAt: at(hour + 60) }, hour + 60, 'done'],
    ['cancelled before it was told', { completedAt: at(10) }, 20, null],
    ['cancelled after it was told', { ...planned, completedAt: at(10) }, 20, 'done'],
    ['quiet', { isQuiet: true }, hour, null],
    ['not public', { isPublic: false }, hour, null],
    ['begun, the clock set back', { startToldAt: at(hour) }, 0, null],
    ['over, the clock set back', { ...begun, endToldAt: at(2 * hour) }, hour, null],
  ])('%s', (_, facts, seconds, news) => {
    expect(pendingMaintenance(maintenance(facts), at(seconds))).toBe(news)
  })
})

describe('work, decided', () => {
  it('is told when it is known, when it begins and when it is over, to its servers, each once', () => {
    const simulation = new Simulation({}, [maintenance()])
    simulation.decide(0)
    simulation.wait(0, 3 * hour)
    expect(simulation.notices).toEqual(['planned web01, web02', 'starting web01, web02', 'done web01, web02'])
  })

  it('says what, from when to when, and whether it was cancelled', () => {
    const simulation = new Simulation({}, [maintenance({ ...planned, completedAt: at(10) })])
    const [notice] = simulation.decide(20).notices
    expect(notice?.facts.saying).toEqual({
      is: 'work',
      work: 'maintenance',
      what: 'Memory is replaced',
      isCancelled: true,
      startsAt: at(hour).toISOString(),
      endsAt: at(10).toISOString(),
    })
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
  const moments = fc.array(fc.integer({ min: -hour, max: 4 * hour }), { minLength: 1, maxLength: 12 })
  const completed = fc.option(fc.integer({ min: -hour, max: 3 * hour }))

  it('each is told at most once, and an end never without a plan or a beginning before it', () => {
    fc.assert(
      fc.property(moments, completed, fc.boolean(), fc.boolean(), (seconds, end, isQuiet, isPublic) => {
        const completedAt = end === null ? null : at(end)
        const simulation = new Simulation({}, [maintenance({ completedAt, isQuiet, isPublic })])
        for (const second of seconds) simulation.decide(second)
        const kinds = simulation.told.map(({ notice }) => notice.kind)
        expect(new Set(kinds).size).toBe(kinds.length)
        const place = kinds.indexOf('done')
        if (place >= 0) expect(place).toBeGreaterThan(0)
        if (place >= 0) expect(place).toBe(kinds.length - 1)
        if (isQuiet || !isPublic) expect(kinds).toEqual([])
      }),
    )
  })
})
