import type { Policy } from '#lib/rules/policy/policy.ts'
import type { AlertState, Severity } from './alert.ts'

/** One measurement of a server's load, by the agent's own clock. */
export type LoadSample = {
  at: Date
  /** The load average that the policy's thresholds are about, e.g. over five minutes. */
  load: number
  /** Cores online, at least 1. */
  cores: number
}

/** What a list of samples says: the last slowdown, or null when there was none. */
export type LoadFinding = {
  state: AlertState
  severity: Extract<Severity, 'warning' | 'critical'>
  /** The first of the samples that made it. */
  startsAt: Date
  /** The first of the samples that cleared it; null while it lasts. */
  endsAt: Date | null
}

type LoadPolicy = Pick<Policy, 'loadSlow' | 'loadCritical' | 'loadClear'>

const samplesToBegin = 2
const samplesToClear = 3

/**
 * Reads a slowdown from samples, with hysteresis: two in a row at or above the slow load begin it, two in a row at or
 * above the critical load make it critical, three in a row below the clear load end it.
 * Neither the order nor the repetition of the samples matters: they are taken by their own time, one per moment.
 * open: the slowdown that is known already, because its beginning may be older than the samples that are kept.
 */
export function judgeLoad(
  samples: readonly LoadSample[],
  policy: LoadPolicy,
  open: Pick<LoadFinding, 'severity' | 'startsAt'> | null = null,
): LoadFinding | null {
  const byTime = new Map(samples.map(sample => [sample.at.getTime(), sample]))
  const inOrder = [...byTime.values()]
    .filter(({ at }) => !open || at >= open.startsAt)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  let finding: LoadFinding | null = open && { ...open, state: 'firing', endsAt: null }
  inOrder.forEach((_, index) => {
    finding = next(finding, inOrder.slice(Math.max(0, index - samplesToClear + 1), index + 1), policy)
  })
  return finding
}

/** latest: the samples up to now, at most as many as a clearing takes. */
function next(
  finding: LoadFinding | null,
  latest: readonly LoadSample[],
  policy: LoadPolicy,
): LoadFinding | null {
  const above = (load: number) => startOfRun(latest, samplesToBegin, perCore => perCore >= load)
  const criticalFrom = above(policy.loadCritical)
  if (finding?.state === 'firing') {
    const clearFrom = startOfRun(latest, samplesToClear, perCore => perCore < policy.loadClear)
    if (clearFrom) return { ...finding, state: 'resolved', endsAt: clearFrom }
    return criticalFrom ? { ...finding, severity: 'critical' } : finding
  }
  const slowFrom = above(policy.loadSlow)
  if (!slowFrom) return finding
  const severity = criticalFrom ? 'critical' : 'warning'
  return { state: 'firing', severity, startsAt: slowFrom, endsAt: null }
}

/** When the last samples all pass, as many as count says: the time of the first of them. */
function startOfRun(
  latest: readonly LoadSample[],
  count: number,
  passes: (perCore: number) => boolean,
): Date | null {
  const run = latest.slice(-count)
  const isRun = run.length === count && run.every(({ load, cores }) => passes(load / Math.max(1, cores)))
  return (isRun && run[0]?.at) || null
}
