import { describe, expect, it } from 'vitest'
import { type DatabaseFacts, judgeClock, judgeDatabase } from '#lib/rules/doctor/database.ts'
import { judgeEnvironment } from '#lib/rules/doctor/environment.ts'
import { type DoctorFinding, doctorMessages, worstLevel } from '#lib/rules/doctor/finding.ts'
import { judgeDirectory, judgeKey, judgeNode } from '#lib/rules/doctor/machine.ts'
import { isLocalDomain, judgeProvider, judgeRecord } from '#lib/rules/doctor/mail.ts'
import { forgedAddress, judgeAddress, judgeReach, type ReachFacts } from '#lib/rules/doctor/reach.ts'
import { doctorLine, doctorSentence, doctorSummary } from '#lib/words/doctor/findings.ts'
import { doctor } from '#lib/words/en/staff/doctor.ts'
import { wordsIn } from '#lib/words/words.ts'

const words = wordsIn('en')

/** "wrong otherKey", for tables. Each is also said, with all that its message asks for. */
function brief(findings: readonly (DoctorFinding | null)[]): string[] {
  return findings.flatMap(finding => {
    if (!finding) return []
    const sentence = doctorSentence(words, finding)
    expect(sentence).not.toMatch(/doctor\.|[{}]|undefined|null/)
    expect(doctorLine(words, finding)).toContain(sentence)
    return [`${finding.level} ${finding.says}`]
  })
}

const set = (...names: string[]) => ({
  problems: [],
  set: names,
  known: ['MAIL_FROM', 'SMTP_URL', 'RESEND_API_KEY'],
})

describe('of the environment', () => {
  it.each([
    [set('PATH', 'MAIL_FROM', 'SMTP_URL'), ['ok goodEnvironment']],
    [set('MAIL_FORM', 'SMTP_URL'), ['warn unknownVariable']],
    [set('RESEND_API_KEY', 'SMTP_URL'), ['warn twoMailers']],
    [{ ...set('TWILIO_FROM'), known: ['TWILIO_FROM'] }, ['wrong halfTwilio']],
    [{ ...set(), problems: ['PORT is "x", but accepts a port.'] }, ['wrong wrongVariable']],
  ])('%j is %j', (facts, found) => expect(brief(judgeEnvironment(facts))).toEqual(found))
})

const folder = { path: '/srv/data', mode: 0o40700, isWritable: true, freeBytes: 9e9, isPassed: false }

describe('of the machine', () => {
  it.each([
    [{}, ['ok goodDirectory']],
    [{ mode: 0o40711 }, ['warn openDirectory']],
    [{ mode: 0o40711, isPassed: true }, ['ok goodDirectory']],
    [{ mode: 0o40755, freeBytes: 1e9 }, ['warn openDirectory', 'warn littleSpace']],
    [{ freeBytes: 1e8 }, ['wrong noSpace']],
    [{ isWritable: false }, ['wrong closedDirectory']],
    [{ mode: null }, ['ok newDirectory']],
    [{ mode: null, isWritable: false }, ['wrong closedDirectory']],
  ])('a directory with %j is %j', (facts, found) => {
    expect(brief(judgeDirectory({ ...folder, ...facts }))).toEqual(found)
  })

  it.each([
    [{}, 'ok goodKey'],
    [{ sealedWith: null }, 'ok goodKey'],
    [{ id: null, sealedWith: null }, 'ok noKeyYet'],
    [{ id: null }, 'wrong missingKey'],
    [{ id: 'bbbb' }, 'wrong otherKey'],
    [{ mode: 0o100644 }, 'wrong openKey'],
    [{ mode: null }, 'ok goodKey'],
  ])('a key with %j is %s', (facts, found) => {
    expect(
      brief([judgeKey({ place: 'data/key', id: 'aaaa', sealedWith: 'aaaa', mode: 0o100600, ...facts })]),
    ).toEqual([found])
  })

  it('a Node of another major version may do', () => {
    expect(brief([judgeNode('24.21.0'), judgeNode('22.1.0')])).toEqual(['ok goodNode', 'warn otherNode'])
  })
})

const database: DatabaseFacts = {
  isPrivate: true,
  version: '18.4',
  migration: '0027_brands',
  migrationCount: 28,
  latest: '0027_brands',
  latestCount: 28,
  isHalfImported: false,
  unsafeSettings: [],
  answerMs: 1,
  isEncrypted: false,
  isFar: false,
  connectionsFree: 90,
  clockAheadMs: 3,
}

describe('of the database', () => {
  it.each([
    [{}, ['ok goodDatabase']],
    [{ isPrivate: false }, ['ok goodDatabase']],
    [{ migration: null, migrationCount: 30 }, ['wrong laterMigration']],
    [{ migration: null, migrationCount: 0 }, ['ok goodDatabase']],
    [{ migrationCount: 27, migration: '0026_agents' }, ['warn olderMigration']],
    [{ unsafeSettings: ['fsync'] }, ['wrong unsafeDatabase']],
    [{ answerMs: 80, connectionsFree: 3 }, ['warn slowDatabase', 'warn fewConnections']],
    [{ isFar: true }, ['warn plainDatabase']],
    [{ isFar: true, isEncrypted: true }, ['ok goodDatabase']],
    [{ clockAheadMs: -4_000 }, ['warn otherClock']],
    [{ isHalfImported: true }, ['wrong halfImport']],
  ])('%j is %j', (facts, found) => expect(brief(judgeDatabase({ ...database, ...facts }))).toEqual(found))

  it('a Date may be some seconds off, because it counts whole ones', () => {
    expect(brief([judgeClock('Resend', null), judgeClock('Resend', -1_400)])).toEqual([])
    expect(brief([judgeClock('Resend', 60_000)])).toEqual(['warn otherClock'])
  })
})

describe('of mail', () => {
  it.each([
    [{ is: 'outbox', path: 'data/outbox' }, 'warn outboxOnly'],
    [{ is: 'smtp-accepted', host: 'mail.example.com' }, 'ok goodSmtp'],
    [{ is: 'refused', by: 'smtp', reason: '535' }, 'wrong refusedSmtp'],
    [{ is: 'refused', by: 'resend', reason: '401' }, 'wrong refusedResend'],
    [{ is: 'away', by: 'resend', reason: 'no answer' }, 'wrong awayMailer'],
    [{ is: 'resend-accepted', domains: null }, 'ok sendingKeyResend'],
    [{ is: 'resend-accepted', domains: [] }, 'wrong noDomainResend'],
    [
      { is: 'resend-accepted', domains: [{ name: 'Example.com', status: 'pending' }] },
      'wrong unverifiedResend',
    ],
    [{ is: 'resend-accepted', domains: [{ name: 'example.com', status: 'verified' }] }, 'ok goodResend'],
  ] as const)('%j is %s', (facts, found) =>
    expect(brief([judgeProvider(facts, 'example.com')])).toEqual([found]),
  )

  it('a missing record is wrong only where mail goes out', () => {
    const missing = { name: 'SPF', is: 'missing', finding: { is: 'no-spf', domain: 'a.example' } } as const
    const found = [judgeRecord(missing, 'None.', true), judgeRecord(missing, 'None.', false)]
    expect(brief(found)).toEqual(['wrong senderRecord', 'warn senderRecord'])
    expect(['localhost', 'mail.local', 'example.com'].map(isLocalDomain)).toEqual([true, true, false])
  })
})

const reach: ReachFacts = {
  siteUrl: 'https://status.example.com',
  trustedProxies: 1,
  host: '127.0.0.1',
  port: 3000,
  seen: [forgedAddress, '192.0.2.4', '127.0.0.1'],
  seenProtocol: 'https',
  seenHost: 'status.example.com',
  certificateDays: 60,
  isStreamOpen: true,
}

describe('of the way in', () => {
  it.each([
    ['one proxy that adds whom it saw', {}, ['ok goodReach']],
    ['one proxy that replaces what was said', { seen: ['192.0.2.4', '127.0.0.1'] }, ['ok goodReach']],
    [
      'a proxy and a CDN',
      { seen: [forgedAddress, '192.0.2.4', '198.51.100.1', '127.0.0.1'] },
      ['wrong tooFewProxies'],
    ],
    ['a proxy that adds nothing', { seen: [forgedAddress, '127.0.0.1'] }, ['wrong tooManyProxies']],
    ['no proxy at all', { seen: ['192.0.2.4'] }, ['wrong tooManyProxies']],
    ['a proxy that nobody trusts', { trustedProxies: 0, seen: ['127.0.0.1'] }, ['wrong untrustedProxy']],
    ['a port that is open past the proxy', { host: '0.0.0.0' }, ['warn openPort']],
    ['a proxy that does not say https', { seenProtocol: null }, ['warn lostProtocol']],
    ['a proxy that keeps the name', { seenHost: '127.0.0.1:3000' }, ['wrong lostHost']],
    ['a certificate near its end', { certificateDays: 9 }, ['warn endingCertificate']],
    ['one at its end', { certificateDays: 0 }, ['wrong endingCertificate']],
    ['a stream that is held back', { isStreamOpen: false }, ['warn heldStream']],
    [
      'no proxy and no TLS',
      { siteUrl: 'http://status.example.com', trustedProxies: 0, seen: ['192.0.2.4'], certificateDays: null },
      ['warn plainSite'],
    ],
    [
      'the laptop of who tries it',
      {
        siteUrl: 'http://localhost:3000',
        trustedProxies: 0,
        seen: ['127.0.0.1'],
        seenHost: 'localhost:3000',
      },
      ['ok goodReach'],
    ],
  ])('%s', (_, facts, found) => expect(brief(judgeReach({ ...reach, ...facts }))).toEqual(found))

  it.each([
    ['status.example.com', ['192.0.2.1'], 'ok goodAddress'],
    ['status.example.com', [], 'wrong noAddress'],
    ['status.example.com', null, 'warn noAnswerAddress'],
    ['localhost', [], 'warn localAddress'],
  ])('%s with %j in DNS is %s', (host, addresses, found) => {
    expect(brief([judgeAddress(host, addresses)])).toEqual([found])
  })
})

it('every message is in the catalogue, and the worst finding counts', () => {
  expect(Object.keys(doctor.findings).toSorted()).toEqual(doctorMessages.toSorted())
  const [ok, warn] = [judgeNode('24.0.0'), judgeNode('22.0.0')]
  const wrong = judgeKey({ place: 'k', id: 'a', sealedWith: 'b', mode: null })
  expect([[ok], [ok, warn], [wrong, warn]].map(worstLevel)).toEqual(['ok', 'warn', 'wrong'])
  expect([[ok], [warn], [wrong, wrong, warn], [wrong]].map(each => doctorSummary(words, each))).toEqual([
    'All is well.',
    'One thing should be looked at.',
    '2 things are wrong. One thing should be looked at.',
    'One thing is wrong.',
  ])
})
