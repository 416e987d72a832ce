import { describe, expect, it } from 'vitest'
import { at, line, Simulation } from './simulation.ts'

/** web01 fails, staff write on it ten seconds later, and it is well again after a minute: proposed at 360 seconds. */
function recovered(unattendedMinutes = 30): Simulation {
  const simulation = new Simulation({ unattendedMinutes })
  simulation.decide(0, [line({})])
  simulation.change({ touchedAt: at(10), title: 'Disk trouble', nextUpdateAt: at(86_400) })
  simulation.decide(60, [line({ state: 'resolved', endsAt: at(60) })])
  return simulation
}

describe('an incident that staff wrote on, when all is clear', () => {
  it('ends half an hour later, and tells customers as any end', () => {
    const simulation = recovered()
    simulation.wait(60, 360 + 1799)
    expect(simulation.incidents).toMatchObject([{ resolvedAt: null, resolutionProposedAt: at(360) }])
    simulation.wait(360, 86_400)
    expect(simulation.notices).toEqual(['began web01', 'ended web01'])
    expect(simulation.incidents).toMatchObject([
      { title: 'Disk trouble', phase: 'resolved', resolvedAt: at(360 + 1800), nextUpdateAt: null },
    ])
    expect(simulation.trouble).toEqual({})
  })

  it('says since when all is clear, by the clock of the source', () => {
    const simulation = recovered()
    simulation.wait(60, 86_400)
    const [entry] = simulation.decisions.flatMap(({ updates }) => updates).slice(-1)
    expect(entry).toMatchObject({
      phase: 'resolved',
      facts: { is: 'over', clearSince: at(60).toISOString() },
    })
    expect(entry?.body).toContain('has been clear since')
    expect(entry?.body).toContain('so we close this incident')
  })

  it('waits from their last words on', () => {
    const simulation = recovered()
    simulation.wait(60, 360)
    simulation.change({ touchedAt: at(1000) })
    simulation.decide(1000)
    simulation.wait(1000, 1000 + 1799)
    expect(simulation.incidents).toMatchObject([{ resolvedAt: null }])
    simulation.wait(2799, 86_400)
    expect(simulation.incidents).toMatchObject([{ resolvedAt: at(1000 + 1800) }])
  })

  it('stays open while somebody wants that', () => {
    const simulation = recovered()
    simulation.wait(60, 360)
    simulation.change({ keptOpenAt: at(400) })
    simulation.decide(400)
    simulation.wait(400, 864_000)
    expect(simulation.incidents).toMatchObject([{ resolvedAt: null, resolutionProposedAt: at(360) }])
    expect(simulation.notices).toEqual(['began web01'])
  })

  it('ends by itself once it has failed again, although it was kept open before', () => {
    const simulation = recovered()
    simulation.wait(60, 360)
    simulation.change({ keptOpenAt: at(400) })
    simulation.decide(900, [line({ startsAt: at(900) })])
    expect(simulation.incidents).toMatchObject([{ resolutionProposedAt: null }])
    simulation.decide(960, [line({ state: 'resolved', startsAt: at(900) })])
    simulation.wait(960, 86_400)
    expect(simulation.incidents).toMatchObject([{ resolvedAt: at(1260 + 1800) }])
  })

  it('does not end while one of its servers is in trouble', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({}), line({ server: 'web02' })])
    simulation.change({ touchedAt: at(10) })
    simulation.decide(60, [line({ state: 'resolved' })])
    simulation.wait(60, 86_400)
    expect(simulation.incidents).toMatchObject([{ resolvedAt: null, resolutionProposedAt: null }])
  })
})

it('a held incident never ends by itself', () => {
  const simulation = new Simulation()
  simulation.decide(0, [line({ kind: 'suspicious-file' })])
  simulation.change({ touchedAt: at(10) })
  simulation.decide(60, [line({ kind: 'suspicious-file', state: 'resolved' })])
  simulation.wait(60, 864_000)
  expect(simulation.incidents).toMatchObject([{ resolvedAt: null }])
})
