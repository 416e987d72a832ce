import type { Measure } from '#lib/rules/maintenance/measure.ts'
import type { PostPhase } from '#lib/rules/posts/post.ts'
import { type Condition, conditionOf } from './condition.ts'
import type { Status } from './status.ts'

/** What the words of a status depend on. */
export type ShownStatus = Pick<Status, 'impact' | 'cause' | 'isWatching' | 'isIntermittent' | 'measure'>

/** What customers see a server in. recovered: clear, and watched before we say so for good. */
export type ServerState = Condition | 'recovered'

export function stateOf(status: ShownStatus): ServerState {
  if (status.isWatching) return 'recovered'
  return conditionOf(status.impact, status.cause, status.isIntermittent)
}

/** From worst to best: the order in which sentences and groups name them. */
const serverStates = [
  'down',
  'partly_down',
  'intermittently_down',
  'slow',
  'intermittently_slow',
  'being_checked',
  'recovered',
  'without_data',
  'under_maintenance',
  'fine',
] as const satisfies readonly ServerState[]

/** These are trouble; a sentence with more than two of them would be a list. */
const troubles: readonly ServerState[] = serverStates.slice(0, serverStates.indexOf('recovered'))

/** How many servers are in a state. */
export type StateCount<State = ServerState> = { state: State; count: number }

/** impaired: kinds of trouble that are not named one by one. up: fine, but not called so. */
export type BannerState = ServerState | 'impaired' | 'up'

/** The site in one sentence, as facts. */
export type SiteBanner = {
  total: number
  /** The worst first. Their counts add up to the total. */
  states: StateCount<BannerState>[]
  /** Open published incidents that show on no server. */
  openIncidents: number
}

/** Beside an incident that shows on no server, no server is called fine. */
export function siteBanner(statuses: readonly ShownStatus[], openIncidents: number): SiteBanner {
  const states = mergeTroubles(countStates(statuses)).map(({ state, count }) => ({
    state: openIncidents > 0 && state === 'fine' ? ('up' as const) : state,
    count,
  }))
  return { total: statuses.length, states, openIncidents }
}

/** How many servers are in each state, the worst first. */
export function countStates(statuses: readonly ShownStatus[]): StateCount[] {
  const counts = [...Map.groupBy(statuses, stateOf)].map(([state, list]) => ({ state, count: list.length }))
  return counts.sort((a, b) => stateRank(a.state) - stateRank(b.state))
}

/** 0 for the worst. */
export function stateRank(state: ServerState): number {
  return serverStates.indexOf(state)
}

/** With three kinds of trouble or more, all but the worst are "impaired". */
function mergeTroubles(counts: readonly StateCount[]): StateCount<BannerState>[] {
  const [worst, ...lesser] = counts.filter(({ state }) => troubles.includes(state))
  if (!worst || lesser.length < 2) return [...counts]
  const impaired = lesser.reduce((sum, { count }) => sum + count, 0)
  const calm = counts.filter(({ state }) => !troubles.includes(state))
  return [worst, { state: 'impaired', count: impaired }, ...calm]
}

/** How far people are with what a server is in: the phase of its incident, if it has one, and whether one of us has it. */
export type Care = { phase: PostPhase | null; isTaken: boolean }

/** One server in a sentence with what we do about it, as facts. */
export type ServerBanner = {
  label: string
  state: ServerState
  /** It is slow by our own work. */
  isOurDoing: boolean
  /** What that work is, where it is known. */
  measure?: Measure
  /** For what is trouble; nobody is said to be on what nobody has taken. */
  care: 'known' | 'taken' | 'alerted'
}

export function serverBanner(label: string, status: ShownStatus, care: Care): ServerBanner {
  const state = stateOf(status)
  const isOurDoing = state !== 'recovered' && status.cause === 'countermeasure'
  const banner: ServerBanner = { label, state, isOurDoing, care: careOf(care) }
  return isOurDoing && status.measure ? { ...banner, measure: status.measure } : banner
}

function careOf({ phase, isTaken }: Care): ServerBanner['care'] {
  if (phase === 'identified') return 'known'
  return isTaken ? 'taken' : 'alerted'
}
