import { describe, expect, it } from 'vitest'
import { planned } from './planned.ts'
import { at, type LineFacts, line, Simulation } from './simulation.ts'

const guess = (facts: LineFacts = {}) =>
  line({ isGuess: true, fingerprint: `guess:${facts.server}`, ...facts })

const published = (simulation: Simulation) =>
  simulation.incidents.filter(incident => incident.visibility === 'published')
const held = (simulation: Simulation) =>
  simulation.incidents.filter(incident => incident.visibility === 'held')

describe('a guess of an outage', () => {
  it('is held under its own words, staff hear of it at once, customers see nothing', () => {
    const simulation = new Simulation()
    const decision = simulation.decide(0, [guess({ isDebounced: false })])
    expect(simulation.notices).toEqual(['held web01'])
    expect(simulation.told[0]?.notice.facts.servers).toMatchObject([{ id: 'web01', isGuess: true }])
    expect(simulation.trouble).toEqual({})
    expect(decision.incidents).toMatchObject([
      { visibility: 'held', cause: 'outage', title: 'Looks like an outage of web01', publishedAt: null },
    ])
    expect(decision.updates).toEqual([])
    expect(decision.results[0]?.reason).toBe('held: looks like an outage of web01, staff are asked')
  })

  it('is told to staff once, however often it is repeated', () => {
    const simulation = new Simulation()
    for (const seconds of [0, 60, 120]) simulation.decide(seconds, [guess()])
    expect(simulation.notices).toEqual(['held web01'])
  })

  it('that ends before staff looked is laid aside after the watch, quietly', () => {
    const simulation = new Simulation()
    simulation.decide(0, [guess()])
    simulation.decide(60, [guess({ state: 'resolved' })])
    expect(held(simulation)).toHaveLength(1)
    simulation.wait(60, 86_400)
    expect(simulation.incidents).toMatchObject([{ visibility: 'draft', resolvedAt: at(360) }])
    expect(simulation.notices).toEqual(['held web01'])
  })

  it('that comes and goes within the watch is one question', () => {
    const simulation = new Simulation()
    for (const seconds of [0, 200, 400, 600]) {
      simulation.decide(seconds, [guess()])
      simulation.decide(seconds + 30, [guess({ state: 'resolved' })])
    }
    simulation.wait(630, 86_400)
    expect(simulation.incidents).toHaveLength(1)
    expect(simulation.notices).toEqual(['held web01'])
  })

  it('that ends while somebody looks at it stays until they answer', () => {
    const simulation = new Simulation()
    simulation.decide(0, [guess()])
    simulation.change({ acknowledgedAt: at(10) })
    simulation.decide(60, [guess({ state: 'resolved' })])
    simulation.wait(60, 86_400)
    expect(held(simulation)).toMatchObject([{ resolutionProposedAt: at(360) }])
  })

  it('goes public the ordinary way once its source states it, and staff need not answer any more', () => {
    const simulation = new Simulation()
    simulation.decide(0, [guess({ startsAt: at(0) })])
    simulation.decide(60, [guess({ startsAt: at(0), isGuess: false })])
    expect(simulation.notices).toEqual(['held web01', 'began web01'])
    expect(simulation.trouble).toEqual({ web01: 'major_outage' })
    expect(held(simulation)).toEqual([])
    simulation.decide(120, [guess({ startsAt: at(0), state: 'resolved' })])
    simulation.wait(120, 86_400)
    expect(simulation.notices).toEqual(['held web01', 'began web01', 'ended web01'])
  })

  it('that staff dismissed and its source states later is public', () => {
    const simulation = new Simulation()
    simulation.decide(0, [guess({ startsAt: at(0) })])
    simulation.change({ visibility: 'draft', resolvedAt: at(30), touchedAt: at(30) })
    simulation.decide(60, [guess({ startsAt: at(0) })])
    expect(simulation.notices).toEqual(['held web01'])
    simulation.decide(90, [guess({ startsAt: at(0), isGuess: false })])
    expect(simulation.notices).toEqual(['held web01', 'began web01'])
  })

  it('is published by staff, told once, and muted no more as a guess', () => {
    const simulation = new Simulation()
    simulation.decide(0, [guess()])
    simulation.publishGuesses(60)
    simulation.decide(60)
    expect(simulation.trouble).toEqual({ web01: 'major_outage' })
    simulation.decide(90, [guess({ severity: 'critical' })])
    simulation.decide(120, [guess({ state: 'resolved' })])
    simulation.wait(120, 86_400)
    expect(simulation.notices).toEqual(['held web01', 'began web01'])
    expect(simulation.incidents).toMatchObject([{ resolvedAt: null, resolutionProposedAt: at(420) }])
  })

  it('waits for the end of planned work, as other bad news does', () => {
    const simulation = new Simulation({}, [planned({ startsAt: at(0), endsAt: at(3600) })])
    const { results } = simulation.decide(60, [guess()])
    expect(results[0]?.reason).toBe('muted: maintenance until 15:30 UTC')
    simulation.wait(60, 3599)
    expect(simulation.told.map(({ notice }) => notice.kind)).not.toContain('held')
    simulation.wait(3599, 3600)
    expect(simulation.told.map(({ notice }) => notice.kind)).toContain('held')
  })
})

describe('guesses of several servers', () => {
  it('of one group that come together are one question, told to staff in one notice', () => {
    const simulation = new Simulation()
    simulation.decide(0, [guess({ server: 'web01' }), guess({ server: 'web02' }), guess({ server: 'db01' })])
    expect(simulation.notices.sort()).toEqual(['held db01', 'held web01, web02'])
  })

  it('never make a group down, and mute nothing that is stated', () => {
    const simulation = new Simulation()
    const all = ['web01', 'web02', 'web03'].map(server => guess({ server }))
    simulation.decide(0, [...all, line({ kind: 'slowdown', server: 'web01' })])
    expect(simulation.trouble).toEqual({ web01: 'degraded' })
    expect(published(simulation)).toHaveLength(1)
  })
})

describe('a guess on a server that is in trouble publicly', () => {
  it('asks nobody while that lasts and is watched, and then counts if it fires still', () => {
    const simulation = new Simulation()
    const { results } = simulation.decide(0, [line({}), guess()])
    expect(results[1]?.reason).toBe('muted: a guess, and web01 is in trouble already')
    simulation.decide(60, [line({ state: 'resolved' })])
    simulation.wait(60, 359)
    expect(simulation.notices).toEqual(['began web01'])
    simulation.wait(359, 86_400)
    expect(simulation.notices.sort()).toEqual(['began web01', 'ended web01', 'held web01'])
  })

  it('is held beside it when it is worse, and worsens nothing', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ kind: 'slowdown' })])
    simulation.decide(60, [guess()])
    expect(simulation.notices).toEqual(['began web01', 'held web01'])
    expect(simulation.trouble).toEqual({ web01: 'degraded' })
  })

  it('that comes and goes does not make what is public intermittent', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ kind: 'slowdown' })])
    for (let seconds = 60; seconds < 1800; seconds += 120) {
      simulation.decide(seconds, [guess()])
      simulation.decide(seconds + 60, [guess({ state: 'resolved' })])
    }
    simulation.wait(1800, 3600)
    expect(simulation.notices.filter(notice => !notice.startsWith('held'))).toEqual(['began web01'])
    expect(published(simulation)[0]?.affected).toMatchObject([{ isIntermittent: false, impact: 'degraded' }])
  })

  it('that was held before is withdrawn, for the page says it already', () => {
    const simulation = new Simulation()
    simulation.decide(0, [guess()])
    simulation.decide(60, [line({})])
    expect(held(simulation)).toEqual([])
    expect(simulation.notices).toEqual(['held web01', 'began web01'])
  })

  it('is muted where its whole group is down', () => {
    const simulation = new Simulation()
    const all = ['web01', 'web02', 'web03'].map(server => line({ server }))
    simulation.decide(0, [...all, guess({ server: 'web03', kind: 'slowdown' })])
    expect(held(simulation)).toEqual([])
  })
})

describe('a rank of statements', () => {
  it('of one episode takes what is stated, however bad what is guessed', () => {
    const simulation = new Simulation()
    const facts = { startsAt: at(0), fingerprint: 'check' }
    simulation.decide(0, [line({ ...facts, kind: 'slowdown' })])
    simulation.decide(30, [line({ ...facts, kind: 'outage', isGuess: true })])
    expect(simulation.trouble).toEqual({ web01: 'degraded' })
    expect(simulation.incidents).toHaveLength(1)
  })
})
