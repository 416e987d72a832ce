import { isSilent } from '#lib/faults/absence.ts'
import { logFault } from '#lib/faults/fault.ts'

/** Another process may have done it, or the clock of a timer may have been late: look at least this often. */
const longestSleepMs = 15_000
const firstRetryMs = 250
const longestRetryMs = 10_000
/** A database that is known to be silent is not asked at all, so that to try costs nothing, and to wait would. */
const silentRetryMs = 1_000

/** What a round says of the next one: more waits already, or when time alone will bring something. */
export type RoundResult = { hasMore: boolean; wakeAt: Date | null }

/** When the next round begins: by itself, and where somebody has nudged meanwhile. */
type Next = { delayMs: number; nudgedMs: number }

export type Rounds = {
  /** A round soon. Calls while one runs are one more round after it. */
  nudge(): void
  /** Starts no further round, and resolves when the running one is done. */
  stop(): Promise<void>
}

/**
 * Runs one round at a time: on a nudge, at the time that the last one asked for, and at least every 15 seconds, or sleepMs.
 * A failed round is said and tried again with growing pauses. sayFailure: the sentence, from the time until the next try.
 * gatherMs: for how long those who nudged during a round wait for company; who nudges while none runs never waits.
 */
export function startRounds<R extends RoundResult>(
  runOnce: () => Promise<R>,
  sayFailure: (nextTryMs: number) => string,
  sleepMs: number = longestSleepMs,
  gatherMs: (round: R) => number = () => 0,
): Rounds {
  let timer: NodeJS.Timeout | undefined
  let soon: NodeJS.Immediate | undefined
  let running: Promise<void> | undefined
  let isNudged = false
  let isStopped = false
  let failures = 0

  function schedule(delayMs: number): void {
    clearTimeout(timer)
    clearImmediate(soon)
    if (isStopped) return
    // A timer waits for a millisecond at the least.
    if (delayMs === 0) soon = setImmediate(run)
    else timer = setTimeout(run, delayMs)
  }

  function run(): void {
    isNudged = false
    running = runOnce()
      .then(sleepAfter, retryAfter)
      .then(({ delayMs, nudgedMs }) => {
        running = undefined
        schedule(isNudged ? Math.min(nudgedMs, delayMs) : delayMs)
      })
  }

  function sleepAfter(round: R): Next {
    failures = 0
    if (round.hasMore) return { delayMs: 0, nudgedMs: 0 }
    const untilWakeMs = (round.wakeAt?.getTime() ?? Infinity) - Date.now()
    return { delayMs: Math.max(0, Math.min(sleepMs, untilWakeMs)), nudgedMs: gatherMs(round) }
  }

  function retryAfter(error: unknown): Next {
    failures += 1
    const longestMs = isSilent() ? silentRetryMs : longestRetryMs
    const delayMs = Math.min(longestMs, firstRetryMs * 2 ** failures)
    logFault(sayFailure(delayMs), error)
    isNudged = false
    return { delayMs, nudgedMs: delayMs }
  }

  schedule(0)
  return {
    nudge() {
      // A round is to come soon already.
      if (isNudged) return
      isNudged = true
      if (!running && failures === 0) schedule(0)
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      clearImmediate(soon)
      await running
    },
  }
}
