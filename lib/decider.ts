/** Another process may have decided, or the clock of a timer may have been late: look at least this often. */
const longestSleepMs = 15_000
const firstRetryMs = 250
const longestRetryMs = 10_000

/** What a decision says of the next one: more waits already, or when time alone will change something. */
type Round = { hasMore: boolean; wakeAt: Date | null }

export type Decider = {
  /** Decide soon. Calls while a decision runs are one more decision after it. */
  nudge(): void
  /** Starts no further decision, and resolves when the running one is done. */
  stop(): Promise<void>
}

/**
 * Runs one decision at a time: on a nudge, at the time that the last one asked for, and every 15 seconds.
 * A failed decision changed nothing (one transaction); it is said and tried again with growing pauses.
 */
export function startDecider(decideOnce: () => Promise<Round>): Decider {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let isNudged = false
  let isStopped = false
  let failures = 0

  function schedule(delayMs: number): void {
    clearTimeout(timer)
    if (!isStopped) timer = setTimeout(run, delayMs)
  }

  function run(): void {
    isNudged = false
    running = decideOnce()
      .then(sleepAfter, retryAfter)
      .then(delayMs => {
        running = undefined
        schedule(isNudged ? 0 : delayMs)
      })
  }

  function sleepAfter(round: Round): number {
    failures = 0
    if (round.hasMore) return 0
    return Math.max(0, Math.min(longestSleepMs, (round.wakeAt?.getTime() ?? Infinity) - Date.now()))
  }

  function retryAfter(error: unknown): number {
    failures += 1
    const delayMs = Math.min(longestRetryMs, firstRetryMs * 2 ** failures)
    const why = error instanceof Error ? error.message : String(error)
    console.error(`allclear: a decision failed (${why}). No alert is lost; next try in ${delayMs} ms.`)
    isNudged = false
    return delayMs
  }

  schedule(0)
  return {
    nudge() {
      isNudged = true
      if (!running && failures === 0) schedule(0)
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
