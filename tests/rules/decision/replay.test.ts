import { expect, it } from 'vitest'
import { replayBoth } from '#lib/rules/decision/replay.ts'
import { defaultPolicy } from '#lib/rules/policy/policy.ts'
import { at, line, servers } from './simulation.ts'

const policies = [defaultPolicy, { ...defaultPolicy, confirmSeconds: 0 }] as const
const guesses = [0, 3600, 7200].map(seconds =>
  line({ isDebounced: false, startsAt: at(seconds), receivedAt: at(seconds) }),
)
const ends = guesses.map(begin =>
  line({ ...begin, state: 'resolved', endsAt: at(60), receivedAt: later60(begin) }),
)
const lines = guesses.flatMap((begin, i) => [begin, ...ends.slice(i, i + 1)])
const input = { fleet: { servers, groups: new Map() }, lines, policies, now: at(86_400) }

function later60({ receivedAt }: { receivedAt: Date }): Date {
  return new Date(receivedAt.getTime() + 60_000)
}

it('decides the same log by either policy', () => {
  const outcome = replayBoth(input, () => false)
  expect(outcome).toMatchObject({ looked: 6, isWhole: true, present: { incidents: 0, notices: 0 } })
  expect(outcome.wanted.incidents).toBeGreaterThan(0)
})

it('stops when it is late, and says that it did not look at all', () => {
  let asked = 0
  const outcome = replayBoth(input, () => {
    asked += 1
    return asked > 6
  })
  expect(outcome.isWhole).toBe(false)
  expect(outcome.looked).toBeLessThan(6)
})
