import { z } from 'zod'

/** What is known of a copy of the site. */
export const CopyState = z.object({
  /** When it was written last; null: never. */
  writtenAt: z.coerce.date().nullable(),
  /** Since when it cannot be written; null: it can. */
  failingSince: z.coerce.date().nullable(),
  /** What the place answered. */
  why: z.string().nullable(),
  /** When owners were told that it cannot be written; null: they were not. */
  toldAt: z.coerce.date().nullable(),
})
export type CopyState = z.infer<typeof CopyState>

/** A copy that was never written, and never failed. */
export const newCopy: CopyState = { writtenAt: null, failingSince: null, why: null, toldAt: null }

/** A place that is away for a moment is no news. */
const tellAfterSeconds = 60
/** A copy is written each minute; one that is older has nobody who writes it. */
const staleAfterSeconds = 300
const mostReason = 300

function secondsFrom(at: Date, now: Date): number {
  return (now.getTime() - at.getTime()) / 1000
}

/** The state after a copy was written. isTold: owners heard that it could not be, and hear that it can. */
export function afterWriting(state: CopyState, now: Date): { state: CopyState; isTold: boolean } {
  return { state: { ...newCopy, writtenAt: now }, isTold: state.toldAt !== null }
}

/** The state after it could not be written. isToTell: it is time that owners hear of it. */
export function afterFailing(
  state: CopyState,
  why: string,
  now: Date,
): { state: CopyState; isToTell: boolean } {
  const failingSince = state.failingSince ?? now
  const isToTell = state.toldAt === null && secondsFrom(failingSince, now) >= tellAfterSeconds
  const toldAt = isToTell ? now : state.toldAt
  return { state: { ...state, failingSince, why: why.slice(0, mostReason), toldAt }, isToTell }
}

/** What is wrong with a copy: it cannot be written, nobody writes it, or nothing. */
export function copyTrouble(state: CopyState, now: Date): 'failing' | 'left' | null {
  if (state.failingSince) return secondsFrom(state.failingSince, now) >= tellAfterSeconds ? 'failing' : null
  if (!state.writtenAt) return null
  return secondsFrom(state.writtenAt, now) > staleAfterSeconds ? 'left' : null
}
