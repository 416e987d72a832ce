import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alertKinds, type LoggedAlert, severities } from '#lib/rules/alerts/alert.ts'
import { isBadNews } from '#lib/rules/decision/pending-changes.ts'
import { compareImpact, type Impact, worst } from '#lib/rules/servers/status.ts'
import { later } from '#lib/rules/time/time.ts'
import { measure } from '#tests/support/measure.ts'
import { lags } from './lags.ts'
import { at, line, Simulation, servers } from './simulation.ts'
import { storm, weather } from './weather.ts'

const severity = fc.constantFrom(...severities)
const kind = fc.constantFrom(...alertKinds)

const episode = fc.record({
  server: fc.constantFrom(...servers.map(server => server.id)),
  kind,
  severity,
  startSeconds: fc.integer({ min: -600, max: 3000 }),
  lastsSeconds: fc.option(fc.integer({ min: 1, max: 900 }), { nil: null }),
  isDebounced: fc.boolean(),
  isGuess: fc.boolean(),
  /** What its source says of it later on. */
  later: fc.array(fc.record({ severity, kind: fc.option(kind), isGuess: fc.boolean() }), { maxLength: 2 }),
})

/** Episodes of one fingerprint each: some end, some do not, some overlap, some change while they last. */
const history = fc
  .uniqueArray(episode, {
    maxLength: 14,
    selector: item => `${item.server} ${item.kind} ${item.startSeconds}`,
  })
  .map(episodes =>
    episodes.flatMap(
      ({ server, kind, severity, startSeconds, lastsSeconds, isDebounced, isGuess, later }) => {
        const fingerprint = `${kind}:${server}`
        const facts = {
          server,
          kind,
          severity,
          isDebounced,
          isGuess,
          fingerprint,
          startsAt: at(startSeconds),
        } as const
        const more = later.map(change => line({ ...facts, ...change, kind: change.kind ?? kind }))
        if (lastsSeconds === null) return [line(facts), ...more]
        const end = line({ ...facts, state: 'resolved', endsAt: at(startSeconds + lastsSeconds) })
        return [line(facts), ...more, end]
      },
    ),
  )

/** A history in any order, with any line repeated. */
const shuffled = history.chain(lines =>
  fc
    .tuple(
      fc.shuffledSubarray(lines, { minLength: lines.length }),
      fc.array(fc.nat({ max: Math.max(0, lines.length - 1) })),
    )
    .map(([order, repeats]) => ({ lines, again: [...order, ...repeats.flatMap(i => order[i] ?? [])] })),
)

/** The same where nobody states anything, and where some do. */
const guesses = storm.map(items =>
  items.map(item => ({
    ...item,
    kind: item.kind === 'slowdown' ? item.kind : ('outage' as const),
    isGuess: true,
  })),
)
const mixed = fc
  .tuple(storm, fc.infiniteStream(fc.boolean()))
  .map(([items, isGuess]) => items.map(item => ({ ...item, isGuess: isGuess.next().value === true })))

/** On one server alone, so that it flaps. */
const narrow = mixed.map(items => items.map(item => ({ ...item, server: 'web01' as const })))

/** All that customers can have read, without the ids that tell two worlds apart. */
function publicOf(simulation: Simulation) {
  const published = simulation.incidents.filter(incident => incident.visibility === 'published')
  const isPublic = new Set(published.map(incident => incident.id))
  return {
    incidents: published.map(({ id: _, slug: __, ...incident }) => incident),
    statuses: simulation.decisions.flatMap(({ statuses }) =>
      statuses.map(({ serverId, at, impact, cause }) => ({ serverId, at, impact, cause })),
    ),
    updates: simulation.decisions.flatMap(({ updates }) =>
      updates.filter(({ postId }) => isPublic.has(postId)).map(({ phase, body }) => ({ phase, body })),
    ),
    notices: simulation.told
      .filter(({ notice }) => notice.kind !== 'held')
      .map(({ at, notice: { kind, facts } }) => ({ at, kind, facts })),
  }
}

/** All lines arrive within one delay of delivery. */
function finalState(lines: readonly LoggedAlert[], perDecision: number) {
  const simulation = new Simulation()
  const pauseSeconds = 60 / Math.max(1, lines.length)
  let seconds = 4000
  for (let i = 0; i < lines.length; i += perDecision) {
    simulation.decide(seconds, lines.slice(i, i + perDecision))
    seconds += pauseSeconds
  }
  simulation.wait(seconds, 100_000)
  const alerts = simulation.alerts
    .map(({ fingerprint, startsAt, closedAt, kind, severity, isGuess }) => {
      const state = closedAt ? 'closed' : `open, ${kind}, ${severity}, ${isGuess ? 'guess' : 'stated'}`
      return `${fingerprint} ${startsAt.toISOString()} ${state}`
    })
    .sort()
  return { alerts, trouble: simulation.trouble }
}

describe('laws of the decision', () => {
  it('any order and any repetition of one history within the delay of delivery leads to the same final state', () => {
    fc.assert(
      fc.property(shuffled, fc.integer({ min: 1, max: 30 }), ({ lines, again }, perDecision) => {
        expect(finalState(again, perDecision)).toEqual(finalState(lines, lines.length || 1))
      }),
      { numRuns: measure(300, 150) },
    )
  })

  it('no repetition keeps closed what still fires well after its end', () => {
    const ends = fc.array(fc.record({ at: fc.integer({ min: 1, max: 2000 }), isEnd: fc.boolean() }), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(ends, fc.integer({ min: 61, max: 4000 }), (said, pauseSeconds) => {
        const simulation = new Simulation()
        const facts = { startsAt: at(0) }
        const inOrder = said.toSorted((a, b) => a.at - b.at)
        for (const { at: seconds, isEnd } of inOrder)
          simulation.decide(seconds, [line({ ...facts, state: isEnd ? 'resolved' : 'firing' })])
        const seconds = (inOrder.at(-1)?.at ?? 0) + pauseSeconds
        simulation.wait(inOrder.at(-1)?.at ?? 0, seconds)
        simulation.decide(seconds, [line(facts)])
        expect(simulation.alerts.filter(alert => !alert.closedAt)).toHaveLength(1)
        expect(simulation.trouble).toEqual({ web01: 'major_outage' })
      }),
      { numRuns: measure(300, 150) },
    )
  })

  it('with guesses only, nothing is public: no incident, no status line, no timeline, no notice to customers', () => {
    fc.assert(
      fc.property(guesses, items => {
        const read = publicOf(weather(items))
        expect(read).toEqual({ incidents: [], statuses: [], updates: [], notices: [] })
      }),
      { numRuns: measure(300, 150) },
    )
  })

  it('guesses beside any history change nothing of what is public', () => {
    fc.assert(
      fc.property(fc.oneof(mixed, narrow), items => {
        const [withGuesses, without] = [weather(items), weather(items, ({ isGuess }) => !isGuess)]
        expect(publicOf(withGuesses)).toEqual(publicOf(without))
      }),
      { numRuns: measure(300, 150) },
    )
  })

  it('never announces the end, or the worsening, of something that was never announced', () => {
    const check = (simulation: Simulation) => {
      const told = new Set<string>()
      for (const { notice } of simulation.told)
        for (const server of notice.facts.servers) {
          const key = `${notice.postId} ${server.id}`
          if (notice.kind === 'ended' || notice.kind === 'worsened') expect(told).toContain(key)
          if (isBadNews(notice.kind)) told.add(key)
          if (notice.kind === 'ended') told.delete(key)
        }
    }
    fc.assert(
      fc.property(shuffled, ({ again }) => {
        const simulation = new Simulation()
        again.forEach((item, i) => {
          simulation.decide(4000 + i * 7, [item])
        })
        simulation.wait(4000 + again.length * 7, 100_000)
        check(simulation)
      }),
      { numRuns: measure(200, 100) },
    )
    fc.assert(
      fc.property(storm, items => check(weather(items))),
      { numRuns: measure(200, 100) },
    )
  })

  it('tells an incident at most every half minute, unless it gets worse than ever told or is over', () => {
    fc.assert(
      fc.property(storm, items => {
        const simulation = weather(items)
        const customers = simulation.told.filter(({ notice }) => notice.kind !== 'held')
        for (const told of Map.groupBy(customers, ({ notice }) => notice.postId).values()) {
          const believed = new Map<string, Impact>()
          let before: Date | null = null
          for (const together of Map.groupBy(told, ({ at }) => at.getTime()).values()) {
            const known = [...believed.values()]
            for (const { notice } of together)
              for (const { id, impact } of notice.facts.servers)
                believed.set(id, notice.kind === 'ended' ? 'operational' : impact)
            const now = together[0]?.at ?? at(0)
            const isSoon = before !== null && now < later(before, simulation.policy.gatherSeconds)
            const isOver = [...believed.values()].every(impact => impact === 'operational')
            const isWorse = compareImpact(worst([...believed.values()]), worst(known)) > 0
            expect(!isSoon || isOver || isWorse).toBe(true)
            before = now
          }
        }
      }),
      { numRuns: measure(300, 150) },
    )
  })

  it('tells of one server at most six times within any quarter of an hour, however it fails', () => {
    fc.assert(
      fc.property(storm, items => {
        const simulation = weather(items)
        for (const server of servers) {
          const moments = simulation.told
            .filter(
              ({ notice }) =>
                notice.kind !== 'held' && notice.facts.servers.some(({ id }) => id === server.id),
            )
            .map(told => told.at)
          for (const from of moments)
            expect(
              moments.filter(moment => moment >= from && moment < later(from, 900)).length,
            ).toBeLessThanOrEqual(6)
        }
      }),
      { numRuns: measure(300, 150) },
    )
  })

  it('decides to tell bad news within half a minute after it is public', () => {
    fc.assert(
      fc.property(storm, items => {
        const simulation = weather(items)
        for (const { seconds, postId, serverId } of lags(simulation))
          expect([postId, serverId, seconds <= 30]).toEqual([postId, serverId, true])
      }),
      { numRuns: measure(300, 150) },
    )
  })

  it('loses no difference: once all is calm, customers believe what is true', () => {
    fc.assert(
      fc.property(storm, items => {
        const simulation = weather(items)
        const published = simulation.incidents.filter(incident => incident.visibility === 'published')
        for (const row of published.flatMap(incident => incident.affected)) {
          const told = row.announcedImpact ?? 'operational'
          if (row.endedAt) expect(told).toBe('operational')
          else expect(told).not.toBe('operational')
        }
      }),
      { numRuns: measure(200, 100) },
    )
  })

  it('lets nothing of what is held reach customers', () => {
    fc.assert(
      fc.property(shuffled, ({ again }) => {
        const simulation = new Simulation()
        again.forEach((item, i) => {
          simulation.decide(4000 + i, [item])
        })
        simulation.wait(5000, 100_000)
        const published = simulation.incidents.filter(incident => incident.visibility === 'published')
        const isPublic = new Set(published.map(incident => incident.id))
        const read = {
          published,
          statuses: simulation.decisions.flatMap(decision => decision.statuses),
          updates: simulation.decisions.flatMap(decision =>
            decision.updates.filter(update => isPublic.has(update.postId)),
          ),
          notices: simulation.told.filter(({ notice }) => notice.kind !== 'held'),
        }
        expect(JSON.stringify(read)).not.toMatch(/suspicious|checked/)
      }),
      { numRuns: measure(200, 100) },
    )
  })

  it('deciding again without news changes nothing', () => {
    fc.assert(
      fc.property(shuffled, ({ again }) => {
        const simulation = new Simulation()
        simulation.decide(4000, again)
        const { alerts, incidents, updates, notices, statuses } = simulation.decide(4000)
        expect({ alerts, incidents, updates, notices, statuses }).toEqual({
          alerts: [],
          incidents: [],
          updates: [],
          notices: [],
          statuses: [],
        })
      }),
      { numRuns: measure(300, 150) },
    )
  })

  it('deciding again at any moment of a storm changes nothing', () => {
    fc.assert(
      fc.property(storm, items => {
        const simulation = new Simulation()
        let seconds = 0
        for (const { pauseSeconds, ...facts } of items) {
          seconds += pauseSeconds
          simulation.decide(seconds, [line(facts)])
          const { alerts, incidents, updates, notices, statuses } = simulation.decide(seconds)
          expect([alerts, incidents, updates, notices, statuses].flat()).toEqual([])
        }
      }),
      { numRuns: measure(200, 100) },
    )
  })

  it('gives every line a reason, whatever comes', () => {
    fc.assert(
      fc.property(shuffled, ({ again }) => {
        const { results } = new Simulation().decide(4000, again)
        expect(results.map(result => result.sequence)).toEqual(again.map(item => item.sequence))
        for (const { reason } of results) expect(reason).toMatch(/^\w.{8,}/)
      }),
    )
  })

  it('never puts the words of a scanner into what customers read', () => {
    fc.assert(
      fc.property(shuffled, ({ again }) => {
        const simulation = new Simulation()
        simulation.decide(4000, again)
        simulation.wait(4000, 100_000)
        const read = simulation.decisions.map(({ incidents, updates, notices }) => ({
          incidents,
          updates,
          notices,
        }))
        expect(JSON.stringify(read)).not.toContain('secret words')
      }),
    )
  })
})
