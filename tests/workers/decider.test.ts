import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startDecider } from '#lib/workers/decider.ts'
import type { Rounds } from '#lib/workers/rounds.ts'

const decisionMs = 20

let decider: Rounds
let waiting = 0
/** Of each decision when it began, and how many lines it took. */
let begun: { atMs: number; lines: number }[] = []

const come = (lines: number) => {
  waiting += lines
  decider.nudge()
}

beforeEach(async () => {
  vi.useFakeTimers({ now: 0 })
  ;[waiting, begun] = [0, []]
  decider = startDecider(async () => {
    const decided = waiting
    waiting = 0
    begun.push({ atMs: Date.now(), lines: decided })
    await new Promise(resolve => setTimeout(resolve, decisionMs))
    return { decided, hasMore: false, wakeAt: null }
  })
  await vi.advanceTimersByTimeAsync(1_000)
  begun = []
})
afterEach(async () => {
  const stopped = decider.stop()
  await vi.advanceTimersByTimeAsync(decisionMs)
  await stopped
  vi.useRealTimers()
})

describe('an alert', () => {
  it('that comes in quiet is decided at once, and so is the next one after it', async () => {
    come(1)
    await vi.advanceTimersByTimeAsync(decisionMs)
    come(1)
    await vi.advanceTimersByTimeAsync(decisionMs)
    expect(begun).toEqual([
      { atMs: 1_000, lines: 1 },
      { atMs: 1_000 + decisionMs, lines: 1 },
    ])
  })

  it('that comes during a decision waits for company a millisecond for each line that this one takes', async () => {
    come(7)
    await vi.advanceTimersByTimeAsync(1)
    come(1)
    await vi.advanceTimersByTimeAsync(decisionMs)
    // Who comes in this pause neither shortens nor lengthens it.
    come(1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(begun).toEqual([
      { atMs: 1_000, lines: 7 },
      { atMs: 1_000 + decisionMs + 7, lines: 2 },
    ])
  })

  it('never waits for company longer than a tenth of a second, however many come', async () => {
    for (let ms = 0; ms < 1_000; ms += 2) {
      come(10)
      await vi.advanceTimersByTimeAsync(2)
    }
    const gaps = begun.slice(1).map(({ atMs }, i) => atMs - (begun[i]?.atMs ?? 0))
    expect(Math.max(...gaps)).toBe(decisionMs + 100)
    expect(begun.at(-1)?.lines).toBe(((decisionMs + 100) / 2) * 10)
  })
})
