import { describe, expect, it } from 'vitest'
import type { ToldMaintenance } from '#lib/rules/maintenance/maintenance.ts'
import { minutesInTrouble } from '#lib/rules/servers/history.ts'
import { at, line, World } from './world.ts'

/** What the history says of web01, in the order in which it was written. */
const historyOf = (world: World) =>
  world.decisions
    .flatMap(decision => decision.statuses)
    .map(({ at: when, impact, cause }) => [when, impact, cause])

const bodies = (world: World) =>
  world.decisions.flatMap(decision => decision.updates).map(update => update.body)

const endOf = (world: World) => world.told.find(told => told.notice.kind === 'ended')?.notice.facts.servers[0]

function work(facts: Partial<ToldMaintenance> = {}): ToldMaintenance {
  return {
    id: 'm1',
    postId: 'work',
    kind: 'maintenance',
    title: 'memory is replaced',
    startsAt: at(0),
    endsAt: at(600),
    completedAt: null,
    serverIds: ['web01', 'web02'],
    isPublic: true,
    isQuiet: false,
    plannedToldAt: at(-60),
    startToldAt: at(0),
    endToldAt: null,
    ...facts,
  }
}

describe('trouble of which we hear 25 minutes late', () => {
  const world = new World()
  world.decide(1500, [line({ startsAt: at(0) })])
  world.decide(1560, [line({ startsAt: at(0), state: 'resolved', endsAt: at(1530) })])
  world.wait(1560, 4000)

  it('is in the history from when it began to when it ended by the clock of its source', () => {
    expect(historyOf(world)).toEqual([
      [at(0), 'major_outage', 'outage'],
      [at(1530), 'operational', null],
    ])
  })

  it('has the same length on the timeline, in the mail and in the sum of its server', () => {
    expect(bodies(world).at(-1)).toMatch(
      /^All clear: web01 was down from <Timestamp .+> to <Timestamp .+> \(25 minutes\)/,
    )
    expect(endOf(world)).toMatchObject({ since: at(0).toISOString(), endedAt: at(1530).toISOString() })
    const changes = world.decisions.flatMap(decision => decision.statuses)
    expect(minutesInTrouble(changes, at(-86_400), at(9000))).toEqual([['down', 25]])
  })
})

describe('the end of trouble', () => {
  it('is not before its beginning and not after we heard of it, whatever its source says', () => {
    for (const endsAt of [at(-9000), at(90_000)]) {
      const world = new World()
      world.decide(0, [line({ startsAt: at(0) })])
      world.decide(60, [line({ startsAt: at(0), state: 'resolved', endsAt })])
      const { since, until } = world.incidents[0]?.affected[0] ?? {}
      expect(since).toEqual(at(0))
      expect(until).toEqual(endsAt < at(0) ? at(0) : at(60))
    }
  })

  it('is told with its time for each server of an incident', () => {
    const world = new World()
    world.decide(0, [line({ startsAt: at(0) }), line({ server: 'web02', startsAt: at(0) })])
    world.decide(600, [line({ startsAt: at(0), state: 'resolved', endsAt: at(300) })])
    world.decide(660, [line({ server: 'web02', startsAt: at(0), state: 'resolved', endsAt: at(600) })])
    world.wait(660, 4000)
    expect(bodies(world).at(-1)).toMatch(
      /- web01 was down from .+ \(5 minutes\)\n- web02 was down from .+ \(10 minutes\)$/,
    )
  })

  it('is in the history although work had begun before it was certain', () => {
    const world = new World({}, [work({ startsAt: at(720), endsAt: at(9000), plannedToldAt: null })])
    world.decide(0, [line({ startsAt: at(0) })])
    world.decide(600, [line({ startsAt: at(0), state: 'resolved', endsAt: at(600) })])
    world.decide(720)
    expect(historyOf(world).filter(([, , cause]) => cause !== 'maintenance')).toEqual([
      [at(0), 'major_outage', 'outage'],
      [at(600), 'operational', null],
    ])
  })

  it('names no single word where customers were told of something worse in between', () => {
    const world = new World()
    world.decide(0, [line({ kind: 'slowdown', startsAt: at(0) }), line({ startsAt: at(0) })])
    world.decide(600, [line({ startsAt: at(0), state: 'resolved', endsAt: at(600) })])
    world.decide(900, [line({ kind: 'slowdown', startsAt: at(0), state: 'resolved', endsAt: at(900) })])
    world.wait(900, 4000)
    expect(bodies(world).at(-1)).toContain('web01 was in trouble from')
    expect(endOf(world)).toMatchObject({ wasWorse: true })
  })
})

describe('slowness that turns into an outage', () => {
  const world = new World()
  world.decide(0, [line({ kind: 'slowdown', startsAt: at(0) })])
  world.decide(640, [line({ startsAt: at(600) })])

  it('is down since it went down, and was slow until then', () => {
    expect(world.incidents[0]?.affected[0]).toMatchObject({ impact: 'major_outage', since: at(600) })
    expect(historyOf(world)).toEqual([
      [at(0), 'degraded', 'slowdown'],
      [at(600), 'major_outage', 'outage'],
    ])
  })
})

describe('the end of work', () => {
  it('says which of its servers is down all the same', () => {
    const world = new World({}, [work()])
    world.decide(0)
    world.decide(300, [line({ server: 'web02', startsAt: at(240) })])
    world.decide(600)
    const done = world.told.find(told => told.notice.kind === 'done')
    expect(done?.notice.facts.servers.map(({ label, trouble }) => [label, trouble])).toEqual([
      ['web01', undefined],
      ['web02', { impact: 'major_outage', cause: 'outage', since: at(240).toISOString() }],
    ])
  })
})

describe('a name that looks like markup', () => {
  it('stands on the timeline as it is', () => {
    const world = new World({}, [], {
      servers: [{ id: 'web01', hostname: 'web01', label: '<b>*web*_01_', groupId: null }],
      groups: new Map(),
    })
    world.decide(0, [line({})])
    expect(bodies(world)).toEqual(['\\<b\\>\\*web\\*\\_01\\_ is down. We have been alerted.'])
  })
})
