import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channelNames } from '#lib/rules/destinations/destination.ts'
import {
  type ChannelAnswer,
  pendingTooLong,
  quarantineAfter,
  quarantinedTooLong,
} from '#lib/rules/destinations/quarantine.ts'

const start = new Date('2026-03-10T14:30:00Z')
const second = (count: number) => new Date(start.getTime() + count * 1000)
const down: ChannelAnswer = { is: 'retry', retryAfterSeconds: null }
const busy: ChannelAnswer = { is: 'retry', retryAfterSeconds: 30 }
const no: ChannelAnswer = { is: 'refused', isGone: false }
const gone: ChannelAnswer = { is: 'refused', isGone: true }

/** This many failures, the last at this second, an equal time apart. */
const failures = (count: number, apart: number) => Array.from({ length: count }, (_, i) => second(i * apart))

describe('ten failures in an hour', () => {
  it.each([
    [9, 399, 3591, true],
    [9, 400, 3599, true],
    [9, 400, 3600, false],
    [8, 1, 9, false],
    [9, 0, 0, true],
  ])('%i failures, %i s apart, then one at %i s: quarantined %s', (count, apart, at, isQuarantined) => {
    const eligibility = quarantineAfter(failures(count, apart), 'webhook', down, second(at))
    expect(eligibility.isQuarantined).toBe(isQuarantined)
  })

  it('forgets failures that are an hour old', () => {
    expect(quarantineAfter([start], 'webhook', down, second(3600)).failedAt).toEqual([second(3600)])
  })
})

describe.each(channelNames)('%s', channel => {
  const isOwn = channel === 'webhook' || channel === 'ntfy'

  it('is well after a success', () => {
    const eligibility = quarantineAfter(failures(9, 1), channel, { is: 'sent' }, second(10))
    expect(eligibility).toEqual({ failedAt: [], isQuarantined: false })
  })

  it('is quarantined at once when it is gone', () => {
    expect(quarantineAfter([], channel, gone, start)).toEqual({ failedAt: [start], isQuarantined: true })
  })

  it('counts a refusal, and not a request to wait', () => {
    expect(quarantineAfter(failures(9, 1), channel, no, second(10)).isQuarantined).toBe(true)
    expect(quarantineAfter(failures(9, 1), channel, busy, second(10))).toEqual({
      failedAt: failures(9, 1),
      isQuarantined: false,
    })
  })

  it(isOwn ? 'answers for its own server' : 'does not answer for a service that all share', () => {
    expect(quarantineAfter(failures(9, 1), channel, down, second(10)).isQuarantined).toBe(isOwn)
  })
})

it('keeps at most ten moments, whatever comes', () => {
  const said = fc.constantFrom<ChannelAnswer>(down, busy, no, { is: 'sent' })
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), said), { maxLength: 60 }), steps => {
      let at = 0
      let failedAt: Date[] = []
      for (const [pause, answer] of steps) {
        at += pause
        const eligibility = quarantineAfter(failedAt, 'webhook', answer, second(at))
        expect(eligibility.isQuarantined).toBe(eligibility.failedAt.length >= 10)
        if (eligibility.isQuarantined) return
        failedAt = eligibility.failedAt
      }
    }),
  )
})

it('waits 90 days for a repair, and 7 for a proof', () => {
  expect(quarantinedTooLong(new Date('2026-06-08T14:30:00Z'))).toEqual(start)
  expect(pendingTooLong(new Date('2026-03-17T14:30:00Z'))).toEqual(start)
})
