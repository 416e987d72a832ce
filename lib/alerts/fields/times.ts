import type { AlertState } from '#lib/rules/alerts/alert.ts'
import { notAhead, timeOrNull } from './time.ts'

export type Times = {
  startsAt: Date | null
  endsAt: Date | null
  /** startsAt was ahead of our clock, and the time of receipt counts. */
  isClockAhead: boolean
  /** What was put right, for staff. */
  remarks: string[]
}

/** A tool that is told nothing more forgets an alert sooner. */
const mostForgottenMs = 86_400_000

/** The times of an alert as they can be: none ahead of its receipt, and no end before its start. */
export function timesOf(
  facts: { state: AlertState; startsAt?: unknown; endsAt?: unknown },
  receivedAt: Date,
): Times {
  const starts = notAhead(timeOrNull(facts.startsAt), receivedAt)
  const remarks = starts.isAhead ? [ahead('startsAt')] : []
  const times = { startsAt: starts.at, isClockAhead: starts.isAhead }
  // While something fires, its end is either none or when a tool would forget it.
  const given = timeOrNull(facts.endsAt)
  const isFar = given !== null && given.getTime() > receivedAt.getTime() + mostForgottenMs
  if (facts.state === 'firing')
    return {
      ...times,
      endsAt: null,
      remarks: isFar ? [...remarks, 'endsAt is far ahead, and left out.'] : remarks,
    }
  const ends = isFar
    ? { at: receivedAt, isAhead: true }
    : { at: given, isAhead: notAhead(given, receivedAt).isAhead }
  if (ends.isAhead) remarks.push(ahead('endsAt'))
  const isBackward = ends.at !== null && starts.at !== null && ends.at < starts.at
  if (isBackward) remarks.push('endsAt is before startsAt: the time of receipt counts as the end.')
  const later = starts.at !== null && starts.at > receivedAt ? starts.at : receivedAt
  return { ...times, endsAt: isBackward ? later : ends.at, remarks }
}

function ahead(field: string): string {
  return `${field} is more than 5 min ahead of our clock: the time of receipt counts.`
}
