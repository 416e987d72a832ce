import { isCancelled, type MaintenancePeriod } from './maintenance.ts'

/** How far maintenance is for programs: each state after the one before it. */
const states = ['planned', 'running', 'over'] as const
export type SequenceState = (typeof states)[number]

/**
 * The SEQUENCE of RFC 5545 for what staff have changed this often: it grows with each change of the times and with each
 * state that follows, because a change of times begins anew above all states before it.
 */
export function sequenceOf(version: number, state: SequenceState): number {
  return version * states.length + states.indexOf(state)
}

/** The state that a calendar shows, which does not change by the clock alone. */
export function calendarState(period: MaintenancePeriod): SequenceState {
  return isCancelled(period) || period.completedAt ? 'over' : 'planned'
}
