import { z } from 'zod'

/** What a number of the policy counts. */
type Unit =
  | 'seconds'
  | 'minutes'
  | 'hours'
  | 'days'
  | 'percent'
  | 'servers'
  | 'beats'
  | 'intervals'
  | 'incidents'
  | 'mails'
  | 'load-per-core'

/** One number of the policy, with all that a form needs to ask for it. */
export type PolicyField = {
  unit: Unit
  min: number
  max: number
  default: number
  /** Only whole numbers make sense. */
  isWhole: boolean
}

const whole = (unit: Unit, min: number, max: number, byDefault: number) => {
  return { unit, min, max, default: byDefault, isWhole: true }
}
const exact = (unit: Unit, min: number, max: number, byDefault: number) => {
  return { unit, min, max, default: byDefault, isWhole: false }
}

/**
 * How calm we are: every threshold of the rules by name, with the default that holds until staff change it. What each is,
 * the desk's form says (lib/words).
 */
export const policyFields = {
  confirmSeconds: whole('seconds', 0, 3600, 180),
  clearSeconds: whole('seconds', 0, 86_400, 300),
  groupSeconds: whole('seconds', 0, 3600, 120),
  gatherSeconds: whole('seconds', 0, 30, 30),
  quietMinutes: whole('minutes', 0, 1440, 15),
  unattendedMinutes: whole('minutes', 1, 10_080, 30),
  groupSharePercent: whole('percent', 1, 100, 50),
  groupLeast: whole('servers', 2, 1000, 3),
  flapStepMinutes: whole('minutes', 1, 60, 3),
  flapStartPercent: whole('percent', 1, 100, 30),
  flapStopPercent: whole('percent', 0, 100, 20),
  staleDays: whole('days', 1, 365, 7),
  reviewHours: whole('hours', 1, 720, 24),
  reviewIntervals: whole('intervals', 1, 100, 2),
  missedBeats: whole('beats', 1, 100, 3),
  networkSharePercent: whole('percent', 1, 100, 50),
  networkLeast: whole('servers', 2, 1000, 3),
  breakerIncidents: whole('incidents', 1, 10_000, 20),
  breakerMinutes: whole('minutes', 1, 1440, 15),
  digestSeconds: whole('seconds', 0, 60, 60),
  mailsPerHour: whole('mails', 1, 1000, 6),
  stormMinutes: whole('minutes', 0, 5, 5),
  takeBackSeconds: whole('seconds', 0, 60, 10),
  deliveriesPerHour: whole('mails', 1, 1000, 4),
  untakenMinutes: whole('minutes', 0, 1440, 5),
  promiseMinutes: whole('minutes', 0, 60, 5),
  commentMinutes: whole('minutes', 0, 10_080, 60),
  escalateMinutes: whole('minutes', 0, 1440, 10),
  reviewDueHours: whole('hours', 1, 2160, 72),
  loadSlow: exact('load-per-core', 0.1, 100, 2),
  loadCritical: exact('load-per-core', 0.1, 100, 4),
  loadClear: exact('load-per-core', 0.1, 100, 1.5),
} satisfies Record<string, PolicyField>

export type Policy = Record<keyof typeof policyFields, number>

const shape = Object.fromEntries(
  Object.entries(policyFields).map(([name, field]) => [name, numberOf(field)]),
) as Record<keyof Policy, z.ZodDefault<z.ZodNumber>>

/** Numbers that cannot hold together. */
const contradictions = {
  'flap-stop-above-start': {
    path: 'flapStopPercent',
    isIn: ({ flapStopPercent, flapStartPercent }) => flapStopPercent > flapStartPercent,
  },
  'clear-above-slow': { path: 'loadClear', isIn: ({ loadClear, loadSlow }) => loadClear > loadSlow },
  'critical-below-slow': {
    path: 'loadCritical',
    isIn: ({ loadSlow, loadCritical }) => loadSlow > loadCritical,
  },
} satisfies Record<string, { path: keyof Policy; isIn: (policy: Policy) => boolean }>

export type PolicyContradiction = keyof typeof contradictions

/** In what a policy contradicts itself. */
export function contradictionsOf(policy: Policy): PolicyContradiction[] {
  const names = Object.keys(contradictions) as PolicyContradiction[]
  return names.filter(name => contradictions[name].isIn(policy))
}

/** Kept as a setting; what is missing there has its default. */
export const Policy = z.object(shape).superRefine((policy, context) => {
  for (const message of contradictionsOf(policy))
    context.addIssue({ code: 'custom', path: [contradictions[message].path], message })
})

export const defaultPolicy: Policy = Policy.parse({})

/**
 * A policy as it was stored: a number that was allowed once, and lies beyond the bounds by now, counts as the bound. Throws
 * when it is no policy.
 */
export function keptPolicy(stored: unknown): Policy {
  const numbers = z.record(z.string(), z.number()).parse(stored)
  const within = Object.entries(numbers).map(([name, value]) => {
    const field: PolicyField | undefined = policyFields[name as keyof Policy]
    return [name, field ? Math.min(field.max, Math.max(field.min, value)) : value]
  })
  return Policy.parse(Object.fromEntries(within))
}

function numberOf({ min, max, default: byDefault, isWhole }: PolicyField) {
  const number = z.number().min(min).max(max)
  return (isWhole ? number.int() : number).default(byDefault)
}
