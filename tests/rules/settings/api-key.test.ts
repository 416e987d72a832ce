import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '#lib/rules/policy/policy.ts'
import { keyMatters } from '#lib/rules/reminders/key-matter.ts'
import type { LadderMember } from '#lib/rules/reminders/ladder.ts'
import { remindersDue } from '#lib/rules/reminders/reminder.ts'
import { rateHeaders, retrySeconds } from '#lib/rules/settings/api-key.ts'
import { later } from '#lib/rules/time/time.ts'

const day = 86_400
const madeAt = new Date('2026-03-10T12:00:00Z')
const expiresAt = later(madeAt, 365 * day)
const soonAt = later(expiresAt, -14 * day)
const key = { id: 'k1', name: 'Ansible', madeAt, expiresAt }
const ann: LadderMember = { id: 'ann', position: 0, addedAt: madeAt, quiet: null }
const ben: LadderMember = { id: 'ben', position: 1, addedAt: madeAt, quiet: null }
const carl: LadderMember = { id: 'carl', position: 2, addedAt: madeAt, quiet: null }

function remindedAt(now: Date, matters: ReturnType<typeof keyMatters>, colleagues: readonly LadderMember[]) {
  const { due, wakeAt } = remindersDue(matters, [], colleagues, new Map(), defaultPolicy, now)
  return { who: due.map(({ staffId }) => staffId), wakeAt }
}

describe('a key that ends', () => {
  const matters = keyMatters([key], ['ann', 'carl'])

  it('is said to each owner 14 days before, and to nobody else', () => {
    expect(remindedAt(later(soonAt, -1), matters, [ann, ben, carl])).toEqual({ who: [], wakeAt: soonAt })
    expect(remindedAt(soonAt, matters, [ann, ben, carl]).who).toEqual(['ann', 'carl'])
  })

  it('is said once', () => {
    const [first] = matters
    if (!first) throw new Error('There is no matter.')
    const past = [{ ...first, step: 0, staffId: 'ann', createdAt: soonAt }]
    const { due } = remindersDue([first], past, [ann, carl], new Map(), defaultPolicy, later(soonAt, day))
    expect(due).toEqual([])
  })

  it('waits for who wants quiet', () => {
    const quiet = { from: '00:00', to: '23:59', zone: 'UTC' }
    expect(remindedAt(soonAt, matters, [{ ...ann, quiet }, ben, carl]).who).toEqual(['carl'])
  })

  it('is no news when it has ended, nor when it was made to end sooner', () => {
    expect(remindedAt(expiresAt, matters, [ann, ben, carl]).who).toEqual([])
    expect(keyMatters([{ ...key, expiresAt: later(madeAt, 7 * day) }], ['ann'])).toEqual([])
  })
})

it.each([
  [600, 599, '"key";q=600;w=60', '"key";r=599;t=1'],
  [600, 0, '"key";q=600;w=60', '"key";r=0;t=60'],
  [600, 0.7, '"key";q=600;w=60', '"key";r=0;t=60'],
  [1, 0, '"key";q=1;w=60', '"key";r=0;t=60'],
  [60, 30.5, '"key";q=60;w=60', '"key";r=30;t=30'],
])('of %i requests a minute, %d left are said in two headers', (perMinute, left, policy, limit) => {
  expect(rateHeaders(perMinute, left)).toEqual({ 'ratelimit-policy': policy, ratelimit: limit })
})

it.each([
  [600, 0, 1],
  [60, 0.5, 1],
  [6, 0, 10],
  [1, 0, 60],
  [1, 0.5, 30],
])('of %i requests a minute with %d left, one may be sent in %i s', (perMinute, left, seconds) => {
  expect(retrySeconds(perMinute, left)).toBe(seconds)
})
