import type { WorkRow } from '#lib/rules/desk/work-list.ts'
import { inDuration } from './time.ts'
import type { Words } from './words.ts'

/** What the desk's first sentence is about. */
export type DeskState = {
  /** What waits, the most urgent first. */
  rows: readonly WorkRow[]
  /** Open incidents that customers see. */
  open: number
  hasServers: boolean
  hasSources: boolean
  /** First steps of a new site that nobody has done, or does without. */
  stepsLeft: number
}

/** First what is most urgent, with how much waits besides; where nothing does, what is open: "web07 is down: nobody has it yet. 2 more things wait." */
export function deskSentence(words: Words, state: DeskState, now: Date): string {
  const [first] = state.rows
  if (first)
    return words('desk.waiting', { first: firstWords(words, first, now), rest: state.rows.length - 1 })
  const isWatched = state.hasServers && state.hasSources
  if (!isWatched && state.open > 0) return words('desk.openUnwatched', { open: state.open })
  if (!isWatched)
    return words('desk.unwatched', { servers: yesNo(state.hasServers), sources: yesNo(state.hasSources) })
  if (state.open > 0 && state.stepsLeft > 0)
    return words('desk.openSteps', { open: state.open, left: state.stepsLeft })
  return words('desk.quiet', { open: state.open })
}

function firstWords(words: Words, { kind, title, since }: WorkRow, now: Date): string {
  return words(`desk.first.${kind}`, { title, age: ageWords(words, since, now) })
}

/** How far a moment is from now, either way, in full minutes, at least one: "12 minutes". */
export function ageWords(words: Words, at: Date, now: Date): string {
  const minutes = Math.round(Math.abs(now.getTime() - at.getTime()) / 60_000)
  return inDuration(words, Math.max(1, minutes))
}

function yesNo(is: boolean): 'yes' | 'no' {
  return is ? 'yes' : 'no'
}
