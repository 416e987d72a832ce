import { type DoctorFinding, findingOf } from './finding.ts'

export type DatabaseFacts = {
  isPrivate: boolean
  /** "18.4" */
  version: string
  /** The last migration that it has, and the last that this version has; null: none, or one that this version does not know. */
  migration: string | null
  migrationCount: number
  latest: string
  latestCount: number
  isHalfImported: boolean
  /** Its settings that lose what was acknowledged when the power fails. */
  unsafeSettings: readonly string[]
  /** One question and its answer. */
  answerMs: number
  /** By TLS. */
  isEncrypted: boolean
  /** The way to it may lead through networks of others. */
  isFar: boolean
  connectionsFree: number
  /** How far its clock is ahead of this machine's. */
  clockAheadMs: number
}

/** Each process holds up to seventeen connections. */
const fewConnections = 20
const slowMs = 50
/** Alerts and maintenance are told apart by seconds. */
const clockOffMs = 2_000

export function judgeDatabase(facts: DatabaseFacts): DoctorFinding[] {
  const found = findingOf('database')
  const { version, latest, migration, clockAheadMs } = facts
  const findings: DoctorFinding[] = []
  if (facts.isHalfImported) findings.push(found('wrong', 'halfImport'))
  if (migration === null && facts.migrationCount > 0)
    findings.push(found('wrong', 'laterMigration', { latest }))
  else if (facts.migrationCount > 0 && facts.migrationCount < facts.latestCount)
    findings.push(found('warn', 'olderMigration', { missing: facts.latestCount - facts.migrationCount }))
  for (const setting of facts.unsafeSettings) findings.push(found('wrong', 'unsafeDatabase', { setting }))
  if (facts.isFar && !facts.isEncrypted) findings.push(found('warn', 'plainDatabase'))
  if (facts.answerMs > slowMs)
    findings.push(found('warn', 'slowDatabase', { ms: Math.round(facts.answerMs) }))
  if (facts.connectionsFree < fewConnections)
    findings.push(found('warn', 'fewConnections', { free: facts.connectionsFree }))
  if (Math.abs(clockAheadMs) > clockOffMs)
    findings.push(found('warn', 'otherClock', { whose: 'PostgreSQL', seconds: secondsOf(clockAheadMs) }))
  if (findings.length > 0) return findings
  return [found('ok', 'goodDatabase', { version, whose: facts.isPrivate ? 'private' : 'external' })]
}

/** Of somebody else's clock, by a Date that they sent; null: it agrees, or they said none. */
export function judgeClock(whose: string, aheadMs: number | null): DoctorFinding | null {
  // A Date counts whole seconds, and its way took some time.
  if (aheadMs === null || Math.abs(aheadMs) < 3 * clockOffMs) return null
  return findingOf('machine')('warn', 'otherClock', { whose, seconds: secondsOf(aheadMs) })
}

function secondsOf(ms: number): number {
  return Math.round(ms / 1000)
}
