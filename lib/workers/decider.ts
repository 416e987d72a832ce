import { newId } from '#db/id.ts'
import { inContext } from '#lib/log/context.ts'
import { type RoundResult, type Rounds, startRounds } from './rounds.ts'

/** Decides one at a time, whenever there is something to decide. A failed decision changed nothing (one transaction). */
export function startDecider(decideOnce: () => Promise<RoundResult>): Rounds {
  return startRounds(
    () => inContext({ job: 'decide', jobId: newId() }, decideOnce),
    ms => `a decision failed. No alert is lost; next try in ${ms} ms`,
  )
}
