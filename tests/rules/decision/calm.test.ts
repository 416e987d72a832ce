import { describe, expect, it } from 'vitest'
import type { Server } from '#lib/rules/decision/situation.ts'
import type { NoticeKind } from '#lib/rules/notices/notice.ts'
import { simulatedMails } from '#tests/rules/sending/mail-simulation.ts'
import { type PlannedFacts, planned } from './planned.ts'
import { at, type LineFacts, line, Simulation, servers } from './simulation.ts'

/** Servers that belong together nowhere. */
const hosts = Array.from({ length: 40 }, (_, i): Server => {
  return { id: `h${i}`, hostname: `h${i}.example-host.net`, label: `h${i}`, groupId: null }
})

/** What was told, with the seconds after the start. */
const told = (simulation: Simulation) =>
  simulation.notices.map(
    (words, i) => `${((simulation.told[i]?.at.getTime() ?? 0) - at(0).getTime()) / 1000} ${words}`,
  )

const reasons = (simulation: Simulation) => simulation.decisions.at(-1)?.results.map(result => result.reason)

function maintenance(facts: Partial<PlannedFacts> = {}) {
  return planned({ startsAt: at(0), endsAt: at(3600), ...facts })
}

/** web01 fails at each of these minutes for this many minutes. */
function fails(simulation: Simulation, lasting: number, ...minutes: number[]): void {
  for (const from of minutes) {
    const facts = { startsAt: at(from * 60) }
    simulation.wait(0, from * 60)
    simulation.decide(from * 60, [line(facts)])
    simulation.wait(0, (from + lasting) * 60)
    simulation.decide((from + lasting) * 60, [
      line({ ...facts, state: 'resolved', endsAt: at((from + lasting) * 60) }),
    ])
  }
}

describe('the news of an incident', () => {
  it('tells servers that fail with the first one together, half a minute after it', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ server: 'web01', startsAt: at(0) })])
    simulation.decide(10, [line({ server: 'web02', startsAt: at(10) })])
    simulation.decide(20, [line({ server: 'web03', startsAt: at(20) })])
    simulation.wait(20, 3600)
    expect(told(simulation)).toEqual(['0 began web01', '30 began web02, web03'])
    expect(simulation.incidents).toHaveLength(1)
  })

  it('tells who joins later at once: who watches that server alone has heard nothing yet', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ server: 'db01', startsAt: at(0) })])
    simulation.decide(10, [line({ server: 'db02', startsAt: at(10) })])
    simulation.wait(10, 100)
    simulation.decide(100, [line({ server: 'db03', startsAt: at(100) })])
    simulation.wait(100, 3600)
    expect(told(simulation)).toEqual(['0 began db01', '30 began db02', '100 began db03'])
  })

  it('never tells what is over before it was told', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ server: 'db01', startsAt: at(0) })])
    simulation.decide(10, [line({ server: 'db02', startsAt: at(10) })])
    simulation.decide(20, [line({ server: 'db02', startsAt: at(10), state: 'resolved' })])
    simulation.wait(20, 86_400)
    expect(told(simulation)).toEqual(['0 began db01'])
  })

  it('does not hold back a rise in severity, and what is pending goes with it', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ server: 'web01', kind: 'slowdown', startsAt: at(0) })])
    simulation.wait(0, 60)
    simulation.decide(10, [line({ server: 'web02', kind: 'slowdown', startsAt: at(10) })])
    simulation.decide(20, [line({ server: 'web01', startsAt: at(20) })])
    expect(told(simulation)).toEqual(['0 began web01', '20 worsened web01', '20 began web02'])
  })

  it('tells what gets worse at once, also where the rest is as bad already', () => {
    const simulation = new Simulation()
    simulation.decide(0, [
      line({ server: 'web01' }),
      line({ server: 'web02', kind: 'slowdown', startsAt: at(0) }),
    ])
    simulation.decide(60, [line({ server: 'web02', startsAt: at(60) })])
    simulation.wait(60, 3600)
    expect(told(simulation)).toEqual(['0 began web01, web02', '60 worsened web02'])
  })

  it('alarms at once who has just heard that it is over: they believe that all is well', () => {
    const simulation = new Simulation()
    fails(simulation, 2, 0)
    simulation.wait(120, 600)
    simulation.decide(600, [line({ startsAt: at(600) })])
    expect(simulation.trouble).toEqual({ web01: 'major_outage' })
    simulation.wait(600, 3600)
    expect(told(simulation)).toEqual(['0 began web01', '420 ended web01', '600 began web01'])
  })

  it('lets the end of a part of it wait for the quiet time, and no longer than for the end of all of it', () => {
    const simulation = new Simulation()
    simulation.decide(0, [
      line({ server: 'db01', startsAt: at(0) }),
      line({ server: 'db02', startsAt: at(0) }),
    ])
    simulation.decide(60, [line({ server: 'db02', startsAt: at(0), state: 'resolved' })])
    simulation.wait(60, 899)
    expect(told(simulation)).toEqual(['0 began db01, db02'])
    simulation.wait(899, 3600)
    expect(told(simulation)).toEqual(['0 began db01, db02', '900 ended db02'])
  })
})

describe('a customer of all servers', () => {
  /** What the world decided, as the customer gets it in mails: seconds after the start, and what each says. */
  const mailed = (simulation: Simulation, others: { at: Date; kind: NoticeKind }[] = []) =>
    simulatedMails(
      [
        ...others.map(each => ({ ...each, words: each.kind })),
        ...simulation.told.map(({ at, notice: { kind } }, i) => ({
          at,
          kind,
          words: simulation.notices[i] ?? '',
        })),
      ],
      simulation.policy,
    ).map(({ at: moment, carried }) => {
      const seconds = (moment.getTime() - at(0).getTime()) / 1000
      return `${seconds} ${carried.map(({ words }) => words).join(', ')}`
    })

  it('who had six mails of other kinds hears at once that db01 is down', () => {
    const simulation = new Simulation()
    simulation.decide(600, [line({ server: 'db01', startsAt: at(600) })])
    const others = (['planned', 'starting', 'update', 'done', 'update', 'ended'] as const).map((kind, i) => {
      return { at: at(i * 70), kind }
    })
    expect(mailed(simulation, others).at(-1)).toBe('600 began db01')
  })

  it('who had six mails waits for the seventh update until an hour is over, or until there is bad news', () => {
    const updates = Array.from({ length: 7 }, (_, i) => ({ at: at(i * 70), kind: 'update' as const }))
    expect(mailed(new Simulation(), updates).at(-1)).toBe('3600 update')
    const simulation = new Simulation()
    simulation.decide(900, [line({ server: 'db01', startsAt: at(900) })])
    expect(mailed(simulation, updates).at(-1)).toBe('900 update, began db01')
  })

  it('hears of a storm of failing servers at once, each minute, and from the seventh mail on every five minutes', () => {
    const simulation = new Simulation({ breakerIncidents: 1_000 }, [], { servers: hosts, groups: new Map() })
    for (const [i, host] of hosts.entries()) {
      simulation.wait(0, i * 20)
      simulation.decide(i * 20, [line({ server: host.id, startsAt: at(i * 20) })])
    }
    const moments = mailed(simulation).map(words => Number(words.split(' ')[0]))
    expect(moments).toEqual([0, 60, 120, 180, 240, 300, 600, 900])
  })
})

describe('a server that fails by turns', () => {
  it('is told as intermittent once, then not before it is stable', () => {
    const simulation = new Simulation()
    fails(simulation, 2, 0, 4, 8, 12, 16, 20, 24)
    simulation.wait(0, 86_400)
    expect(simulation.notices).toEqual(['began web01', 'intermittent web01', 'ended web01'])
    expect(simulation.incidents).toMatchObject([{ phase: 'resolved', title: 'web01 was down' }])
  })

  it('is shown as such, and its alerts say how much it flaps', () => {
    const simulation = new Simulation()
    fails(simulation, 2, 0, 4, 8)
    simulation.wait(0, 720)
    simulation.decide(720, [line({ startsAt: at(720) })])
    expect(simulation.incidents).toMatchObject([{ title: 'web01 is intermittently down' }])
    expect(reasons(simulation)).toEqual(["flapping 41 %: joins incident 'web01 is intermittently down'"])
    const bodies = simulation.decisions.flatMap(decision => decision.updates.map(update => update.body))
    expect(bodies.filter(body => body.includes('by turns'))).toEqual([
      'web01 is intermittently down: it fails and recovers by turns. We write again when it is stable.',
    ])
  })

  it('and was slow is told as down the moment it is', () => {
    const simulation = new Simulation()
    const slow = (from: number) => ({ kind: 'slowdown', startsAt: at(from * 60) }) as const
    for (const from of [0, 4, 8, 12]) {
      simulation.wait(0, from * 60)
      simulation.decide(from * 60, [line(slow(from))])
      simulation.wait(0, (from + 2) * 60)
      simulation.decide((from + 2) * 60, [
        line({ ...slow(from), state: 'resolved', endsAt: at((from + 2) * 60) }),
      ])
    }
    simulation.wait(0, 960)
    simulation.decide(960, [line({ startsAt: at(960) })])
    simulation.wait(960, 991)
    expect(simulation.notices).toEqual(['began web01', 'intermittent web01', 'worsened web01'])
    expect(simulation.incidents).toMatchObject([{ title: 'web01 is intermittently down' }])
  })

  it('that stays down at last is told as down', () => {
    const simulation = new Simulation()
    fails(simulation, 2, 0, 4, 8, 12)
    simulation.wait(0, 960)
    simulation.decide(960, [line({ startsAt: at(960) })])
    simulation.wait(960, 86_400)
    expect(simulation.notices).toEqual(['began web01', 'intermittent web01', 'worsened web01'])
    expect(simulation.incidents).toMatchObject([{ title: 'web01 is down' }])
  })

  it('in planned work is not called so', () => {
    const simulation = new Simulation({}, [maintenance({ endsAt: at(1500) })])
    fails(simulation, 2, 0, 4, 8, 12, 16, 20)
    simulation.wait(0, 1600)
    simulation.decide(1600, [line({ startsAt: at(1600) })])
    expect(simulation.notices).toEqual(['began web01'])
  })
})

describe('a group that is down', () => {
  const wide = { servers, groups: new Map([['rack-1', { name: 'rack-3', size: 4 }]]) }
  const rackDown = () => {
    const simulation = new Simulation({ groupLeast: 2 }, [], wide)
    simulation.decide(0, [
      line({ server: 'web01', startsAt: at(0) }),
      line({ server: 'web02', startsAt: at(0) }),
    ])
    return simulation
  }

  it('takes in the outages of its servers whenever they come, and tells each at once', () => {
    const simulation = rackDown()
    simulation.decide(600, [line({ server: 'web03', startsAt: at(600) })])
    expect(reasons(simulation)).toEqual([
      "muted: group rack-3 is down, joins incident 'web01, web02 and web03 are down'",
    ])
    expect(told(simulation)).toEqual(['0 began web01, web02', '600 began web03'])
    expect(simulation.incidents).toHaveLength(1)
  })

  it('mutes the slowness of its servers until it is over', () => {
    const simulation = rackDown()
    simulation.decide(600, [line({ server: 'web03', kind: 'slowdown', startsAt: at(600) })])
    expect(reasons(simulation)).toEqual(['muted: group rack-3 is down'])
    simulation.decide(700, [
      line({ server: 'web01', startsAt: at(0), state: 'resolved' }),
      line({ server: 'web02', startsAt: at(0), state: 'resolved' }),
    ])
    expect(simulation.trouble).toMatchObject({ web03: 'degraded' })
  })

  it('is not down when too few of its servers are', () => {
    const simulation = new Simulation({ groupSharePercent: 51, groupLeast: 2 }, [], wide)
    simulation.decide(0, [line({ server: 'web01' }), line({ server: 'web02' })])
    simulation.decide(600, [line({ server: 'web03', kind: 'slowdown', startsAt: at(600) })])
    expect(simulation.trouble).toMatchObject({ web03: 'degraded' })
  })
})

describe('planned work', () => {
  it('mutes also what gets worse in an incident that began before it, and tells it when the work overruns', () => {
    const simulation = new Simulation({}, [maintenance({ startsAt: at(60), endsAt: at(3600) })])
    simulation.decide(0, [line({ kind: 'slowdown' })])
    simulation.decide(120, [line({ severity: 'warning', fingerprint: 'http' })])
    const facts = { fingerprint: 'ping', startsAt: at(180) }
    simulation.decide(180, [line(facts)])
    simulation.wait(180, 3599)
    expect(told(simulation)).toEqual(['0 began web01'])
    simulation.wait(3599, 7200)
    expect(told(simulation)).toEqual(['0 began web01', '3600 worsened web01'])
  })
})

describe('the breaker', () => {
  const flood = (simulation: Simulation) =>
    simulation.decide(
      0,
      ['ns1', 'web01', 'db01'].map(server => line({ server })),
    )

  it('holds what is too much for staff, warns them once, and shows it all the same', () => {
    const simulation = new Simulation({ breakerIncidents: 2 })
    flood(simulation)
    simulation.decide(10)
    expect(simulation.notices).toEqual(['began ns1', 'began web01', 'held db01'])
    expect(simulation.told.at(-1)?.notice.facts.heldIncidents).toBe(1)
    expect(simulation.incidents.map(incident => incident.breaker)).toEqual([null, null, 'held'])
    expect(Object.keys(simulation.trouble)).toHaveLength(3)
  })

  it('tells what staff let go', () => {
    const simulation = new Simulation({ breakerIncidents: 2 })
    flood(simulation)
    const held = simulation.incidents.filter(incident => incident.breaker === 'held')
    expect(held).toHaveLength(1)
    simulation.change({ breaker: 'released' })
    simulation.decide(60)
    expect(simulation.notices.at(-1)).toBe('began db01')
  })

  it('never tells the end of what it held', () => {
    const simulation = new Simulation({ breakerIncidents: 2 })
    flood(simulation)
    simulation.decide(60, [line({ server: 'db01', state: 'resolved' })])
    simulation.wait(60, 86_400)
    expect(simulation.notices).toEqual(['began ns1', 'began web01', 'held db01'])
    expect(simulation.incidents.at(-1)?.phase).toBe('resolved')
  })
})

describe('a person has ended an incident whose alert goes on', () => {
  it('and the alert mutes nothing and begins nothing', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({})])
    const affected = simulation.incidents[0]?.affected.map(row => ({ ...row, endedAt: at(60) })) ?? []
    simulation.change({ phase: 'resolved', resolvedAt: at(60), touchedAt: at(60), affected })
    simulation.decide(70, [line({}), line({ kind: 'slowdown' })])
    expect(reasons(simulation)).toEqual([
      'staff only: staff have ended the incident that it belongs to',
      "accepted: opens incident 'web01 is slow'",
    ])
  })
})

describe('every automatic change of a status', () => {
  it('cites the alert that caused it, also when the clock let it count', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ isDebounced: false })])
    simulation.wait(0, 180)
    const [alert] = simulation.alerts
    expect(simulation.decisions.at(-1)?.statuses).toMatchObject([{ serverId: 'web01', alertId: alert?.id }])
    expect(simulation.decisions.at(-1)?.updates).toMatchObject([{ alertId: alert?.id }])
  })

  it('cites nothing when work begins, though an alert comes at the same moment', () => {
    const simulation = new Simulation({}, [maintenance()])
    expect(simulation.decide(10, [line({})]).statuses).toMatchObject([
      { impact: 'maintenance', alertId: null },
    ])
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
    const simulation = new Simulation()
    simulation.decide(
      0,
      facts.map(each => line(each)),
    )
    expect(reasons(simulation)).toEqual(expected)
  })

  it('that ends it says what follows', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({}), line({ fingerprint: 'http' })])
    simulation.decide(60, [line({ state: 'resolved' })])
    expect(reasons(simulation)).toEqual([
      "accepted: ended, but other alerts of web01 in incident 'web01 is down' are open",
    ])
    simulation.decide(70, [line({ fingerprint: 'http', state: 'resolved' })])
    expect(reasons(simulation)).toEqual([
      "accepted: web01 has recovered, its end in incident 'web01 is down' is told after 5 min",
    ])
  })
})
