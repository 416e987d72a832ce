import {
  contradictionsOf,
  Policy,
  type PolicyContradiction,
  type PolicyField,
  policyFields,
} from './policy.ts'

type Name = keyof typeof policyFields

const names = Object.keys(policyFields) as Name[]

/** What differs from the defaults, in the order of the fields: what is stored, so that a better default reaches everybody. */
export function changesOf(policy: Policy): Partial<Policy> {
  return Object.fromEntries(
    names.filter(name => policy[name] !== policyFields[name].default).map(name => [name, policy[name]]),
  )
}

/** typed: the first characters of what stands in the field. */
export type PolicyProblem =
  | { is: 'unacceptable'; name: keyof Policy; typed: string }
  | { is: PolicyContradiction }

/** The policy that a form's texts mean, or what is wrong with it. */
export function readPolicyTexts(
  texts: Readonly<Record<string, string>>,
): { policy: Policy } | { problems: PolicyProblem[] } {
  const wrong = names.filter(name => !isAcceptable(policyFields[name], texts[name] ?? ''))
  if (wrong.length > 0)
    return {
      problems: wrong.map(name => ({ is: 'unacceptable', name, typed: (texts[name] ?? '').slice(0, 20) })),
    }
  const numbers = Object.fromEntries(names.map(name => [name, Number(texts[name])])) as Policy
  const problems = contradictionsOf(numbers).map(is => ({ is }))
  return problems.length > 0 ? { problems } : { policy: Policy.parse(numbers) }
}

function isAcceptable({ min, max, isWhole }: PolicyField, text: string): boolean {
  const value = Number(text)
  const isNumber = text.trim() !== '' && Number.isFinite(value) && (!isWhole || Number.isInteger(value))
  return isNumber && value >= min && value <= max
}
