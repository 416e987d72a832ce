import type { Policy } from './policy.ts'

/** The numbers of the policy by what they are about, in the order in which the desk asks for them. */
export const policyGroups = {
  begin: [
    'confirmSeconds',
    'groupSeconds',
    'groupSharePercent',
    'groupLeast',
    'staleDays',
    'loadSlow',
    'loadCritical',
    'loadClear',
  ],
  end: ['clearSeconds', 'quietMinutes', 'unattendedMinutes'],
  flapping: ['flapStepMinutes', 'flapStartPercent', 'flapStopPercent'],
  silence: ['reviewHours', 'reviewIntervals', 'missedBeats', 'networkSharePercent', 'networkLeast'],
  mails: ['gatherSeconds', 'digestSeconds', 'mailsPerHour', 'stormMinutes'],
  held: ['breakerIncidents', 'breakerMinutes', 'takeBackSeconds', 'deliveriesPerHour'],
  staff: ['untakenMinutes', 'promiseMinutes', 'commentMinutes', 'escalateMinutes', 'reviewDueHours'],
} as const satisfies Record<string, readonly (keyof Policy)[]>

export type PolicyGroup = keyof typeof policyGroups
