import { newId } from '#db/id.ts'
import { inContext } from '#lib/log/context.ts'
import { type RoundResult, type Rounds, startRounds } from './rounds.ts'

/** While alerts come without a pause, each decision takes some more of them, and leaves time for those that come. */
const leastGapMs = 25

/** Decides one at a time, whenever there is something to decide. A failed decision changed nothing (one transaction). */
export function startDecider(decideOnce: () => Promise<RoundResult>): Rounds {
  return startRounds(
    () => inContext({ job: 'decide', jobId: newId() }, decideOnce),
    ms => `a decision failed. No alert is lost; next try in ${ms} ms`,
    { leastGapMs },
  )
}
