import { type RoundResult, type Rounds, startRounds } from './rounds.ts'

/** Decides one at a time, whenever there is something to decide. A failed decision changed nothing (one transaction). */
export function startDecider(decideOnce: () => Promise<RoundResult>): Rounds {
  return startRounds(
    decideOnce,
    (why, ms) => `a decision failed (${why}). No alert is lost; next try in ${ms} ms.`,
  )
}
