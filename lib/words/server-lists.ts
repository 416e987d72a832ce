import type { ServerProblem } from '#lib/rules/servers/server-entry.ts'
import type { Words } from './words.ts'

/** What is wrong with a server or with a whole list, as it follows the field's name and a colon. */
export function serverProblemText(words: Words, problem: ServerProblem): string {
  switch (problem.is) {
    case 'unacceptable':
      return words(`entries.problems.${problem.field}`)
    case 'named-twice':
      return words('entries.problems.namedTwice', {
        name: problem.name,
        line: String(problem.earlierAt),
      })
    case 'name-taken': {
      const { name, by, isRetired } = problem
      return words('entries.problems.nameTaken', { name, by, isRetired: isRetired ? 'yes' : 'no' })
    }
    case 'unknown-field':
      return words('entries.problems.unknownField', { name: problem.name })
    case 'unreadable':
      return problem.reason
    case 'too-many':
      return words('entries.lists.tooMany', { most: String(problem.most) })
    case 'too-many-groups':
      return words('entries.lists.tooManyGroups', { most: String(problem.most) })
    case 'empty-file':
      return words('entries.lists.empty')
    case 'no-hostname':
      return words('entries.lists.noHostname')
    case 'no-servers':
      return words('entries.lists.noServers')
    case 'no-list':
      return words('entries.lists.noList')
  }
}
