import { describe, expect, it } from 'vitest'
import { minutesInTrouble } from '#lib/rules/servers/history.ts'
import { type PlannedFacts, planned } from './planned.ts'
import { at, line, Simulation } from './simulation.ts'

/** What the history says of web01, in the order in which it was written. */
const historyOf = (simulation: Simulation) =>
  simulation.decisions
    .flatMap(decision => decision.statuses)
    .map(({ at: when, impact, cause }) => [when, impact, cause])

const bodies = (simulation: Simulation) =>
  simulation.decisions.flatMap(decision => decision.updates).map(update => update.body)

const endOf = (simulation: Simulation) =>
  simulation.told.find(told => told.notice.kind === 'ended')?.notice.facts.servers[0]

function maintenance(facts: Partial<PlannedFacts> = {}) {
  const told = { toldAt: at(0), toldStartsAt: at(0), toldEndsAt: at(600), startToldAt: at(0) }
  const times = { startsAt: at(0), endsAt: at(600) }
  return planned({ postId: 'work', serverIds: ['web01', 'web02'], ...times, told, ...facts })
}

describe('trouble of which we hear 25 minutes late', () => {
  const simulation = new Simulation()
  simulation.decide(1500, [line({ startsAt: at(0) })])
  simulation.decide(1560, [line({ startsAt: at(0), state: 'resolved', endsAt: at(1530) })])
  simulation.wait(1560, 4000)

  it('is in the history from when it began to when it ended by the clock of its source', () => {
    expect(historyOf(simulation)).toEqual([
      [at(0), 'major_outage', 'outage'],
      [at(1530), 'operational', null],
    ])
  })

  it('has the same length on the timeline, in the mail and in the sum of its server', () => {
    expect(bodies(simulation).at(-1)).toMatch(
      /^All clear: web01 was down from <Timestamp .+> to <Timestamp .+> \(25 minutes\)/,
    )
    expect(endOf(simulation)).toMatchObject({ since: at(0).toISOString(), endedAt: at(1530).toISOString() })
    const changes = simulation.decisions.flatMap(decision => decision.statuses)
    expect(minutesInTrouble(changes, at(-86_400), at(9000))).toEqual([['down', 25]])
  })
})

describe('the end of trouble', () => {
  it('is not before its beginning and not after we heard of it, whatever its source says', () => {
    for (const endsAt of [at(-9000), at(90_000)]) {
      const simulation = new Simulation()
      simulation.decide(0, [line({ startsAt: at(0) })])
      simulation.decide(60, [line({ startsAt: at(0), state: 'resolved', endsAt })])
      const { since, until } = simulation.incidents[0]?.affected[0] ?? {}
      expect(since).toEqual(at(0))
      expect(until).toEqual(endsAt < at(0) ? at(0) : at(60))
    }
  })

  it('is told with its time for each server of an incident', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ startsAt: at(0) }), line({ server: 'web02', startsAt: at(0) })])
    simulation.decide(600, [line({ startsAt: at(0), state: 'resolved', endsAt: at(300) })])
    simulation.decide(660, [line({ server: 'web02', startsAt: at(0), state: 'resolved', endsAt: at(600) })])
    simulation.wait(660, 4000)
    expect(bodies(simulation).at(-1)).toMatch(
      /- web01 was down from .+ \(5 minutes\)\n- web02 was down from .+ \(10 minutes\)$/,
    )
  })

  it('is in the history although work had begun before it was certain', () => {
    const simulation = new Simulation({}, [
      maintenance({ startsAt: at(720), endsAt: at(9000), told: { startToldAt: at(0) } }),
    ])
    simulation.decide(0, [line({ startsAt: at(0) })])
    simulation.decide(600, [line({ startsAt: at(0), state: 'resolved', endsAt: at(600) })])
    simulation.decide(720)
    expect(historyOf(simulation).filter(([, , cause]) => cause !== 'maintenance')).toEqual([
      [at(0), 'major_outage', 'outage'],
      [at(600), 'operational', null],
    ])
  })

  it('names no single word where customers were told of something worse in between', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ kind: 'slowdown', startsAt: at(0) }), line({ startsAt: at(0) })])
    simulation.decide(600, [line({ startsAt: at(0), state: 'resolved', endsAt: at(600) })])
    simulation.decide(900, [line({ kind: 'slowdown', startsAt: at(0), state: 'resolved', endsAt: at(900) })])
    simulation.wait(900, 4000)
    expect(bodies(simulation).at(-1)).toContain('web01 was in trouble from')
    expect(endOf(simulation)).toMatchObject({ wasWorse: true })
  })
})

describe('slowness that turns into an outage', () => {
  const simulation = new Simulation()
  simulation.decide(0, [line({ kind: 'slowdown', startsAt: at(0) })])
  simulation.decide(640, [line({ startsAt: at(600) })])

  it('is down since it went down, and was slow until then', () => {
    expect(simulation.incidents[0]?.affected[0]).toMatchObject({ impact: 'major_outage', since: at(600) })
    expect(historyOf(simulation)).toEqual([
      [at(0), 'degraded', 'slowdown'],
      [at(600), 'major_outage', 'outage'],
    ])
  })
})

describe('the end of work', () => {
  it('says which of its servers is down all the same', () => {
    const simulation = new Simulation({}, [maintenance()])
    simulation.decide(0)
    simulation.decide(300, [line({ server: 'web02', startsAt: at(240) })])
    simulation.decide(600)
    const done = simulation.told.find(told => told.notice.kind === 'done')
    expect(done?.notice.facts.servers.map(({ label, trouble }) => [label, trouble])).toEqual([
      ['web01', undefined],
      ['web02', { impact: 'major_outage', cause: 'outage', since: at(240).toISOString() }],
    ])
  })
})

describe('a name that looks like markup', () => {
  it('stands on the timeline as it is', () => {
    const simulation = new Simulation({}, [], {
      servers: [{ id: 'web01', hostname: 'web01', label: '<b>*web*_01_', groupId: null }],
      groups: new Map(),
    })
    simulation.decide(0, [line({})])
    expect(bodies(simulation)).toEqual(['\\<b\\>\\*web\\*\\_01\\_ is down. We have been alerted.'])
  })
})
