import { staffWords } from '#app/desk/staff-words.ts'
import type { NoRecord } from '#lib/flows/customers/customer-record.ts'
import { recordLimits } from '#lib/rules/customers/record.ts'

/** Why there is no record, and what to do about it. */
export function recordProblem(problem: NoRecord | 'busy'): string {
  switch (problem) {
    case 'unknown':
      return staffWords('deskCustomers.recordProblem.unknownCustomer')
    case 'no-day':
      return staffWords('deskCustomers.recordProblem.noDay')
    case 'reversed':
      return staffWords('deskCustomers.recordProblem.daysReversed')
    case 'future':
      return staffWords('deskCustomers.recordProblem.notBegun')
    case 'too-long':
      return staffWords('deskCustomers.recordProblem.itIsLongerThan')
    case 'too-much':
      return staffWords('deskCustomers.recordProblem.itHasMoreThan', {
        servers: recordLimits.servers,
        serverMonths: recordLimits.serverMonths,
        incidents: recordLimits.incidents,
      })
    case 'busy':
      return staffWords('deskCustomers.recordProblem.busy')
  }
}
