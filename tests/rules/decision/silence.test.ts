import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  judgeHeartbeats,
  type LastHeartbeat,
  lateAgents,
  needsReviewSince,
  silentSince,
} from '#lib/rules/decision/silence.ts'
import { defaultPolicy } from '#lib/rules/policy/policy.ts'
import { at, line, Simulation } from './simulation.ts'

const minute = (count: number) => at(count * 60)

/** Servers whose agents were heard this many minutes after the start, beating every five minutes. */
function heartbeats(last: Record<string, number>): LastHeartbeat[] {
  return Object.entries(last).map(([serverId, minutes]) => {
    return { serverId, lastAt: minute(minutes), everySeconds: 300 }
  })
}

const judge = (last: Record<string, number>, minutes: number) =>
  judgeHeartbeats(heartbeats(last), defaultPolicy, minute(minutes))

describe('an agent', () => {
  it.each([
    ['gives data until its third beat is missing', 14.9, []],
    ['gives no data from the third missed beat on', 15, ['web01']],
  ])('%s', (_, minutes, silent) => {
    const { noData, suspects } = judge({ web01: 0, web02: 14, web03: 14 }, minutes)
    expect([...noData.keys()]).toEqual(silent)
    expect(suspects.size).toBe(0)
  })

  it('says when it will have missed its heartbeats', () => {
    expect(judge({ web01: 0 }, 12).wakeAt).toEqual(minute(15))
  })
})

describe('agents of which there is something to look up', () => {
  it('are all that may count as silent, whatever the interval and the policy', () => {
    const beats = fc.record({
      serverId: fc.constantFrom('a', 'b', 'c', 'd'),
      lastAt: fc.integer({ min: 0, max: 60 }).map(minute),
      everySeconds: fc.constantFrom(60, 300, 900),
    })
    const policies = fc.record({
      missedBeats: fc.integer({ min: 1, max: 6 }),
      networkSharePercent: fc.integer({ min: 1, max: 100 }),
      networkLeast: fc.integer({ min: 1, max: 4 }),
    })
    fc.assert(
      fc.property(fc.uniqueArray(beats, { selector: each => each.serverId }), policies, (all, policy) => {
        const { noData, suspects } = judgeHeartbeats(all, policy, minute(61))
        const late = new Set(lateAgents(all, policy, minute(61)).map(each => each.serverId))
        for (const id of [...noData.keys(), ...suspects.keys()]) expect(late).toContain(id)
      }),
    )
  })
})

describe('agents that fall silent at once', () => {
  it('make our own network suspect, and no server shows it, not even the first', () => {
    const { noData, suspects } = judge({ web01: 0, web02: 1, web03: 2, db01: 14, db02: 14 }, 15)
    expect([...suspects.keys()]).toEqual(['web01', 'web02', 'web03'])
    expect(noData.size).toBe(0)
  })

  it('are few: each shows no data', () => {
    const { noData, suspects } = judge({ web01: 0, web02: 1, web03: 19, db01: 19, db02: 19 }, 20)
    expect([...noData.keys()]).toEqual(['web01', 'web02'])
    expect(suspects.size).toBe(0)
  })

  it('are not those that have been silent for long', () => {
    const { noData, suspects } = judge({ web01: -900, web02: -600, web03: -300, db01: 0, db02: 14 }, 15)
    expect([...noData.keys()]).toEqual(['web01', 'web02', 'web03', 'db01'])
    expect(suspects.size).toBe(0)
  })

  it('are told to staff once, are nothing to customers, and are laid aside when all are back', () => {
    const simulation = new Simulation()
    simulation.decide(0)
    simulation.heartbeats = heartbeats({ web01: 0, web02: 0, web03: 0 })
    simulation.decide(900)
    simulation.decide(1000)
    expect(simulation.notices).toEqual(['held web01, web02, web03'])
    expect(simulation.trouble).toEqual({})
    expect(simulation.incidents).toMatchObject([{ visibility: 'held', cause: 'no-data' }])
    simulation.heartbeats = heartbeats({ web01: 20, web02: 20, web03: 20 })
    simulation.decide(1200)
    expect(simulation.incidents).toMatchObject([{ visibility: 'draft', resolvedAt: at(1200) }])
    expect(simulation.notices).toHaveLength(1)
  })

  it('are not told again while the same silence lasts after staff have laid it aside', () => {
    const simulation = new Simulation()
    simulation.heartbeats = heartbeats({ web01: 0, web02: 0, web03: 0 })
    simulation.decide(900)
    simulation.change({ visibility: 'draft', resolvedAt: at(960), touchedAt: at(960) })
    simulation.decide(1000)
    expect(simulation.notices).toHaveLength(1)
    simulation.heartbeats = heartbeats({ web01: 30, web02: 30, web03: 30 })
    simulation.decide(2700)
    expect(simulation.notices).toHaveLength(2)
  })
})

describe('a server without data', () => {
  it('is not an outage, tells no customer, and is fine again with the next heartbeat', () => {
    const simulation = new Simulation()
    simulation.heartbeats = heartbeats({ web01: 0, web02: 14 })
    const { statuses, notices } = simulation.decide(900)
    expect(statuses).toMatchObject([{ serverId: 'web01', impact: 'operational', cause: 'no-data' }])
    expect(notices).toEqual([])
    simulation.heartbeats = heartbeats({ web01: 16, web02: 14 })
    expect(simulation.decide(960).statuses).toMatchObject([{ serverId: 'web01', cause: null, alertId: null }])
  })

  it('is down at once when another source agrees, though that one does not wait itself', () => {
    const simulation = new Simulation()
    simulation.heartbeats = heartbeats({ web01: 0, web02: 14 })
    simulation.decide(900)
    simulation.decide(910, [line({ isDebounced: false })])
    expect(simulation.notices).toEqual(['began web01'])
    expect(simulation.trouble).toEqual({ web01: 'major_outage' })
  })
})

describe('an open alert without a word', () => {
  const open = { closedAt: null, lastReceivedAt: at(0) }
  const speaker = { repeatSeconds: null, agentServerId: null, lastSeenAt: null, disabledAt: null }
  const hour = (count: number) => at(count * 3600)

  it.each([
    ['needs review after a day when its source sends once', null, hour(24), at(0)],
    ['does not before', null, hour(23.9), null],
    ['needs review after twice the interval of a source that repeats itself', 4 * 3600, hour(8), at(0)],
    ['does not before that', 4 * 3600, hour(7.9), null],
  ])('%s', (_, repeatSeconds, now, since) => {
    const source = { ...speaker, repeatSeconds }
    expect(needsReviewSince(open, source, defaultPolicy, now)).toEqual(since)
  })

  it('that is closed never needs review', () => {
    expect(needsReviewSince({ ...open, closedAt: at(1) }, speaker, defaultPolicy, hour(99))).toBeNull()
  })

  it('of an agent is heard with each heartbeat, and needs review a day after the last', () => {
    const agent = { ...speaker, agentServerId: 'web01', lastSeenAt: hour(48) }
    expect(needsReviewSince(open, agent, defaultPolicy, hour(71))).toBeNull()
    expect(needsReviewSince(open, agent, defaultPolicy, hour(72))).toEqual(hour(48))
  })

  it('of a source that is disabled needs review at once, for nobody else can end it', () => {
    const disabled = { ...speaker, disabledAt: hour(1) }
    expect(needsReviewSince(open, disabled, defaultPolicy, hour(1))).toEqual(open.lastReceivedAt)
  })
})

it.each([
  ['that should have spoken is silent', {}, at(60), at(0)],
  ['that still has time is not', {}, at(59), null],
  ['that promises nothing is never silent', { expectedEverySeconds: null }, at(1e6), null],
  ['that was never heard is silent from its making', { lastSeenAt: null }, at(40), at(-20)],
  ['that is disabled is not', { disabledAt: at(1) }, at(1e6), null],
])('a source %s', (_, facts, now, since) => {
  const source = { lastSeenAt: at(0), createdAt: at(-20), disabledAt: null, expectedEverySeconds: 60 }
  expect(silentSince({ ...source, ...facts }, now)).toEqual(since)
})
