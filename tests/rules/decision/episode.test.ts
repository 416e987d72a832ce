import { describe, expect, it } from 'vitest'
import { at, line, World } from './world.ts'

const started = { startsAt: at(0) }
const firing = () => line(started)
const ended = (seconds: number) => line({ ...started, state: 'resolved', endsAt: at(seconds) })

const open = (world: World) => world.alerts.filter(alert => alert.closedAt === null)

describe('an alert that fires under the start of an episode that has ended', () => {
  it('within a minute of the end is late, and ignored', () => {
    const world = new World()
    world.decide(0, [firing()])
    world.decide(60, [ended(60)])
    const { results } = world.decide(120, [firing()])
    expect(results).toMatchObject([{ result: 'ignored' }])
    expect(open(world)).toEqual([])
  })

  it('later than that opens again as a new episode, though its source gives the old start', () => {
    const world = new World()
    world.decide(0, [firing()])
    world.decide(60, [ended(60)])
    world.wait(60, 600)
    const { results } = world.decide(600, [firing()])
    expect(results).toMatchObject([{ result: 'accepted' }])
    expect(open(world)).toMatchObject([{ startsAt: at(600) }])
    expect(world.trouble).toEqual({ web01: 'major_outage' })
    world.wait(600, 1500)
    expect(world.notices).toEqual(['began web01', 'ended web01', 'began web01'])
  })

  it('goes on as that new episode, and its end ends it', () => {
    const world = new World()
    world.decide(0, [firing()])
    world.decide(60, [ended(60)])
    world.decide(600, [firing()])
    world.decide(900, [firing()])
    expect(open(world)).toMatchObject([{ startsAt: at(600), receivedCount: 2, lastReceivedAt: at(900) }])
    world.decide(1000, [ended(1000)])
    expect(open(world)).toEqual([])
    expect(world.alerts).toHaveLength(2)
  })

  it('is not ended by the first end when that is delivered once more', () => {
    const world = new World()
    world.decide(0, [firing()])
    world.decide(60, [ended(60)])
    world.decide(600, [firing()])
    world.decide(601, [ended(60)])
    expect(open(world)).toHaveLength(1)
  })

  it('returns as often as it fires again', () => {
    const world = new World()
    for (const seconds of [0, 1000, 2000, 3000]) {
      world.decide(seconds, [firing()])
      expect(open(world)).toHaveLength(1)
      world.decide(seconds + 100, [ended(seconds + 100)])
      expect(open(world)).toEqual([])
    }
    expect(world.alerts.map(alert => alert.startsAt)).toEqual([0, 1000, 2000, 3000].map(at))
  })

  it('opens nothing where a later episode is open, for that says it already', () => {
    const world = new World()
    world.decide(0, [firing()])
    world.decide(300, [line({ startsAt: at(250) })])
    world.decide(900, [firing()])
    expect(open(world)).toMatchObject([{ startsAt: at(250) }])
  })

  it('opens though its source’s clock is ahead of ours', () => {
    const world = new World()
    const ahead = { startsAt: at(200) }
    world.decide(0, [line(ahead)])
    world.decide(60, [line({ ...ahead, state: 'resolved' })])
    world.decide(130, [line(ahead)])
    world.decide(140, [line(ahead)])
    expect(open(world)).toMatchObject([{ receivedCount: 2 }])
  })
})
