/** In the order in which the doctor looks. */
export const doctorChecks = [
  'environment',
  'machine',
  'directory',
  'key',
  'database',
  'sender',
  'mail',
  'address',
  'reach',
] as const
export type DoctorCheck = (typeof doctorChecks)[number]

/** warn: it works and should be looked at. wrong: something does not work, or is open to who should not come in. */
export type FindingLevel = 'ok' | 'warn' | 'wrong'

/** What is so; lib/words/en/staff/doctor.ts says it, and what to do. */
export const doctorMessages = [
  'goodEnvironment',
  'wrongVariable',
  'unknownVariable',
  'halfTwilio',
  'twoMailers',
  'goodNode',
  'otherNode',
  'goodDirectory',
  'newDirectory',
  'closedDirectory',
  'openDirectory',
  'littleSpace',
  'noSpace',
  'goodKey',
  'noKeyYet',
  'missingKey',
  'otherKey',
  'openKey',
  'goodDatabase',
  'newDatabase',
  'awayDatabase',
  'olderMigration',
  'laterMigration',
  'halfImport',
  'unsafeDatabase',
  'plainDatabase',
  'slowDatabase',
  'fewConnections',
  'otherClock',
  'senderRecord',
  'localSender',
  'goodResend',
  'sendingKeyResend',
  'refusedResend',
  'noDomainResend',
  'unverifiedResend',
  'goodSmtp',
  'refusedSmtp',
  'awayMailer',
  'outboxOnly',
  'sentLetter',
  'refusedLetter',
  'goodAddress',
  'localAddress',
  'noAddress',
  'noAnswerAddress',
  'goodReach',
  'siteDown',
  'noReach',
  'notOurs',
  'endingCertificate',
  'plainSite',
  'untrustedProxy',
  'tooFewProxies',
  'tooManyProxies',
  'openPort',
  'lostHost',
  'lostProtocol',
  'heldStream',
  'unchecked',
  'tooSlow',
] as const
export type DoctorMessage = (typeof doctorMessages)[number]

export type DoctorFinding = {
  check: DoctorCheck
  level: FindingLevel
  says: DoctorMessage
  values: Record<string, string | number>
}

/** The worst of them; nothing found is ok. */
export function worstLevel(findings: readonly DoctorFinding[]): FindingLevel {
  if (findings.some(({ level }) => level === 'wrong')) return 'wrong'
  return findings.some(({ level }) => level === 'warn') ? 'warn' : 'ok'
}

/** Makes findings of one check. */
export function findingOf(check: DoctorCheck) {
  return (level: FindingLevel, says: DoctorMessage, values: DoctorFinding['values'] = {}): DoctorFinding => ({
    check,
    level,
    says,
    values,
  })
}
