import { z } from 'zod'

/** One number of the policy, with all that a form needs to ask for it. */
export type PolicyField = {
  label: string
  unit:
    | 's'
    | 'min'
    | 'h'
    | 'days'
    | '%'
    | 'servers'
    | 'beats'
    | 'intervals'
    | 'incidents'
    | 'mails'
    | 'load per core'
  min: number
  max: number
  default: number
  /** Only whole numbers make sense. */
  isWhole: boolean
}

type Unit = PolicyField['unit']

const whole = (unit: Unit, min: number, max: number, byDefault: number) => {
  return { unit, min, max, default: byDefault, isWhole: true }
}
const exact = (unit: Unit, min: number, max: number, byDefault: number) => {
  return { unit, min, max, default: byDefault, isWhole: false }
}

/** How calm we are: every threshold of the rules by name, with the default that holds until staff change it. */
export const policyFields = {
  confirmSeconds: {
    label: 'Trouble from a source that does not wait itself must last this long before it counts',
    ...whole('s', 0, 3600, 180),
  },
  clearSeconds: {
    label: 'A server must be clear this long before its end is told',
    ...whole('s', 0, 86_400, 300),
  },
  groupSeconds: {
    label: 'Servers of one group that fail within this time of each other are one incident',
    ...whole('s', 0, 3600, 120),
  },
  gatherSeconds: {
    label: 'What else fails in an incident within this time after a notice of it is told together',
    ...whole('s', 0, 30, 30),
  },
  quietMinutes: {
    label: 'The end of a part of an incident is told no sooner than this after its last notice',
    ...whole('min', 0, 1440, 15),
  },
  groupSharePercent: {
    label: 'A group is down when this part of its servers is down; that mutes its other servers',
    ...whole('%', 1, 100, 50),
  },
  groupLeast: { label: '… and at least so many servers are down', ...whole('servers', 2, 1000, 3) },
  flapStepMinutes: {
    label: 'How often a state is noted while nothing changes, to see whether a server flaps',
    ...whole('min', 1, 60, 3),
  },
  flapStartPercent: {
    label: 'A server is intermittent from this part of changes among its last 21 states',
    ...whole('%', 1, 100, 30),
  },
  flapStopPercent: { label: '… until it falls below this part', ...whole('%', 0, 100, 20) },
  staleDays: { label: 'An alert that began longer ago is for staff only', ...whole('days', 1, 365, 7) },
  reviewHours: {
    label: 'An open alert of a source that sends once needs review after this long',
    ...whole('h', 1, 720, 24),
  },
  reviewIntervals: {
    label: 'An open alert of a source that repeats itself needs review after so many silent intervals',
    ...whole('intervals', 1, 100, 2),
  },
  missedBeats: {
    label: 'A server gives no data when its agent has missed so many beats',
    ...whole('beats', 1, 100, 3),
  },
  networkSharePercent: {
    label: 'When this part of the agents falls silent at once, our own network is suspected',
    ...whole('%', 1, 100, 50),
  },
  networkLeast: { label: '… and at least so many servers are silent', ...whole('servers', 2, 1000, 3) },
  breakerIncidents: {
    label: 'When bad news of more incidents than this is due, the rest waits for staff',
    ...whole('incidents', 1, 10_000, 20),
  },
  breakerMinutes: { label: '… counted over this time', ...whole('min', 1, 1440, 15) },
  digestSeconds: {
    label: 'After a mail to somebody, what follows within this time is gathered into one',
    ...whole('s', 0, 60, 60),
  },
  mailsPerHour: {
    label:
      'So many mails within an hour to one customer; updates, planned work and all clears then wait for its end',
    ...whole('mails', 1, 1000, 6),
  },
  stormMinutes: {
    label: '… and after so many with bad news, what gets worse is told him no more often than this',
    ...whole('min', 0, 5, 5),
  },
  deliveriesPerHour: {
    label: 'More mails within an hour than so many for each confirmed subscriber wait for staff',
    ...whole('mails', 1, 1000, 4),
  },
  loadSlow: {
    label: 'A server is slow from this load, twice in a row',
    ...exact('load per core', 0.1, 100, 2),
  },
  loadCritical: {
    label: '… critically from this load, twice in a row',
    ...exact('load per core', 0.1, 100, 4),
  },
  loadClear: {
    label: '… until it is below this load, three times in a row',
    ...exact('load per core', 0.1, 100, 1.5),
  },
} satisfies Record<string, PolicyField>

export type Policy = Record<keyof typeof policyFields, number>

const shape = Object.fromEntries(
  Object.entries(policyFields).map(([name, field]) => [name, numberOf(field)]),
) as Record<keyof Policy, z.ZodDefault<z.ZodNumber>>

/** Kept as a setting; what is missing there has its default. */
export const Policy = z.object(shape).superRefine((policy, context) => {
  const refuse = (path: keyof Policy, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message })
  if (policy.flapStopPercent > policy.flapStartPercent)
    refuse('flapStopPercent', 'Being intermittent cannot stop above where it starts.')
  if (policy.loadClear > policy.loadSlow) refuse('loadClear', 'The clear load cannot be above the slow load.')
  if (policy.loadSlow > policy.loadCritical)
    refuse('loadCritical', 'The critical load cannot be below the slow load.')
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
