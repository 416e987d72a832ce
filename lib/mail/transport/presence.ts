import type { BatchResult, SendResult } from '#lib/mail/mail.ts'
import { later } from '#lib/rules/time/time.ts'

const firstPauseSeconds = 1
const longestPauseSeconds = 30
/** Who has not come back by then asks no more: as long as an SMTP server may take to greet, and some more. */
const longestProbeSeconds = 40

/** What this process knows of whether the provider is there. */
export type Presence = {
  /**
   * Takes what an attempt brought. Returns for how many seconds nobody is to be asked: while the provider is away, one
   * short pause for all that wait, twice as long each time up to half a minute; else 0.
   */
  note(result: SendResult | BatchResult, now: Date): number
  /** How many of these attempts may begin now: all, or, while the provider is away, one at a time that finds out. */
  placesFor(most: number, now: Date): number
  /** None of them began, because nothing was left to send. */
  giveBack(): void
}

export function startPresence(): Presence {
  let failures = 0
  let pausedUntil = new Date(0)
  let probeUntil = new Date(0)
  return {
    note(result, now) {
      probeUntil = new Date(0)
      if (result.is !== 'retry' || !result.isAway) {
        failures = 0
        return 0
      }
      // Attempts that began together fail together, which is no second failure.
      if (failures > 0 && now < pausedUntil) return (pausedUntil.getTime() - now.getTime()) / 1000
      const seconds = Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** failures)
      failures += 1
      pausedUntil = later(now, seconds)
      return seconds
    },
    placesFor(most, now) {
      if (failures === 0) return most
      if (now < probeUntil) return 0
      probeUntil = later(now, longestProbeSeconds)
      return Math.min(1, most)
    },
    giveBack() {
      probeUntil = new Date(0)
    },
  }
}
