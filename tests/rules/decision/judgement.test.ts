import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blankIncident, type Incident, nothingTold } from '#lib/rules/incidents/incident.ts'
import { causeOfJudged, type JudgedImpact, judgedImpacts } from '#lib/rules/incidents/judgement.ts'
import { compareImpact } from '#lib/rules/servers/status.ts'
import { planned } from './planned.ts'
import { at, line, Simulation } from './simulation.ts'
import { storm } from './weather.ts'

type Judged = { impact: JudgedImpact; isTold?: boolean; seconds?: number; tellFrom?: number }

/** An incident that a person declared on web01. */
function declared({ impact, isTold = true, seconds = 0, tellFrom }: Judged): Incident {
  const told = { judgedImpact: impact, judgedAt: at(seconds), isJudgedQuietly: !isTold }
  const truth = { impact, cause: causeOfJudged(impact), since: at(seconds), clearedAt: null, endedAt: null }
  return {
    ...blankIncident('declared', null, at(seconds)),
    visibility: 'published',
    publishedAt: at(seconds),
    touchedAt: at(seconds),
    acknowledgedAt: at(seconds),
    tellFrom: tellFrom === undefined ? null : at(tellFrom),
    affected: [{ serverId: 'web01', ...nothingTold, ...truth, ...told }],
  }
}

function withDeclared(judged: Judged): Simulation {
  const simulation = new Simulation()
  simulation.add(declared(judged))
  simulation.decide(judged.seconds ?? 0)
  return simulation
}

const rowOf = (simulation: Simulation) =>
  simulation.incidents.find(({ id }) => id === 'declared')?.affected.find(row => row.serverId === 'web01')

describe('what a person declared', () => {
  it('shows and is told once', () => {
    const simulation = withDeclared({ impact: 'partial_outage' })
    simulation.decide(60)
    expect(simulation.trouble).toEqual({ web01: 'partial_outage' })
    expect(simulation.notices).toEqual(['began web01'])
  })

  it('is told no sooner than staff can take it back', () => {
    const simulation = withDeclared({ impact: 'degraded', tellFrom: 10 })
    expect(simulation.notices).toEqual([])
    expect(simulation.decisions.at(-1)?.wakeAt).toEqual(at(10))
    simulation.decide(10)
    expect(simulation.notices).toEqual(['began web01'])
  })

  it('is joined by later alerts of its servers, and tells nobody twice', () => {
    const simulation = withDeclared({ impact: 'major_outage' })
    simulation.decide(60, [line({})])
    expect(simulation.alerts.map(alert => alert.postId)).toEqual(['declared'])
    expect(simulation.notices).toEqual(['began web01'])
  })

  it('stays when its alerts end', () => {
    const simulation = withDeclared({ impact: 'major_outage' })
    simulation.decide(60, [line({})])
    simulation.decide(120, [line({ state: 'resolved' })])
    simulation.wait(120, 20_000)
    expect(simulation.trouble).toEqual({ web01: 'major_outage' })
    expect(simulation.notices).toEqual(['began web01'])
  })

  it('gets worse by a later alert, and is what the person said again when that ends', () => {
    const simulation = withDeclared({ impact: 'degraded' })
    simulation.decide(120, [line({})])
    expect(simulation.trouble).toEqual({ web01: 'major_outage' })
    expect(simulation.notices).toEqual(['began web01', 'worsened web01'])
    simulation.decide(300, [line({ state: 'resolved' })])
    expect(simulation.trouble).toEqual({ web01: 'degraded' })
  })

  it('is told to nobody when the person wants that, but what gets worse is', () => {
    const simulation = withDeclared({ impact: 'degraded', isTold: false })
    simulation.decide(60, [line({ kind: 'slowdown', severity: 'warning', fingerprint: 'load' })])
    expect(simulation.notices).toEqual([])
    simulation.decide(120, [line({})])
    expect(simulation.notices).toEqual(['began web01'])
  })

  it('is told although planned work runs: who said it knew that', () => {
    const work = planned({ startsAt: at(-60), endsAt: at(7200) })
    const simulation = new Simulation({}, [work])
    simulation.add(declared({ impact: 'major_outage' }))
    simulation.decide(0)
    expect(simulation.notices).toContain('began web01')
  })
})

describe('what a person said against alerts', () => {
  function judged(impact: JudgedImpact | 'operational'): Simulation {
    const simulation = new Simulation()
    simulation.decide(0, [line({})])
    const [incident] = simulation.incidents
    const [row] = incident?.affected ?? []
    if (!incident || !row) throw new Error('The alert opened nothing.')
    const end = impact === 'operational' ? at(60) : null
    const said = {
      judgedImpact: impact,
      judgedAt: at(60),
      judgedOver: row.impact,
      endedAt: end,
      clearedAt: end,
      until: end,
    }
    const shown = impact === 'operational' ? {} : { impact, cause: causeOfJudged(impact) }
    simulation.change({ affected: [{ ...row, ...said, ...shown }] })
    return simulation
  }

  it('holds while they go on', () => {
    const simulation = judged('degraded')
    simulation.decide(120, [line({})])
    simulation.decide(600, [line({})])
    expect(simulation.trouble).toEqual({ web01: 'degraded' })
  })

  it('holds when it is that all is well, and who heard of it hears of the end', () => {
    const simulation = judged('operational')
    simulation.decide(120, [line({})])
    simulation.wait(120, 3600)
    expect(simulation.trouble).toEqual({})
    expect(simulation.notices).toEqual(['began web01', 'ended web01'])
  })

  it('says nothing of what gets worse than it ever was', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ severity: 'warning' })])
    const [incident] = simulation.incidents
    const [row] = incident?.affected ?? []
    if (!row) throw new Error('The alert opened nothing.')
    const said = {
      judgedImpact: 'degraded',
      judgedAt: at(60),
      judgedOver: row.impact,
      impact: 'degraded',
    } as const
    simulation.change({ affected: [{ ...row, ...said, cause: 'slowdown' }] })
    simulation.decide(120, [line({ severity: 'warning' })])
    expect(simulation.trouble).toEqual({ web01: 'degraded' })
    simulation.decide(180, [line({ severity: 'critical' })])
    expect(simulation.trouble).toEqual({ web01: 'major_outage' })
  })

  it('says nothing of what comes after it', () => {
    const simulation = judged('degraded')
    simulation.decide(120, [line({ fingerprint: 'another probe' })])
    expect(simulation.trouble).toEqual({ web01: 'major_outage' })
  })
})

describe('laws of what a person said', () => {
  it('whatever alerts come and go, a server is never better than a person said, and never clear', () => {
    fc.assert(
      fc.property(storm, fc.constantFrom(...judgedImpacts), (items, impact) => {
        const simulation = withDeclared({ impact })
        let seconds = 10
        for (const item of items) {
          seconds += 30
          simulation.decide(seconds, [line({ ...item, server: 'web01' })])
          const row = rowOf(simulation)
          expect(row).toMatchObject({ clearedAt: null, endedAt: null })
          expect(compareImpact(row?.impact ?? 'operational', impact)).toBeGreaterThanOrEqual(0)
        }
        simulation.wait(seconds, seconds + 20_000)
        expect(rowOf(simulation)).toMatchObject({ clearedAt: null, endedAt: null, judgedImpact: impact })
        expect(simulation.incidents.find(({ id }) => id === 'declared')?.resolvedAt).toBeNull()
      }),
    )
  })

  it('deciding again on its own outcome changes nothing', () => {
    fc.assert(
      fc.property(storm, fc.constantFrom(...judgedImpacts), fc.boolean(), (items, impact, isTold) => {
        const simulation = withDeclared({ impact, isTold })
        let seconds = 10
        for (const item of items) {
          seconds += 30
          simulation.decide(seconds, [line({ ...item, server: 'web01' })])
        }
        const again = simulation.decide(seconds)
        expect([again.incidents, again.notices, again.statuses, again.updates]).toEqual([[], [], [], []])
      }),
    )
  })
})
