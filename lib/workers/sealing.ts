import { newId } from '#db/id.ts'
import { inContext } from '#lib/log/context.ts'
import { type RoundResult, type Rounds, startRounds } from './rounds.ts'

/** Seals what was written down since the last round. A failed round changed nothing (one transaction). */
export function startSealing(sealOnce: () => Promise<RoundResult>): Rounds {
  return startRounds(
    () => inContext({ job: 'seal', jobId: newId() }, sealOnce),
    ms => `the audit log could not be sealed. No line is lost; next try in ${ms} ms`,
  )
}
