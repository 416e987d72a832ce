import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findingKey, samenessOf } from '#lib/rules/agents/finding.ts'
import { at, type LineFacts, line, Simulation } from './simulation.ts'

/** What one agent finds: kit tells the content apart, path where it lies. */
type Found = { server: string; kit: string | null; path: string | null }

function fileLine({ server, kit, path }: Found, facts: LineFacts = {}) {
  return line({ server, kind: 'suspicious-file', fingerprint: `file:${path}:${kit}`, ...facts })
}

/** Decides that these were found then, with what makes them the same. */
function find(simulation: Simulation, seconds: number, found: readonly Found[], facts: LineFacts = {}) {
  const lines = found.map(each => {
    const made = fileLine(each, facts)
    const check = each.path ? 'unowned-library' : null
    simulation.sameness.set(findingKey(made), samenessOf({ check, path: each.path, sha256: each.kit }))
    return made
  })
  return simulation.decide(seconds, lines)
}

/** The servers of each incident, held ones first. */
function grouped(simulation: Simulation): string[] {
  return simulation.incidents.map(({ visibility, affected }) => {
    const names = affected.map(row => row.serverId).sort()
    return `${visibility}: ${names.join(' ')}`
  })
}

const kit = (server: string): Found => ({ server, kit: 'aa', path: '/lib64/libkeyutils.so.1.9' })
const victim = (server: string): Found => ({ ...kit(server), kit: `hash of ${server}` })
const other = (server: string): Found => ({ server, kit: 'bb', path: '/usr/lib/x.so' })

describe('findings on several servers', () => {
  it.each<[string, Found[], string[]]>([
    [
      'with the same content are one',
      [kit('web01'), { ...kit('db01'), path: '/lib/z.so' }],
      ['held: db01 web01'],
    ],
    [
      'at the same path are one, though each victim has its own content',
      ['web01', 'db01'].map(victim),
      ['held: db01 web01'],
    ],
    ['that are different are two', [kit('web01'), other('db01')], ['held: web01', 'held: db01']],
    ['on one server are one', [kit('web01'), other('web01')], ['held: web01']],
    [
      'of a source that says nothing of them are one, as before',
      ['web01', 'db01'].map(server => ({ server, kit: null, path: null })),
      ['held: db01 web01'],
    ],
  ])('%s, minutes apart', (_, found, expected) => {
    const simulation = new Simulation()
    for (const [i, each] of found.entries()) find(simulation, 600 * i, [each], { startsAt: at(600 * i) })
    expect(grouped(simulation)).toEqual(expected)
  })

  it('within the time of grouping are one, whatever they are: one mail tells of them', () => {
    const simulation = new Simulation()
    find(simulation, 0, [kit('web01'), other('db01')])
    expect(grouped(simulation)).toEqual(['held: db01 web01'])
    expect(simulation.notices).toEqual(['held db01, web01'])
  })

  it('on a server that staff know of are told again, once each, unless they are the same', () => {
    const simulation = new Simulation()
    find(simulation, 0, [kit('web01')])
    find(simulation, 300, [other('web01'), { ...other('web01'), path: '/lib/third.so' }])
    find(simulation, 600, [{ ...kit('web01'), path: '/lib/copy.so' }])
    simulation.wait(600, 7200)
    expect(simulation.notices).toEqual(['held web01', 'held web01'])
    expect(grouped(simulation)).toEqual(['held: web01'])
  })

  it('join what is held though it is gone where it was found first', () => {
    const simulation = new Simulation()
    find(simulation, 0, [kit('web01')])
    find(simulation, 600, [kit('web01')], { state: 'resolved' })
    simulation.decide(40_000)
    find(simulation, 80_000, [kit('db01')], { startsAt: at(80_000) })
    expect(grouped(simulation)).toEqual(['held: db01 web01'])
  })

  it('never join what is public: staff decide', () => {
    const simulation = new Simulation()
    find(simulation, 0, [kit('web01')])
    simulation.change({ visibility: 'published', publishedAt: at(60), touchedAt: at(60) })
    find(simulation, 90, [kit('db01'), kit('db02')])
    expect(grouped(simulation)).toEqual(['published: web01', 'held: db01 db02'])
  })

  it('that are all different do not become a mail each without end', () => {
    const servers = Array.from({ length: 30 }, (_, i) => ({
      id: `s${i}`,
      hostname: `s${i}.example-host.net`,
      label: `s${i}`,
      groupId: null,
    }))
    const simulation = new Simulation({}, [], { servers, groups: new Map() })
    for (const [i, { id }] of servers.entries())
      find(simulation, 300 * i, [{ server: id, kit: `k${i}`, path: `/lib/${i}` }], { startsAt: at(300 * i) })
    expect(simulation.incidents).toHaveLength(8)
  })
})

describe('laws of what is found', () => {
  const places = fc.record({
    server: fc.constantFrom('web01', 'web02', 'db01', 'db02', 'ns1'),
    kit: fc.constantFrom('aa', 'bb', 'cc'),
    path: fc.constantFrom('/lib/a', '/lib/b', '/lib/c'),
  })
  const stories = fc.array(fc.tuple(places, fc.integer({ min: 1, max: 20 })), { minLength: 1, maxLength: 12 })

  function tell(story: readonly (readonly [Found, number])[]): Simulation {
    const simulation = new Simulation()
    let now = 0
    for (const [found, minutes] of story) {
      now += minutes * 60
      find(simulation, now, [found], { startsAt: at(now) })
    }
    return simulation
  }

  it('none opens an incident of its own while the same is held', () => {
    fc.assert(
      fc.property(stories, story => {
        const simulation = tell(story)
        for (const incident of simulation.incidents) {
          const own = simulation.alerts.filter(alert => alert.postId === incident.id)
          expect(own.length).toBeGreaterThan(0)
        }
        // A finding joins the first that holds the same: no later one opens an incident of its own for it.
        const openers = new Set<string>()
        for (const alert of simulation.alerts) {
          const same = simulation.sameness.get(findingKey(alert)) ?? []
          const isFirstOfIncident = simulation.alerts.find(each => each.postId === alert.postId) === alert
          if (isFirstOfIncident) expect(same.some(each => openers.has(each))).toBe(false)
          for (const each of same) openers.add(each)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('every finding is in an incident, on the server where it is, and customers hear nothing', () => {
    fc.assert(
      fc.property(stories, story => {
        const simulation = tell(story)
        for (const { postId, serverId } of simulation.alerts) {
          const incident = simulation.incidents.find(({ id }) => id === postId)
          expect(incident?.affected.map(row => row.serverId)).toContain(serverId)
        }
        expect(simulation.notices.every(notice => notice.startsWith('held '))).toBe(true)
        expect(simulation.trouble).toEqual({})
      }),
      { numRuns: 60 },
    )
  })

  it('what comes in one decision is grouped alike in any order', () => {
    fc.assert(
      fc.property(
        fc
          .array(places, { minLength: 1, maxLength: 8 })
          .chain(found =>
            fc.tuple(fc.constant(found), fc.shuffledSubarray(found, { minLength: found.length })),
          ),
        ([found, shuffled]) => {
          const [a, b] = [found, shuffled].map(order => {
            const simulation = new Simulation()
            find(simulation, 0, order)
            return grouped(simulation).sort()
          })
          expect(a).toEqual(b)
        },
      ),
      { numRuns: 60 },
    )
  })
})
