import type { ServerProblem } from '#lib/rules/servers/server-entry.ts'
import type { Words } from './words.ts'

/** What is wrong with a server or with a whole list, as it follows the field's name and a colon. */
export function serverProblemText(words: Words, problem: ServerProblem): string {
  switch (problem.is) {
    case 'unacceptable':
      return words(`servers.entries.problems.${problem.field}`)
    case 'named-twice':
      return words('servers.entries.problems.namedTwice', {
        name: problem.name,
        line: String(problem.earlierAt),
      })
    case 'name-taken': {
      const { name, by, isRetired } = problem
      return words('servers.entries.problems.nameTaken', { name, by, isRetired: isRetired ? 'yes' : 'no' })
    }
    case 'unknown-field':
      return words('servers.entries.problems.unknownField', { name: problem.name })
    case 'unreadable':
      return problem.reason
    case 'too-many':
      return words('servers.entries.lists.tooMany', { most: String(problem.most) })
    case 'too-many-groups':
      return words('servers.entries.lists.tooManyGroups', { most: String(problem.most) })
    case 'empty-file':
      return words('servers.entries.lists.empty')
    case 'no-hostname':
      return words('servers.entries.lists.noHostname')
    case 'no-servers':
      return words('servers.entries.lists.noServers')
    case 'no-list':
      return words('servers.entries.lists.noList')
  }
}
