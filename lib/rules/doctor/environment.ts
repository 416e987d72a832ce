import { type DoctorFinding, findingOf } from './finding.ts'

export type EnvironmentFacts = {
  /** A sentence for each variable that is wrong. */
  problems: readonly string[]
  /** The names of all variables that are set. */
  set: readonly string[]
  /** The names that Allclear knows. */
  known: readonly string[]
}

/** What begins like a variable of ours and is none was meant as one. */
const ours = /^(ALLCLEAR|MAIL|OIDC|RESEND|SITE|SMTP|TELEGRAM|TRUSTED|TWILIO|WEBHOOK)_/

const twilio = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM']

/** Set by tests, and by whoever runs them. */
const notOurs = ['ALLCLEAR_CHROMIUM']

export function judgeEnvironment({ problems, set, known }: EnvironmentFacts): DoctorFinding[] {
  const found = findingOf('environment')
  const unknown = set.filter(name => ours.test(name) && !known.includes(name) && !notOurs.includes(name))
  const missing = twilio.filter(name => !set.includes(name))
  const findings = [
    ...problems.map(sentence => found('wrong', 'wrongVariable', { sentence })),
    ...unknown.map(name => found('warn', 'unknownVariable', { name })),
  ]
  if (missing.length > 0 && missing.length < twilio.length)
    findings.push(found('wrong', 'halfTwilio', { missing: missing.join(', ') }))
  if (set.includes('RESEND_API_KEY') && set.includes('SMTP_URL')) findings.push(found('warn', 'twoMailers'))
  return findings.length > 0 ? findings : [found('ok', 'goodEnvironment')]
}
