import type { NoRecord } from '#lib/flows/customers/customer-record.ts'
import { recordLimits } from '#lib/rules/customers/record.ts'

/** Why there is no record, and what to do about it. */
export function recordProblem(problem: NoRecord | 'busy'): string {
  switch (problem) {
    case 'unknown':
      return 'The customer map has no account and no domain of this name. Look at its spelling, or upload the customers.'
    case 'no-day':
      return 'A day of it is none. Choose both from the calendar, or write them like 2026-11-30.'
    case 'reversed':
      return 'Its last day is before its first one. Exchange them.'
    case 'future':
      return 'Its first day has not come yet. Choose an earlier one.'
    case 'too-long':
      return 'It is longer than ten years. Choose a shorter time.'
    case 'too-much':
      return `It has more than ${recordLimits.servers} servers, ${recordLimits.serverMonths.toLocaleString('en')} months of servers or ${recordLimits.incidents.toLocaleString('en')} incidents. Choose a shorter time, or one domain instead of the account.`
    case 'busy':
      return 'Others draw theirs at the moment. Press the button again in half a minute.'
  }
}
