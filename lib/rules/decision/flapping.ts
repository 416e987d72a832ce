import type { Alert } from '#lib/rules/alerts/alert.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { compareImpact, type Impact, impactOf } from '#lib/rules/servers/status.ts'
import { later } from '#lib/rules/time/time.ts'

/** A time in which a server was in trouble, by its source's clock. until null: it lasts. */
export type OutagePeriod = { from: Date; until: Date | null; impact: Impact }

export type Flapping = {
  isFlapping: boolean
  /** The weighted part of changes among the last 21 states. */
  percent: number
  /** When the next state is noted although nothing changes. */
  nextAt: Date
}

const states = 21
/** Older changes weigh less: from 0.75 for the oldest to 1.25 for the newest. The formula and its numbers are Nagios's. */
const lowWeight = 0.75
const highWeight = 1.25

type FlapPolicy = Pick<Policy, 'flapStepMinutes' | 'flapStartPercent' | 'flapStopPercent'>

/**
 * Whether a server flaps. A state is noted at every change, and every flapStepMinutes while nothing changes.
 * The states follow from the outage periods alone, so neither the order nor the repetition of alerts matters;
 * no change is missed between two points of a grid. Returns null when it never changed.
 */
export function judgeFlapping(
  outagePeriods: readonly OutagePeriod[],
  policy: FlapPolicy,
  now: Date,
): Flapping | null {
  const changes = changesOf(outagePeriods, now)
  const stepMs = policy.flapStepMinutes * 60_000
  let noted: boolean[] = []
  let isFlapping = false
  const note = (isChange: boolean) => {
    noted = [...noted, isChange].slice(-(states - 1))
    const percent = percentOf(noted)
    isFlapping = isFlapping ? percent >= policy.flapStopPercent : percent >= policy.flapStartPercent
  }
  changes.forEach((change, index) => {
    note(true)
    const until = changes[index + 1] ?? now.getTime() + 1
    const calm = Math.min(states, Math.ceil((until - change) / stepMs) - 1)
    for (let i = 0; i < calm; i++) note(false)
  })
  const last = changes.at(-1)
  if (last === undefined) return null
  const steps = Math.floor((now.getTime() - last) / stepMs) + 1
  return { isFlapping, percent: percentOf(noted), nextAt: new Date(last + steps * stepMs) }
}

/** How far back outage periods matter: 21 calm states forget everything that was before. */
export function flapSeconds(policy: FlapPolicy): number {
  return 2 * states * policy.flapStepMinutes * 60
}

/**
 * The outage periods that customers may have noticed: of outages and slowdowns that are no guess, confirmed by their source or
 * by lasting, and not begun in maintenance.
 */
export function outagePeriodsOf(
  alerts: readonly Alert[],
  isPlanned: (serverId: string, at: Date) => boolean,
  policy: Pick<Policy, 'confirmSeconds'>,
  now: Date,
): OutagePeriod[] {
  return alerts.flatMap(alert => {
    const isHeld = alert.kind === 'suspicious-file' || alert.isGuess
    const impact = isHeld ? null : impactOf(alert.kind, alert.severity)
    const isConfirmed =
      alert.isDebounced || later(alert.startsAt, policy.confirmSeconds) <= (alert.endsAt ?? now)
    if (!impact || !isConfirmed || isPlanned(alert.serverId, alert.startsAt)) return []
    return [{ from: alert.startsAt, until: alert.endsAt, impact }]
  })
}

/** The moments at which the worst impact became another one, in milliseconds, in order. */
function changesOf(outagePeriods: readonly OutagePeriod[], now: Date): number[] {
  const open: Impact[] = []
  const turns = outagePeriods
    .filter(({ from, until }) => from <= now && (!until || until > from))
    .flatMap(({ from, until, impact }) => [
      { at: from.getTime(), impact, isBegin: true },
      ...(until && until <= now ? [{ at: until.getTime(), impact, isBegin: false }] : []),
    ])
    .sort((a, b) => a.at - b.at)
  const changes: number[] = []
  let before: Impact = 'operational'
  turns.forEach(({ at, impact, isBegin }, index) => {
    if (isBegin) open.push(impact)
    else open.splice(open.indexOf(impact), 1)
    if (turns[index + 1]?.at === at) return
    const state = open.reduce<Impact>((a, b) => (compareImpact(b, a) > 0 ? b : a), 'operational')
    if (state !== before) changes.push(at)
    before = state
  })
  return changes
}

/** noted: the newest last; what is missing before counts as calm. */
function percentOf(noted: readonly boolean[]): number {
  const transitions = states - 1
  const missing = transitions - noted.length
  const step = (highWeight - lowWeight) / (transitions - 1)
  const sum = noted.reduce(
    (total, isChange, i) => (isChange ? total + lowWeight + (missing + i) * step : total),
    0,
  )
  return (sum / transitions) * 100
}
