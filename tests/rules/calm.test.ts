import { describe, expect, it } from 'vitest'
import type { Maintenance } from '#lib/rules/maintenance.ts'
import { at, type LineFacts, line, servers, World } from './world.ts'

/** What was told, with the seconds after the start. */
const told = (world: World) =>
  world.notices.map((words, i) => `${((world.told[i]?.at.getTime() ?? 0) - at(0).getTime()) / 1000} ${words}`)

const reasons = (world: World) => world.decisions.at(-1)?.results.map(result => result.reason)

function work(facts: Partial<Maintenance> = {}): Maintenance {
  return {
    ...{ id: 'm1', postId: null, kind: 'maintenance', title: 'memory is replaced', completedAt: null },
    ...{ startsAt: at(0), endsAt: at(3600), serverIds: ['web01'], ...facts },
  }
}

/** web01 fails at each of these minutes for so many minutes. */
function fails(world: World, lasting: number, ...minutes: number[]): void {
  for (const from of minutes) {
    const facts = { startsAt: at(from * 60) }
    world.wait(0, from * 60)
    world.decide(from * 60, [line(facts)])
    world.wait(0, (from + lasting) * 60)
    world.decide((from + lasting) * 60, [
      line({ ...facts, state: 'resolved', endsAt: at((from + lasting) * 60) }),
    ])
  }
}

describe('the quiet time of an incident', () => {
  it('tells servers that fail with the first one together, half a minute after the last of them', () => {
    const world = new World()
    world.decide(0, [line({ server: 'web01', startsAt: at(0) })])
    world.decide(10, [line({ server: 'web02', startsAt: at(10) })])
    world.decide(20, [line({ server: 'web03', startsAt: at(20) })])
    world.wait(20, 3600)
    expect(told(world)).toEqual(['0 began web01', '50 began web02, web03'])
    expect(world.incidents).toHaveLength(1)
  })

  it('lets who joins later wait until it ends, and is then told together', () => {
    const world = new World()
    world.decide(0, [line({ server: 'db01', startsAt: at(0) })])
    world.decide(10, [line({ server: 'db02', startsAt: at(10) })])
    world.wait(10, 100)
    world.decide(100, [line({ server: 'db03', startsAt: at(100) })])
    world.wait(100, 3600)
    expect(told(world)).toEqual(['0 began db01', '40 began db02', '940 began db03'])
  })

  it('never tells what is over before it was told', () => {
    const world = new World()
    world.decide(0, [line({ server: 'db01', startsAt: at(0) })])
    world.decide(10, [line({ server: 'db02', startsAt: at(10) })])
    world.decide(20, [line({ server: 'db02', startsAt: at(10), state: 'resolved' })])
    world.wait(20, 86_400)
    expect(told(world)).toEqual(['0 began db01'])
  })

  it('does not hold back a rise in severity, and what is pending goes with it', () => {
    const world = new World()
    world.decide(0, [line({ server: 'web01', kind: 'slowdown', startsAt: at(0) })])
    world.wait(0, 60)
    world.decide(60, [line({ server: 'web02', kind: 'slowdown', startsAt: at(60) })])
    world.decide(70, [line({ server: 'web01', startsAt: at(70) })])
    expect(told(world)).toEqual(['0 began web01', '70 worsened web01', '70 began web02'])
  })

  it('holds back what gets worse without being worse than the rest', () => {
    const world = new World()
    world.decide(0, [line({ server: 'web01' }), line({ server: 'web02', kind: 'slowdown', startsAt: at(0) })])
    world.decide(60, [line({ server: 'web02', startsAt: at(60) })])
    world.wait(60, 3600)
    expect(told(world)).toEqual(['0 began web01, web02', '900 worsened web02'])
  })

  it('does not alarm at once who has just heard that it is over', () => {
    const world = new World()
    fails(world, 2, 0)
    world.wait(120, 600)
    world.decide(600, [line({ startsAt: at(600) })])
    expect(world.trouble).toEqual({ web01: 'major_outage' })
    world.wait(600, 3600)
    expect(told(world)).toEqual(['0 began web01', '420 ended web01', '1320 began web01'])
  })

  it('alarms at once when it is worse than what was over', () => {
    const world = new World()
    world.decide(0, [line({ kind: 'slowdown' })])
    world.decide(60, [line({ kind: 'slowdown', state: 'resolved' })])
    world.wait(60, 600)
    world.decide(600, [line({ startsAt: at(600) })])
    expect(told(world)).toEqual(['0 began web01', '360 ended web01', '600 began web01'])
  })
})

describe('a server that fails by turns', () => {
  it('is told as intermittent once, then not before it is stable', () => {
    const world = new World()
    fails(world, 2, 0, 4, 8, 12, 16, 20, 24)
    world.wait(0, 86_400)
    expect(world.notices).toEqual(['began web01', 'intermittent web01', 'ended web01'])
    expect(world.incidents).toMatchObject([{ phase: 'resolved', title: 'web01 was down' }])
  })

  it('is shown as such, and its alerts say how much it flaps', () => {
    const world = new World()
    fails(world, 2, 0, 4, 8)
    world.wait(0, 720)
    world.decide(720, [line({ startsAt: at(720) })])
    expect(world.incidents).toMatchObject([{ title: 'web01 is intermittently down' }])
    expect(reasons(world)).toEqual(["flapping 41 %: joins incident 'web01 is intermittently down'"])
    const bodies = world.decisions.flatMap(decision => decision.updates.map(update => update.body))
    expect(bodies.filter(body => body.includes('by turns'))).toEqual([
      'web01 is intermittently down: it fails and recovers by turns. We write again when it is stable.',
    ])
  })

  it('that stays down at last is told as down', () => {
    const world = new World()
    fails(world, 2, 0, 4, 8, 12)
    world.wait(0, 960)
    world.decide(960, [line({ startsAt: at(960) })])
    world.wait(960, 86_400)
    expect(world.notices).toEqual(['began web01', 'intermittent web01', 'worsened web01'])
    expect(world.incidents).toMatchObject([{ title: 'web01 is down' }])
  })

  it('in planned work is not called so', () => {
    const world = new World({}, [work({ endsAt: at(1500) })])
    fails(world, 2, 0, 4, 8, 12, 16, 20)
    world.wait(0, 1600)
    world.decide(1600, [line({ startsAt: at(1600) })])
    expect(world.notices).toEqual(['began web01'])
  })
})

describe('a group that is down', () => {
  const wide = { servers, groups: new Map([['rack-1', { name: 'rack-3', size: 4 }]]) }
  const rackDown = () => {
    const world = new World({ groupLeast: 2 }, [], wide)
    world.decide(0, [line({ server: 'web01', startsAt: at(0) }), line({ server: 'web02', startsAt: at(0) })])
    return world
  }

  it('takes in the outages of its servers whenever they come, without a notice of their own', () => {
    const world = rackDown()
    world.decide(600, [line({ server: 'web03', startsAt: at(600) })])
    expect(reasons(world)).toEqual([
      "muted: group rack-3 is down, joins incident 'web01, web02 and web03 are down'",
    ])
    world.wait(600, 899)
    expect(world.notices).toEqual(['began web01, web02'])
    expect(world.incidents).toHaveLength(1)
  })

  it('mutes the slowness of its servers until it is over', () => {
    const world = rackDown()
    world.decide(600, [line({ server: 'web03', kind: 'slowdown', startsAt: at(600) })])
    expect(reasons(world)).toEqual(['muted: group rack-3 is down'])
    world.decide(700, [
      line({ server: 'web01', startsAt: at(0), state: 'resolved' }),
      line({ server: 'web02', startsAt: at(0), state: 'resolved' }),
    ])
    expect(world.trouble).toMatchObject({ web03: 'degraded' })
  })

  it('is not down when too few of its servers are', () => {
    const world = new World({ groupSharePercent: 51, groupLeast: 2 }, [], wide)
    world.decide(0, [line({ server: 'web01' }), line({ server: 'web02' })])
    world.decide(600, [line({ server: 'web03', kind: 'slowdown', startsAt: at(600) })])
    expect(world.trouble).toMatchObject({ web03: 'degraded' })
  })
})

describe('planned work', () => {
  it('mutes also what gets worse in an incident that began before it, and tells it when the work overruns', () => {
    const world = new World({}, [work({ startsAt: at(60), endsAt: at(3600) })])
    world.decide(0, [line({ kind: 'slowdown' })])
    world.decide(120, [line({ severity: 'warning', fingerprint: 'http' })])
    const facts = { fingerprint: 'ping', startsAt: at(180) }
    world.decide(180, [line(facts)])
    world.wait(180, 3599)
    expect(told(world)).toEqual(['0 began web01'])
    world.wait(3599, 7200)
    expect(told(world)).toEqual(['0 began web01', '3600 worsened web01'])
  })
})

describe('the breaker', () => {
  const flood = (world: World) =>
    world.decide(
      0,
      ['ns1', 'web01', 'db01'].map(server => line({ server })),
    )

  it('holds what is too much for staff, warns them once, and shows it all the same', () => {
    const world = new World({ breakerIncidents: 2 })
    flood(world)
    world.decide(10)
    expect(world.notices).toEqual(['began ns1', 'began web01', 'held db01'])
    expect(world.told.at(-1)?.notice.facts.heldIncidents).toBe(1)
    expect(world.incidents.map(incident => incident.breaker)).toEqual([null, null, 'held'])
    expect(Object.keys(world.trouble)).toHaveLength(3)
  })

  it('tells what staff let go', () => {
    const world = new World({ breakerIncidents: 2 })
    flood(world)
    const held = world.incidents.filter(incident => incident.breaker === 'held')
    expect(held).toHaveLength(1)
    world.change({ breaker: 'released' })
    world.decide(60)
    expect(world.notices.at(-1)).toBe('began db01')
  })

  it('never tells the end of what it held', () => {
    const world = new World({ breakerIncidents: 2 })
    flood(world)
    world.decide(60, [line({ server: 'db01', state: 'resolved' })])
    world.wait(60, 86_400)
    expect(world.notices).toEqual(['began ns1', 'began web01', 'held db01'])
    expect(world.incidents.at(-1)?.phase).toBe('resolved')
  })
})

describe('a person has ended an incident whose alert goes on', () => {
  it('and the alert mutes nothing and begins nothing', () => {
    const world = new World()
    world.decide(0, [line({})])
    const affected = world.incidents[0]?.affected.map(row => ({ ...row, endedAt: at(60) })) ?? []
    world.change({ phase: 'resolved', resolvedAt: at(60), touchedAt: at(60), affected })
    world.decide(70, [line({}), line({ kind: 'slowdown' })])
    expect(reasons(world)).toEqual([
      'staff only: staff have ended the incident that it belongs to',
      "accepted: opens incident 'web01 is slow'",
    ])
  })
})

describe('every automatic change of a status', () => {
  it('cites the alert that caused it, also when the clock let it count', () => {
    const world = new World()
    world.decide(0, [line({ isDebounced: false })])
    world.wait(0, 180)
    const [alert] = world.alerts
    expect(world.decisions.at(-1)?.statuses).toMatchObject([{ serverId: 'web01', alertId: alert?.id }])
    expect(world.decisions.at(-1)?.updates).toMatchObject([{ alertId: alert?.id }])
  })

  it('cites nothing when work begins, though an alert comes at the same moment', () => {
    const world = new World({}, [work()])
    expect(world.decide(10, [line({})]).statuses).toMatchObject([{ impact: 'maintenance', alertId: null }])
  })
})

describe('the reason of a line', () => {
  it.each<[string, LineFacts[], string[]]>([
    [
      'opens and joins',
      [{}, { fingerprint: 'http' }],
      ["accepted: opens incident 'web01 is down'", "accepted: joins incident 'web01 is down'"],
    ],
    [
      'is known',
      [{}, {}],
      ["accepted: opens incident 'web01 is down'", "accepted: opens incident 'web01 is down'"],
    ],
    [
      'ended before it began',
      [{ state: 'resolved', startsAt: at(0) }, { startsAt: at(0) }],
      ['accepted: ended before it counted, nothing to tell', 'ignored: this episode has ended already'],
    ],
    [
      'was superseded',
      [{ startsAt: at(-60) }, { startsAt: at(0) }],
      [
        'accepted: over by now, for its end or a later episode of it is known',
        "accepted: opens incident 'web01 is down'",
      ],
    ],
    ['is held', [{ kind: 'suspicious-file' }], ['held: suspicious file']],
  ])('that %s', (_, facts, expected) => {
    const world = new World()
    world.decide(
      0,
      facts.map(each => line(each)),
    )
    expect(reasons(world)).toEqual(expected)
  })

  it('that ends it says what follows', () => {
    const world = new World()
    world.decide(0, [line({}), line({ fingerprint: 'http' })])
    world.decide(60, [line({ state: 'resolved' })])
    expect(reasons(world)).toEqual([
      "accepted: ended, but other alerts of web01 in incident 'web01 is down' are open",
    ])
    world.decide(70, [line({ fingerprint: 'http', state: 'resolved' })])
    expect(reasons(world)).toEqual([
      "accepted: web01 has recovered, its end in incident 'web01 is down' is told after 5 min",
    ])
  })
})
