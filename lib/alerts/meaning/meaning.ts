import type { AlertKind, Severity } from '#lib/rules/alerts/alert.ts'
import { readCheck } from './check.ts'
import { saysReboot, saysSuspicious, slowPhrase } from './phrases.ts'
import { reduced } from './reduce.ts'
import { isDoubt, readSentence } from './sentence.ts'
import { type HostNames, namesOf, tokensIn } from './tokens.ts'
import { attacks } from './words.ts'

/** All that an alert says of what it is about. */
export type AlertStatements = {
  /** The tool itself states that the server, or something that customers use, does not answer, or answers late. */
  verdict?: 'down' | 'slow' | null
  /** Names of checks, rules, metrics and charts. They state nothing but by words of failing: InstanceDown. */
  names?: readonly unknown[]
  /** Where the finding is put into words. */
  sentences?: readonly unknown[]
  /** The server's names, so that they are known among other words. */
  hosts?: readonly unknown[]
  /** As the tool graded it; critical where it knows no grades. */
  severity: Severity
}

export type AlertMeaning = { kind: AlertKind; isGuess: boolean }

const guess = (kind: 'outage' | 'slowdown'): AlertMeaning => ({ kind, isGuess: true })
const sure = (kind: AlertKind): AlertMeaning => ({ kind, isGuess: false })

/** What somebody has set by hand in our words counts before all that is read. */
export function meaningBy(own: AlertKind | null, said: AlertStatements): AlertMeaning {
  return own ? sure(own) : meaningOf(said)
}

/**
 * What an alert means, and whether that is stated. Only a statement that the server or something that customers use does not
 * answer is one: the tool's own verdict, or words of failing in a sentence that is graded critical. Names of services, metrics
 * and numbers hint at an outage at most, and only where they are graded critical; what is graded lower is never stated.
 */
export function meaningOf(said: AlertStatements): AlertMeaning {
  const names = namesOf(said.hosts ?? [])
  const called = (said.names ?? []).map(reduced).filter(name => name !== '')
  const texts = [...called, ...(said.sentences ?? []).map(reduced)].filter(text => text !== '')
  const isCritical = said.severity === 'critical'
  if (texts.some(text => saysSuspicious(text))) return sure('suspicious-file')
  const readings = texts.map(text => readSentence(text, names))
  const isPart = readings.includes('part') || called.some(name => readCheck(name, names) === 'part')
  const isStated = said.verdict === 'down' || readings.includes('stated')
  if (isStated) return isCritical && !isPart ? sure('outage') : guess('outage')
  if (texts.some(saysReboot)) return sure('reboot')
  if (said.verdict === 'slow') return isCritical && !isPart ? sure('slowdown') : guess('slowdown')
  if (texts.some(text => saysSlow(text, names))) return guess('slowdown')
  if (isPart) return sure('other')
  if (readings.includes('hinted')) return guess('outage')
  if (called.some(name => load.test(name))) return guess('slowdown')
  if (called.some(name => uptime.test(name))) return sure('reboot')
  return isCritical && namesAService(texts, names) ? guess('outage') : sure('other')
}

const load = /\b(?:load|cpu|iowait|swap)\b/
const uptime = /\buptime\b/

function namesAService(texts: readonly string[], names: HostNames): boolean {
  const checks = texts.map(text => readCheck(text, names))
  return !checks.includes('part') && checks.some(check => check === 'service' || check === 'mention')
}

function saysSlow(text: string, names: HostNames): boolean {
  if (!slowPhrase.test(text)) return false
  return !tokensIn(text, names).some(word => isDoubt(word) || attacks.has(word))
}
