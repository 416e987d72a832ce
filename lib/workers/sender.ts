import { setTimeout as pause } from 'node:timers/promises'
import { logFault } from '#lib/faults/fault.ts'
import { type Rounds, startRounds } from './rounds.ts'

type Claim<Claimed> = { claimed: Claimed[]; wakeAt: Date | null }

/** Who has not answered by then keeps the process no longer: such an attempt counts as lost, and is made again. */
const longestStopMs = 8_000

/**
 * Sends what is due: takes as much as may be under way at once, and takes more as soon as something is done.
 * claim: begins at most this many attempts. attempt: makes one, and saves what became of it. Its end waits for what
 * is under way, but no longer than stopMs.
 */
export function startSender<Claimed>(
  claim: (most: number) => Promise<Claim<Claimed>>,
  attempt: (one: Claimed) => Promise<unknown>,
  mostAtOnce: number,
  stopMs: number = longestStopMs,
): Rounds {
  const underWay = new Set<Promise<void>>()
  let isStopped = false

  function begin(one: Claimed): void {
    const attempting: Promise<void> = attempt(one)
      .catch(sayLost)
      .then(() => {
        underWay.delete(attempting)
        rounds.nudge()
      })
    underWay.add(attempting)
  }

  const rounds = startRounds(
    async () => {
      if (underWay.size >= mostAtOnce) await Promise.race(underWay)
      // The end was asked for while it waited.
      if (isStopped) return { hasMore: false, wakeAt: null }
      const { claimed, wakeAt } = await claim(mostAtOnce - underWay.size)
      for (const one of claimed) begin(one)
      return { hasMore: claimed.length > 0, wakeAt }
    },
    ms => `sending failed. No notice is lost; next try in ${ms} ms`,
  )
  return {
    nudge: rounds.nudge,
    async stop() {
      isStopped = true
      const end = new AbortController()
      const tooLong = pause(stopMs, undefined, { signal: end.signal }).catch(() => {})
      await Promise.race([rounds.stop().then(() => Promise.all(underWay)), tooLong])
      end.abort()
    },
  }
}

/** Its batch is due again when the attempt counts as lost. */
function sayLost(error: unknown): void {
  logFault('the outcome of an attempt could not be saved, and the same batch is tried again', error)
}
