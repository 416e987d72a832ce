import type { CustomerProblem } from '#lib/rules/customers/customer.ts'
import type { Words } from './words.ts'

/** What is wrong with a customer or with a whole file, as it follows the field's name and a colon. */
export function customerProblemText(words: Words, problem: CustomerProblem): string {
  switch (problem.is) {
    case 'unacceptable':
      return words(`customers.problems.${problem.field}`)
    case 'foreign-mailbox':
      return words('customers.problems.foreignMailbox')
    case 'unknown-server':
      return words('customers.problems.unknownServer', { server: problem.server })
    case 'ambiguous-server':
      return words('customers.problems.ambiguousServer', { server: problem.server })
    case 'placed-twice':
      return words('customers.problems.placedTwice', { line: String(problem.earlierAt) })
    case 'no-columns':
      return words('customers.files.noColumns', { missing: problem.missing })
    case 'empty-file':
      return words('customers.files.empty')
    case 'no-customers':
      return words('customers.files.noCustomers')
    case 'unreadable':
      return problem.reason
  }
}
