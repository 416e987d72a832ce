import type { DoctorFinding, FindingLevel } from '#lib/rules/doctor/finding.ts'
import type { Words } from '#lib/words/words.ts'

/** What the doctor found, and what to do. */
export function doctorSentence(words: Words, { says, values }: DoctorFinding): string {
  // Which values a message takes is known where it is found; a test says all of them.
  const say = words as unknown as (key: string, values: DoctorFinding['values']) => string
  return say(`doctor.findings.${says}`, values)
}

/** "wrong   database   The database …", in columns. */
export function doctorLine(words: Words, finding: DoctorFinding): string {
  const level = words(`doctor.levels.${finding.level}`).padEnd(6)
  return `${level} ${words(`doctor.checks.${finding.check}`).padEnd(15)} ${doctorSentence(words, finding)}`
}

export function doctorSummary(words: Words, findings: readonly DoctorFinding[]): string {
  const count = (level: FindingLevel) => findings.filter(finding => finding.level === level).length
  return words('doctor.summary', { wrong: count('wrong'), warn: count('warn') }).trim()
}
