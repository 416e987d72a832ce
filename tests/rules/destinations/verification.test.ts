import { expect, it } from 'vitest'
import { codeProblem, mayTry } from '#lib/rules/destinations/verification.ts'

it.each([
  ['webhook', 9, 4, 999, true],
  ['webhook', 10, 0, 0, false],
  ['webhook', 0, 5, 0, false],
  ['sms', 9, 4, 199, true],
  ['sms', 0, 0, 200, false],
  ['ntfy', 0, 0, 200, true],
] as const)(
  '%s after %i by the subscriber, %i to the address and %i SMS: %s',
  (channel, bySubscriber, toAddress, bySms, may) => {
    expect(mayTry(channel, { bySubscriber, toAddress, bySms })).toBe(may)
  },
)

const now = new Date('2026-03-10T14:30:00Z')
const soon = new Date('2026-03-10T14:30:01Z')

it.each([
  ['right', { hash: 'a', expiresAt: soon, tries: 4 }, null],
  ['wrong', { hash: 'b', expiresAt: soon, tries: 0 }, 'wrong'],
  ['right, after five wrong ones', { hash: 'a', expiresAt: soon, tries: 5 }, 'tries'],
  ['right, but too old', { hash: 'a', expiresAt: now, tries: 0 }, 'expired'],
  ['none was sent', { hash: null, expiresAt: null, tries: 0 }, 'expired'],
] as const)('a code that is %s', (_, kept, problem) => {
  expect(codeProblem(kept, 'a', now)).toBe(problem)
})
