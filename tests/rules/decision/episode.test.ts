import { describe, expect, it } from 'vitest'
import { at, line, Simulation } from './simulation.ts'

const started = { startsAt: at(0) }
const firing = () => line(started)
const ended = (seconds: number) => line({ ...started, state: 'resolved', endsAt: at(seconds) })

const open = (simulation: Simulation) => simulation.alerts.filter(alert => alert.closedAt === null)

describe('an alert that fires under the start of an episode that has ended', () => {
  it('within a minute of the end is late, and ignored', () => {
    const simulation = new Simulation()
    simulation.decide(0, [firing()])
    simulation.decide(60, [ended(60)])
    const { results } = simulation.decide(120, [firing()])
    expect(results).toMatchObject([{ result: 'ignored' }])
    expect(open(simulation)).toEqual([])
  })

  it('later than that opens again as a new episode, though its source gives the old start', () => {
    const simulation = new Simulation()
    simulation.decide(0, [firing()])
    simulation.decide(60, [ended(60)])
    simulation.wait(60, 600)
    const { results } = simulation.decide(600, [firing()])
    expect(results).toMatchObject([{ result: 'accepted' }])
    expect(open(simulation)).toMatchObject([{ startsAt: at(600) }])
    expect(simulation.trouble).toEqual({ web01: 'major_outage' })
    simulation.wait(600, 1500)
    expect(simulation.notices).toEqual(['began web01', 'ended web01', 'began web01'])
  })

  it('goes on as that new episode, and its end ends it', () => {
    const simulation = new Simulation()
    simulation.decide(0, [firing()])
    simulation.decide(60, [ended(60)])
    simulation.decide(600, [firing()])
    simulation.decide(900, [firing()])
    expect(open(simulation)).toMatchObject([{ startsAt: at(600), receivedCount: 2, lastReceivedAt: at(900) }])
    simulation.decide(1000, [ended(1000)])
    expect(open(simulation)).toEqual([])
    expect(simulation.alerts).toHaveLength(2)
  })

  it('is not ended by the first end when that is delivered once more', () => {
    const simulation = new Simulation()
    simulation.decide(0, [firing()])
    simulation.decide(60, [ended(60)])
    simulation.decide(600, [firing()])
    simulation.decide(601, [ended(60)])
    expect(open(simulation)).toHaveLength(1)
  })

  it('returns as often as it fires again', () => {
    const simulation = new Simulation()
    for (const seconds of [0, 1000, 2000, 3000]) {
      simulation.decide(seconds, [firing()])
      expect(open(simulation)).toHaveLength(1)
      simulation.decide(seconds + 100, [ended(seconds + 100)])
      expect(open(simulation)).toEqual([])
    }
    expect(simulation.alerts.map(alert => alert.startsAt)).toEqual([0, 1000, 2000, 3000].map(at))
  })

  it('opens nothing where a later episode is open, for that says it already', () => {
    const simulation = new Simulation()
    simulation.decide(0, [firing()])
    simulation.decide(300, [line({ startsAt: at(250) })])
    simulation.decide(900, [firing()])
    expect(open(simulation)).toMatchObject([{ startsAt: at(250) }])
  })

  it('opens though its source’s clock is ahead of ours', () => {
    const simulation = new Simulation()
    const ahead = { startsAt: at(200) }
    simulation.decide(0, [line(ahead)])
    simulation.decide(60, [line({ ...ahead, state: 'resolved' })])
    simulation.decide(130, [line(ahead)])
    simulation.decide(140, [line(ahead)])
    expect(open(simulation)).toMatchObject([{ receivedCount: 2 }])
  })
})
