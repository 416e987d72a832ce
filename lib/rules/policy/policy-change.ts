import { Policy, type PolicyField, policyFields } from './policy.ts'

type Name = keyof typeof policyFields

const names = Object.keys(policyFields) as Name[]

/** What differs from the defaults, in the order of the fields: what is stored, so that a better default reaches everybody. */
export function changesOf(policy: Policy): Partial<Policy> {
  return Object.fromEntries(
    names.filter(name => policy[name] !== policyFields[name].default).map(name => [name, policy[name]]),
  )
}

/** The policy that a form's texts mean, or one sentence for each that is wrong. */
export function readPolicyTexts(
  texts: Readonly<Record<string, string>>,
): { policy: Policy } | { problems: string[] } {
  const problems = names.flatMap(name => problemOf(policyFields[name], texts[name] ?? '') ?? [])
  if (problems.length > 0) return { problems }
  const read = Policy.safeParse(Object.fromEntries(names.map(name => [name, Number(texts[name])])))
  return read.success
    ? { policy: read.data }
    : { problems: [...new Set(read.error.issues.map(issue => issue.message))] }
}

function problemOf({ label, unit, min, max, isWhole }: PolicyField, text: string): string | null {
  const value = Number(text)
  const isNumber = text.trim() !== '' && Number.isFinite(value) && (!isWhole || Number.isInteger(value))
  if (isNumber && value >= min && value <= max) return null
  const accepted = `${isWhole ? 'a whole number' : 'a number'} from ${min} to ${max} (${unit})`
  return `“${label}” is "${text.slice(0, 20)}", but accepts ${accepted}.`
}
