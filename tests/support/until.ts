import { setTimeout as pause } from 'node:timers/promises'

const firstPauseMs = 25
const longestPauseMs = 200

/**
 * Waits for a condition, looking every 25 ms, and less often the longer it takes: a look may cost more than the wait.
 * Throws with what was waited for when it does not come in time, which is long: what comes costs no more for it, and a
 * machine that is busy with other tests takes its time.
 */
export async function until<T>(
  condition: () => Promise<T | false | undefined | null> | T | false | undefined | null,
  what: string,
  withinMs = 30_000,
): Promise<T> {
  const beganAt = Date.now()
  for (;;) {
    const value = await condition()
    if (value) return value
    const waitedMs = Date.now() - beganAt
    if (waitedMs > withinMs) throw new Error(`Waited ${withinMs} ms in vain until ${what}.`)
    await pause(Math.min(longestPauseMs, Math.max(firstPauseMs, waitedMs / 20)))
  }
}
