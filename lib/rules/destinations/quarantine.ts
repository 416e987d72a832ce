import { later } from '#lib/rules/time/time.ts'
import { type ChannelName, factsOf } from './destination.ts'

/** After this many failures within an hour nothing is sent to a destination any more. */
const mostFailures = 10
const windowSeconds = 3600

/** A destination that nobody repairs in this time is forgotten. */
export const quarantineDays = 90
/** The same for one that was never proven. */
const pendingDays = 7

/** What a channel answered, as far as it speaks of the destination. */
export type ChannelAnswer =
  | { is: 'sent' }
  | { is: 'retry'; retryAfterSeconds: number | null }
  | { is: 'refused'; isGone: boolean }

export type QuarantineState = {
  /** The failures since the last success that are not an hour old, the oldest first. */
  failedAt: Date[]
  isQuarantined: boolean
}

/** What an answer means for a destination that is active. */
export function quarantineAfter(
  failedAt: readonly Date[],
  channel: ChannelName,
  said: ChannelAnswer,
  now: Date,
): QuarantineState {
  if (said.is === 'sent') return { failedAt: [], isQuarantined: false }
  const recent = failedAt.filter(at => later(at, windowSeconds) > now)
  if (said.is === 'refused' && said.isGone) return { failedAt: [...recent, now], isQuarantined: true }
  if (!isItsFault(channel, said)) return { failedAt: recent, isQuarantined: false }
  const failures = [...recent, now]
  return { failedAt: failures, isQuarantined: failures.length >= mostFailures }
}

/** Whether a failure speaks of the destination itself. One that says how long to wait is at work. */
function isItsFault(channel: ChannelName, said: Exclude<ChannelAnswer, { is: 'sent' }>): boolean {
  if (said.is === 'refused') return true
  if (said.retryAfterSeconds !== null) return false
  return factsOf(channel).blamesOwner
}

/** Destinations that were quarantined up to this moment are purged now. */
export function quarantinedTooLong(now: Date): Date {
  return later(now, -quarantineDays * 86_400)
}

/** Destinations that are pending since before this moment are purged now. */
export function pendingTooLong(now: Date): Date {
  return later(now, -pendingDays * 86_400)
}
