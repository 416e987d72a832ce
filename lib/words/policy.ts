import { type Policy, policyFields } from '#lib/rules/policy/policy.ts'
import type { PolicyProblem } from '#lib/rules/policy/policy-change.ts'
import type { Words } from './words.ts'

/** The label of a number, with its unit. */
export function policyLabel(words: Words, name: keyof Policy): string {
  return words('policy.field', { label: words(`policy.labels.${name}`), unit: unitOf(words, name) })
}

/** What is wrong with the policy of a form: the field, what was typed, and what is accepted. */
export function policyProblemSentence(words: Words, problem: PolicyProblem): string {
  if (problem.is !== 'unacceptable') return words(`policy.problems.${problem.is}`)
  const { name, typed } = problem
  const { min, max, isWhole } = policyFields[name]
  return words('policy.problems.unacceptable', {
    label: words(`policy.labels.${name}`),
    typed,
    isWhole: String(isWhole),
    min: String(min),
    max: String(max),
    unit: unitOf(words, name),
  })
}

function unitOf(words: Words, name: keyof Policy): string {
  return words(`policy.units.${policyFields[name].unit}`)
}
