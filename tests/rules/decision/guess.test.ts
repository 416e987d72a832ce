import { describe, expect, it } from 'vitest'
import { at, type LineFacts, line, World } from './world.ts'

const guess = (facts: LineFacts = {}) =>
  line({ isGuess: true, fingerprint: `guess:${facts.server}`, ...facts })

const published = (world: World) => world.incidents.filter(incident => incident.visibility === 'published')
const held = (world: World) => world.incidents.filter(incident => incident.visibility === 'held')

describe('a guess of an outage', () => {
  it('is held under its own words, staff hear of it at once, customers see nothing', () => {
    const world = new World()
    const decision = world.decide(0, [guess({ isDebounced: false })])
    expect(world.notices).toEqual(['held web01'])
    expect(world.told[0]?.notice.facts.servers).toMatchObject([{ id: 'web01', isGuess: true }])
    expect(world.trouble).toEqual({})
    expect(decision.incidents).toMatchObject([
      { visibility: 'held', cause: 'outage', title: 'Looks like an outage of web01', publishedAt: null },
    ])
    expect(decision.updates).toEqual([])
    expect(decision.results[0]?.reason).toBe('held: looks like an outage of web01, staff are asked')
  })

  it('is told to staff once, however often it is repeated', () => {
    const world = new World()
    for (const seconds of [0, 60, 120]) world.decide(seconds, [guess()])
    expect(world.notices).toEqual(['held web01'])
  })

  it('that ends before staff looked is laid aside after the watch, quietly', () => {
    const world = new World()
    world.decide(0, [guess()])
    world.decide(60, [guess({ state: 'resolved' })])
    expect(held(world)).toHaveLength(1)
    world.wait(60, 86_400)
    expect(world.incidents).toMatchObject([{ visibility: 'draft', resolvedAt: at(360) }])
    expect(world.notices).toEqual(['held web01'])
  })

  it('that comes and goes within the watch is one question', () => {
    const world = new World()
    for (const seconds of [0, 200, 400, 600]) {
      world.decide(seconds, [guess()])
      world.decide(seconds + 30, [guess({ state: 'resolved' })])
    }
    world.wait(630, 86_400)
    expect(world.incidents).toHaveLength(1)
    expect(world.notices).toEqual(['held web01'])
  })

  it('that ends while somebody looks at it stays until they answer', () => {
    const world = new World()
    world.decide(0, [guess()])
    world.change({ acknowledgedAt: at(10) })
    world.decide(60, [guess({ state: 'resolved' })])
    world.wait(60, 86_400)
    expect(held(world)).toMatchObject([{ resolutionProposedAt: at(360) }])
  })

  it('goes public the ordinary way once its source states it, and staff need not answer any more', () => {
    const world = new World()
    world.decide(0, [guess({ startsAt: at(0) })])
    world.decide(60, [guess({ startsAt: at(0), isGuess: false })])
    expect(world.notices).toEqual(['held web01', 'began web01'])
    expect(world.trouble).toEqual({ web01: 'major_outage' })
    expect(held(world)).toEqual([])
    world.decide(120, [guess({ startsAt: at(0), state: 'resolved' })])
    world.wait(120, 86_400)
    expect(world.notices).toEqual(['held web01', 'began web01', 'ended web01'])
  })

  it('that staff dismissed and its source states later is public', () => {
    const world = new World()
    world.decide(0, [guess({ startsAt: at(0) })])
    world.change({ visibility: 'draft', resolvedAt: at(30), touchedAt: at(30) })
    world.decide(60, [guess({ startsAt: at(0) })])
    expect(world.notices).toEqual(['held web01'])
    world.decide(90, [guess({ startsAt: at(0), isGuess: false })])
    expect(world.notices).toEqual(['held web01', 'began web01'])
  })

  it('is published by staff, told once, and muted no more as a guess', () => {
    const world = new World()
    world.decide(0, [guess()])
    world.publishGuesses(60)
    world.decide(60)
    expect(world.trouble).toEqual({ web01: 'major_outage' })
    world.decide(90, [guess({ severity: 'critical' })])
    world.decide(120, [guess({ state: 'resolved' })])
    world.wait(120, 86_400)
    expect(world.notices).toEqual(['held web01', 'began web01'])
    expect(world.incidents).toMatchObject([{ resolvedAt: null, resolutionProposedAt: at(420) }])
  })

  it('waits for the end of planned work, as other bad news does', () => {
    const work = {
      id: 'm1',
      postId: null,
      kind: 'maintenance' as const,
      title: 'memory',
      serverIds: ['web01'],
      startsAt: at(0),
      endsAt: at(3600),
      completedAt: null,
    }
    const world = new World({}, [work])
    const { results } = world.decide(60, [guess()])
    expect(results[0]?.reason).toBe('muted: maintenance until 15:30 UTC')
    world.wait(60, 3599)
    expect(world.told.map(({ notice }) => notice.kind)).not.toContain('held')
    world.wait(3599, 3600)
    expect(world.told.map(({ notice }) => notice.kind)).toContain('held')
  })
})

describe('guesses of several servers', () => {
  it('of one group that come together are one question, told to staff in one notice', () => {
    const world = new World()
    world.decide(0, [guess({ server: 'web01' }), guess({ server: 'web02' }), guess({ server: 'db01' })])
    expect(world.notices.sort()).toEqual(['held db01', 'held web01, web02'])
  })

  it('never make a group down, and mute nothing that is stated', () => {
    const world = new World()
    const all = ['web01', 'web02', 'web03'].map(server => guess({ server }))
    world.decide(0, [...all, line({ kind: 'slowdown', server: 'web01' })])
    expect(world.trouble).toEqual({ web01: 'degraded' })
    expect(published(world)).toHaveLength(1)
  })
})

describe('a guess on a server that is in trouble publicly', () => {
  it('asks nobody while that lasts and is watched, and then counts if it fires still', () => {
    const world = new World()
    const { results } = world.decide(0, [line({}), guess()])
    expect(results[1]?.reason).toBe('muted: a guess, and web01 is in trouble already')
    world.decide(60, [line({ state: 'resolved' })])
    world.wait(60, 359)
    expect(world.notices).toEqual(['began web01'])
    world.wait(359, 86_400)
    expect(world.notices.sort()).toEqual(['began web01', 'ended web01', 'held web01'])
  })

  it('is held beside it when it is worse, and worsens nothing', () => {
    const world = new World()
    world.decide(0, [line({ kind: 'slowdown' })])
    world.decide(60, [guess()])
    expect(world.notices).toEqual(['began web01', 'held web01'])
    expect(world.trouble).toEqual({ web01: 'degraded' })
  })

  it('that comes and goes does not make what is public intermittent', () => {
    const world = new World()
    world.decide(0, [line({ kind: 'slowdown' })])
    for (let seconds = 60; seconds < 1800; seconds += 120) {
      world.decide(seconds, [guess()])
      world.decide(seconds + 60, [guess({ state: 'resolved' })])
    }
    world.wait(1800, 3600)
    expect(world.notices.filter(notice => !notice.startsWith('held'))).toEqual(['began web01'])
    expect(published(world)[0]?.affected).toMatchObject([{ isIntermittent: false, impact: 'degraded' }])
  })

  it('that was held before is withdrawn, for the page says it already', () => {
    const world = new World()
    world.decide(0, [guess()])
    world.decide(60, [line({})])
    expect(held(world)).toEqual([])
    expect(world.notices).toEqual(['held web01', 'began web01'])
  })

  it('is muted where its whole group is down', () => {
    const world = new World()
    const all = ['web01', 'web02', 'web03'].map(server => line({ server }))
    world.decide(0, [...all, guess({ server: 'web03', kind: 'slowdown' })])
    expect(held(world)).toEqual([])
  })
})

describe('a rank of statements', () => {
  it('of one episode takes what is stated, however bad what is guessed', () => {
    const world = new World()
    const facts = { startsAt: at(0), fingerprint: 'check' }
    world.decide(0, [line({ ...facts, kind: 'slowdown' })])
    world.decide(30, [line({ ...facts, kind: 'outage', isGuess: true })])
    expect(world.trouble).toEqual({ web01: 'degraded' })
    expect(world.incidents).toHaveLength(1)
  })
})
