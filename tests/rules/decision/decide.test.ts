import { describe, expect, it } from 'vitest'
import { type PlannedFacts, planned } from './planned.ts'
import { at, line, Simulation } from './simulation.ts'

function maintenance(facts: Partial<PlannedFacts> = {}) {
  return planned({ startsAt: at(0), endsAt: at(3600), ...facts })
}

describe('an outage', () => {
  it('is public and told at once when its source has waited already', () => {
    const simulation = new Simulation()
    const decision = simulation.decide(0, [line({})])
    expect(simulation.notices).toEqual(['began web01'])
    expect(simulation.trouble).toEqual({ web01: 'major_outage' })
    expect(decision.incidents[0]).toMatchObject({
      title: 'web01 is down',
      visibility: 'published',
      phase: 'investigating',
    })
    expect(decision.updates.map(update => update.body)).toEqual(['web01 is down. We have been alerted.'])
    expect(decision.updates[0]?.alertId).toBe(decision.alerts[0]?.id)
  })

  it('from a source that does not wait counts after three minutes', () => {
    const simulation = new Simulation()
    const decision = simulation.decide(0, [line({ isDebounced: false })])
    expect(decision.results[0]?.reason).toBe('waits 3 min for confirmation')
    expect(decision.wakeAt).toEqual(at(180))
    simulation.wait(0, 179)
    expect(simulation.notices).toEqual([])
    simulation.wait(179, 180)
    expect(simulation.notices).toEqual(['began web01'])
  })

  it('that ends before it counts is never heard of', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ isDebounced: false })])
    simulation.decide(60, [line({ isDebounced: false, state: 'resolved' })])
    simulation.wait(60, 86_400)
    expect(simulation.notices).toEqual([])
    expect(simulation.incidents).toEqual([])
    expect(simulation.trouble).toEqual({})
  })

  it('is watched for five minutes before its end is told, once', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({})])
    simulation.decide(600, [line({ state: 'resolved' })])
    expect(simulation.incidents[0]?.phase).toBe('monitoring')
    expect(simulation.trouble).toEqual({ web01: 'major_outage' })
    simulation.wait(600, 899)
    expect(simulation.notices).toEqual(['began web01'])
    simulation.wait(899, 86_400)
    expect(simulation.notices).toEqual(['began web01', 'ended web01'])
    expect(simulation.incidents[0]).toMatchObject({ phase: 'resolved', title: 'web01 was down' })
    expect(simulation.trouble).toEqual({})
  })

  it('that comes back while it is watched stays one incident and is not told twice', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ startsAt: at(0) })])
    simulation.decide(60, [line({ state: 'resolved', startsAt: at(0) })])
    simulation.decide(120, [line({ startsAt: at(120) })])
    simulation.decide(180, [line({ state: 'resolved', startsAt: at(120) })])
    simulation.wait(180, 86_400)
    expect(simulation.incidents).toHaveLength(1)
    expect(simulation.notices).toEqual(['began web01', 'ended web01'])
  })

  it('mutes the slowness of its own server, which counts when the outage is over', () => {
    const simulation = new Simulation()
    const decision = simulation.decide(0, [line({ kind: 'slowdown' }), line({})])
    expect(decision.results[0]?.reason).toBe('muted: web01 is down')
    simulation.decide(60, [line({ state: 'resolved' })])
    expect(simulation.trouble).toEqual({ web01: 'degraded' })
    expect(simulation.notices).toEqual(['began web01'])
  })

  it('is told again when slowness has turned into it', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ kind: 'slowdown' })])
    simulation.decide(60, [line({})])
    expect(simulation.incidents).toHaveLength(1)
    expect(simulation.notices).toEqual(['began web01', 'worsened web01'])
    expect(simulation.incidents[0]?.title).toBe('web01 is down')
  })

  it('that began more than seven days ago is kept for staff', () => {
    const simulation = new Simulation()
    const decision = simulation.decide(0, [line({ startsAt: at(-8 * 86_400) })])
    expect(decision.results[0]?.reason).toBe('staff only: it began more than 7 days ago')
    expect(simulation.trouble).toEqual({})
  })
})

describe('servers of one group', () => {
  it('that fail together are one incident and one notice', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ server: 'web01' }), line({ server: 'web02' }), line({ server: 'web03' })])
    expect(simulation.notices).toEqual(['began web01, web02, web03'])
    expect(simulation.incidents).toHaveLength(1)
  })

  it('that fail an hour apart are two incidents', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ server: 'web01' })])
    simulation.decide(3600, [line({ server: 'web02' })])
    expect(simulation.incidents).toHaveLength(2)
  })

  it('end one by one within the quiet time, told together when the last has ended', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ server: 'web01' }), line({ server: 'web02' })])
    simulation.decide(60, [line({ server: 'web01', state: 'resolved' })])
    simulation.wait(60, 400)
    simulation.decide(400, [line({ server: 'web02', state: 'resolved' })])
    simulation.wait(400, 86_400)
    expect(simulation.notices).toEqual(['began web01, web02', 'ended web01, web02'])
    expect(simulation.told.at(-1)?.at).toEqual(at(700))
  })

  it('end far apart, each told to its own customers, the last with those before', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ server: 'web01' }), line({ server: 'web02' })])
    simulation.decide(60, [line({ server: 'web01', state: 'resolved' })])
    simulation.wait(60, 2000)
    simulation.decide(2000, [line({ server: 'web02', state: 'resolved' })])
    simulation.wait(2000, 86_400)
    expect(simulation.notices).toEqual(['began web01, web02', 'ended web01', 'ended web02'])
    const [first, last] = simulation.decisions
      .flatMap(decision => decision.notices)
      .filter(notice => notice.kind === 'ended')
    expect(first?.facts.stillAffected).toEqual(['web02'])
    expect(last?.facts.stillAffected).toEqual([])
    expect(last?.facts.endedBefore.map(server => server.label)).toEqual(['web01'])
  })
})

describe('a suspicious file', () => {
  it('is held: staff hear at once, customers nothing, the board shows nothing', () => {
    const simulation = new Simulation()
    const decision = simulation.decide(0, [line({ kind: 'suspicious-file' })])
    expect(simulation.notices).toEqual(['held web01'])
    expect(simulation.trouble).toEqual({})
    expect(decision.incidents[0]).toMatchObject({ visibility: 'held', publishedAt: null })
    expect(decision.results[0]?.reason).toBe('held: suspicious file')
  })

  it('does not hide an outage of the same server', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ kind: 'suspicious-file' }), line({})])
    expect(simulation.notices.sort()).toEqual(['began web01', 'held web01'])
    expect(simulation.trouble).toEqual({ web01: 'major_outage' })
  })

  it('joins what is held still, each server told to staff once', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ kind: 'suspicious-file' })])
    simulation.decide(10, [
      line({ kind: 'suspicious-file', server: 'db01' }),
      line({ kind: 'suspicious-file' }),
    ])
    expect(simulation.incidents).toHaveLength(1)
    expect(simulation.notices).toEqual(['held web01', 'held db01'])
  })

  it('that disappears is never closed without staff', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ kind: 'suspicious-file' })])
    simulation.decide(60, [line({ kind: 'suspicious-file', state: 'resolved' })])
    simulation.wait(60, 86_400)
    expect(simulation.incidents[0]).toMatchObject({ resolvedAt: null, resolutionProposedAt: at(360) })
    expect(simulation.notices).toEqual(['held web01'])
  })

  it('reaches customers when staff approve it', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ kind: 'suspicious-file' })])
    simulation.change({ visibility: 'published', publishedAt: at(60), touchedAt: at(60) })
    simulation.decide(60)
    expect(simulation.notices).toEqual(['held web01', 'began web01'])
    expect(simulation.trouble).toEqual({ web01: 'degraded' })
  })

  it('that is found no more is no all clear for customers, however long: its end is proposed to staff', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ kind: 'suspicious-file' })])
    simulation.change({ visibility: 'published', publishedAt: at(60), touchedAt: at(60) })
    simulation.decide(60)
    const { updates } = simulation.decide(120, [line({ kind: 'suspicious-file', state: 'resolved' })])
    expect(updates).toEqual([])
    simulation.wait(120, 30 * 86_400)
    expect(simulation.incidents[0]).toMatchObject({ resolvedAt: null, resolutionProposedAt: at(420) })
    expect(simulation.notices).toEqual(['held web01', 'began web01'])
    expect(simulation.trouble).toEqual({ web01: 'degraded' })
  })

  it('that was taken away before staff approved it reaches its customers all the same', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ kind: 'suspicious-file' })])
    simulation.decide(30, [line({ kind: 'suspicious-file', state: 'resolved' })])
    simulation.change({ visibility: 'published', publishedAt: at(60), touchedAt: at(60) })
    simulation.decide(60)
    expect(simulation.notices).toEqual(['held web01', 'began web01'])
  })

  it('found during maintenance is told to staff all the same', () => {
    const simulation = new Simulation({}, [maintenance()])
    simulation.decide(60, [line({ kind: 'suspicious-file' })])
    expect(simulation.notices).toEqual(['held web01'])
  })
})

describe('maintenance', () => {
  it('mutes bad news of its servers, and nothing of others', () => {
    const simulation = new Simulation({}, [maintenance()])
    const decision = simulation.decide(60, [line({}), line({ server: 'db01' })])
    expect(simulation.notices).toEqual(['began db01'])
    expect(decision.results[0]?.reason).toBe('muted: maintenance until 15:30 UTC')
    expect(simulation.trouble).toEqual({ db01: 'major_outage', web01: 'maintenance' })
  })

  it('tells what is still down when it is over', () => {
    const simulation = new Simulation({}, [maintenance()])
    simulation.decide(60, [line({})])
    simulation.wait(60, 3600)
    expect(simulation.notices).toEqual(['began web01'])
  })

  it('says nothing of what began and ended inside it', () => {
    const simulation = new Simulation({}, [maintenance()])
    simulation.decide(60, [line({})])
    simulation.decide(120, [line({ state: 'resolved' })])
    simulation.wait(120, 86_400)
    expect(simulation.notices).toEqual([])
    expect(simulation.trouble).toEqual({})
  })

  it('does not mute the end of what was told before it', () => {
    const simulation = new Simulation({}, [maintenance({ startsAt: at(300) })])
    simulation.decide(0, [line({})])
    simulation.decide(400, [line({ state: 'resolved' })])
    simulation.wait(400, 1000)
    expect(simulation.notices).toEqual(['began web01', 'ended web01'])
  })

  it('shows a countermeasure as the reason for slowness', () => {
    const simulation = new Simulation({}, [maintenance({ kind: 'countermeasure' })])
    const { statuses } = simulation.decide(1)
    expect(statuses).toMatchObject([{ serverId: 'web01', impact: 'degraded', cause: 'countermeasure' }])
  })
})

describe('an incident that a person has touched', () => {
  it('is not resolved at once: the end is proposed', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({})])
    simulation.change({ touchedAt: at(10), title: 'Disk trouble' })
    simulation.decide(60, [line({ state: 'resolved' })])
    simulation.wait(60, 360)
    expect(simulation.notices).toEqual(['began web01'])
    expect(simulation.incidents[0]).toMatchObject({
      title: 'Disk trouble',
      resolvedAt: null,
      resolutionProposedAt: at(360),
    })
  })
})

describe('what means nothing to customers', () => {
  it.each([['reboot'], ['other']] as const)('%s is kept and publishes nothing', kind => {
    const simulation = new Simulation()
    const decision = simulation.decide(0, [line({ kind })])
    expect(decision.results[0]).toMatchObject({
      result: 'accepted',
      reason: `staff only: ${kind}, critical, means nothing to customers`,
    })
    expect(simulation.notices).toEqual([])
  })

  it('mere information publishes nothing', () => {
    const simulation = new Simulation()
    simulation.decide(0, [line({ severity: 'info' })])
    expect(simulation.trouble).toEqual({})
  })
})

describe('one fingerprint on two servers', () => {
  it('is two episodes, of which each ends by itself', () => {
    const simulation = new Simulation()
    const fingerprint = 'ioc:libns2.so'
    simulation.decide(0, [line({ fingerprint, server: 'web01' }), line({ fingerprint, server: 'db01' })])
    simulation.decide(60, [line({ fingerprint, server: 'db01', state: 'resolved' })])
    expect(simulation.alerts).toMatchObject([
      { serverId: 'web01', closedAt: null },
      { serverId: 'db01', closedAt: at(60) },
    ])
  })
})
