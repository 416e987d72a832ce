import fc from 'fast-check'
import { line, Simulation } from './simulation.ts'

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
type Item = typeof storm extends fc.Arbitrary<(infer T)[]> ? T : never
export type Storm = (Item & { isGuess?: boolean })[]

/** Lets a storm happen, and time pass after it. Of the lines only those are heard that the test lets through. */
export function weather(items: Storm, isHeard: (item: Storm[number]) => boolean = () => true): Simulation {
  const simulation = new Simulation()
  let seconds = 0
  simulation.decide(0)
  for (const item of items) {
    const { pauseSeconds, ...facts } = item
    const fingerprint = `${facts.isGuess ? 'guess' : 'check'}:${facts.kind}:${facts.server}`
    simulation.wait(seconds, seconds + pauseSeconds)
    seconds += pauseSeconds
    simulation.decide(seconds, isHeard(item) ? [line({ ...facts, fingerprint })] : [])
  }
  simulation.wait(seconds, seconds + 86_400)
  return simulation
}
