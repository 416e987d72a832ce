import fc from 'fast-check'
import { line, World } from './world.ts'

/** Lines of a few servers that come one by one, with pauses of up to twenty minutes. */
export const storm = fc.array(
  fc.record({
    server: fc.constantFrom('web01', 'web02', 'web03', 'ns1'),
    kind: fc.constantFrom('outage', 'slowdown', 'suspicious-file'),
    severity: fc.constantFrom('warning', 'critical'),
    state: fc.constantFrom('firing', 'resolved'),
    pauseSeconds: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 1200 })),
  }),
  { maxLength: 60 },
)
export type Storm = typeof storm extends fc.Arbitrary<infer T> ? T : never

/** Lets a storm happen, and time pass after it. */
export function weather(items: Storm): World {
  const world = new World()
  let seconds = 0
  world.decide(0)
  for (const { pauseSeconds, ...facts } of items) {
    world.wait(seconds, seconds + pauseSeconds)
    seconds += pauseSeconds
    world.decide(seconds, [line(facts)])
  }
  world.wait(seconds, seconds + 86_400)
  return world
}
