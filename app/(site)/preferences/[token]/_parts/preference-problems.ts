import type { FormProblem } from '#app/_components/forms/problem-summary.tsx'
import type { Words } from '#lib/words/words.ts'

/** The field that each problem is about, and what is said of it. */
const problems = {
  target: { field: 'more', key: 'targetGone' },
  domain: { field: 'domain', key: 'domain' },
  kind: { field: 'kind', key: 'kindOrStop' },
  many: { field: 'more', key: 'many' },
} as const

/** What is said of a problem with the preferences by its name; nothing where there is none of that name. */
export function preferenceProblems(words: Words, name: string | string[] | undefined): FormProblem[] {
  if (typeof name !== 'string' || !Object.hasOwn(problems, name)) return []
  const { field, key } = problems[name as keyof typeof problems]
  return [{ field, sentence: words(`forms.problems.${key}`) }]
}
