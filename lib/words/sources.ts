import type { RuleProblem } from '#lib/rules/sources/rule-rows.ts'
import type { SecretProblem } from '#lib/rules/sources/source-settings.ts'
import type { Words } from './words.ts'

/** What is wrong with the rules of a source's form, and in which of them. */
export function ruleProblemSentence(words: Words, problem: RuleProblem): string {
  if (problem.is === 'too-many') return words('sources.rules.tooMany', { most: String(problem.most) })
  const number = String(problem.number)
  switch (problem.is) {
    case 'no-subject':
      return words('sources.rules.noSubject', { number })
    case 'no-label':
      return words('sources.rules.noLabel', { number })
    case 'no-effect':
      return words('sources.rules.noEffect', { number })
    case 'too-long':
      return words('sources.rules.tooLong', { number })
    case 'bad-place':
      return words('sources.rules.badPlace', { number })
    case 'bad-pattern':
      return words(`sources.patterns.${problem.pattern}`, { number })
  }
}

export function secretProblemSentence(words: Words, problem: SecretProblem): string {
  return words(`sources.secrets.${problem}`)
}
