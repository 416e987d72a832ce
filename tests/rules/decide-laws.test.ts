import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LoggedAlert } from '#lib/rules/alert.ts'
import { at, line, servers, World } from './world.ts'

/** Episodes of one fingerprint each: some end, some do not, at most one open per fingerprint. */
const history = fc
  .uniqueArray(
    fc.record({
      server: fc.constantFrom(...servers.map(server => server.id)),
      kind: fc.constantFrom('outage', 'slowdown', 'suspicious-file', 'reboot', 'other'),
      severity: fc.constantFrom('info', 'warning', 'critical'),
      startSeconds: fc.integer({ min: -600, max: 600 }),
      lastsSeconds: fc.option(fc.integer({ min: 1, max: 900 }), { nil: null }),
      isDebounced: fc.boolean(),
    }),
    { maxLength: 12, selector: item => `${item.server} ${item.kind} ${item.startSeconds}` },
  )
  .map(episodes =>
    episodes.flatMap(({ server, kind, severity, startSeconds, lastsSeconds, isDebounced }) => {
      const facts = { server, kind, severity, isDebounced, startsAt: at(startSeconds) } as const
      const firing = line(facts)
      if (lastsSeconds === null) return [firing]
      return [firing, line({ ...facts, state: 'resolved', endsAt: at(startSeconds + lastsSeconds) })]
    }),
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

function finalState(lines: readonly LoggedAlert[], perDecision: number) {
  const world = new World()
  let seconds = 1000
  for (let i = 0; i < lines.length; i += perDecision)
    world.decide(seconds++, [...lines.slice(i, i + perDecision)])
  world.wait(seconds, 100_000)
  const alerts = world.alerts
    .map(
      alert => `${alert.fingerprint} ${alert.startsAt.toISOString()} ${alert.closedAt ? 'closed' : 'open'}`,
    )
    .sort()
  return { alerts, trouble: world.trouble }
}

describe('laws of the decision', () => {
  it('any order and any repetition of one history leads to the same final state', () => {
    fc.assert(
      fc.property(shuffled, fc.integer({ min: 1, max: 30 }), ({ lines, again }, perDecision) => {
        expect(finalState(again, perDecision)).toEqual(finalState(lines, lines.length || 1))
      }),
      { numRuns: 300 },
    )
  })

  it('never announces the end of something that was never announced', () => {
    fc.assert(
      fc.property(shuffled, ({ again }) => {
        const world = new World()
        again.forEach((item, i) => {
          world.decide(1000 + i * 7, [item])
        })
        world.wait(1000 + again.length * 7, 100_000)
        const told = new Set<string>()
        for (const { kind, postId, facts } of world.decisions.flatMap(decision => decision.notices))
          for (const server of facts.servers) {
            const key = `${postId} ${server.id}`
            if (kind === 'began') told.add(key)
            if (kind === 'ended' || kind === 'worsened') expect(told).toContain(key)
            if (kind === 'ended') told.delete(key)
          }
      }),
      { numRuns: 300 },
    )
  })

  it('tells nobody outside staff of a suspicious file', () => {
    fc.assert(
      fc.property(shuffled, ({ again }) => {
        const world = new World()
        again.forEach((item, i) => {
          world.decide(1000 + i, [{ ...item, kind: 'suspicious-file' }])
        })
        world.wait(2000, 100_000)
        expect(world.notices.filter(notice => !notice.startsWith('held'))).toEqual([])
        expect(world.trouble).toEqual({})
      }),
    )
  })

  it('deciding again without news changes nothing', () => {
    fc.assert(
      fc.property(shuffled, ({ again }) => {
        const world = new World()
        world.decide(1000, again)
        const { alerts, incidents, updates, notices, statuses } = world.decide(1000)
        expect({ alerts, incidents, updates, notices, statuses }).toEqual({
          ...{ alerts: [], incidents: [], updates: [], notices: [], statuses: [] },
        })
      }),
      { numRuns: 300 },
    )
  })

  it('never puts the words of a scanner into what customers read', () => {
    fc.assert(
      fc.property(shuffled, ({ again }) => {
        const world = new World()
        world.decide(1000, again)
        world.wait(1000, 100_000)
        const read = world.decisions.map(({ incidents, updates, notices }) => ({
          incidents,
          updates,
          notices,
        }))
        expect(JSON.stringify(read)).not.toContain('secret words')
      }),
    )
  })
})
