import { describe, expect, it } from 'vitest'
import type { SendResult } from '#lib/mail/mail.ts'
import { startPresence } from '#lib/mail/transport/presence.ts'

const away: SendResult = { is: 'retry', reason: 'no', retryAfterSeconds: null, isUntaken: true, isAway: true }
const busy: SendResult = { is: 'retry', reason: '451', retryAfterSeconds: null, isUntaken: true }
const sent: SendResult = { is: 'sent', providerId: null }
const at = (seconds: number) => new Date(Date.UTC(2026, 2, 10) + seconds * 1000)

describe('a provider that is away', () => {
  it('makes all wait for one short pause, which grows up to half a minute', () => {
    const presence = startPresence()
    const pauses = Array.from({ length: 8 }, (_, i) => presence.note(away, at(i * 60)))
    expect(pauses).toEqual([1, 2, 4, 8, 16, 30, 30, 30])
  })

  it('is away once, however many attempts find it so at the same time', () => {
    const presence = startPresence()
    expect([presence.note(away, at(0)), presence.note(away, at(0.5)), presence.note(away, at(0.9))]).toEqual([
      1, 0.5, 0.1,
    ])
    expect(presence.note(away, at(2))).toBe(2)
  })

  it('is asked by one attempt at a time, and by all after the first success', () => {
    const presence = startPresence()
    expect(presence.placesFor(20, at(0))).toBe(20)
    presence.note(away, at(0))
    expect([presence.placesFor(20, at(2)), presence.placesFor(20, at(3))]).toEqual([1, 0])
    presence.note(away, at(4))
    expect(presence.placesFor(20, at(5))).toBe(1)
    presence.note(sent, at(6))
    expect(presence.placesFor(20, at(6))).toBe(20)
  })

  it('is there again when it answers anything, also that it does not take this mail now', () => {
    const presence = startPresence()
    presence.note(away, at(0))
    expect(presence.note(busy, at(2))).toBe(0)
    expect(presence.placesFor(20, at(2))).toBe(20)
    expect(presence.note(away, at(60))).toBe(1)
  })

  it('is asked anew when the attempt that was to find out never ended, or had nothing to send', () => {
    const presence = startPresence()
    presence.note(away, at(0))
    presence.placesFor(20, at(2))
    expect(presence.placesFor(20, at(60))).toBe(1)
    presence.giveBack()
    expect(presence.placesFor(20, at(60))).toBe(1)
  })
})
