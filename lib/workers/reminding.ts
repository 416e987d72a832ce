import { newId } from '#db/id.ts'
import { inContext } from '#lib/log/context.ts'
import { type RoundResult, type Rounds, startRounds } from './rounds.ts'

/** What people do brings reminders about without a nudge, so it looks often. */
const sleepMs = 5_000

/** Reminds staff when something is due. A failed round changed nothing (one transaction). */
export function startReminding(remindOnce: () => Promise<RoundResult>): Rounds {
  return startRounds(
    () => inContext({ job: 'remind', jobId: newId() }, remindOnce),
    ms => `staff could not be reminded. No reminder is lost; next try in ${ms} ms`,
    sleepMs,
  )
}
