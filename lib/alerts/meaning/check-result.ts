import { readCheck } from './check.ts'
import { type AlertMeaning, meaningOf } from './meaning.ts'
import { slowPhrase } from './phrases.ts'
import { reduced } from './reduce.ts'
import { readSentence } from './sentence.ts'
import { namesOf } from './tokens.ts'

/** States of a service, then of a host. */
export const checkStates = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN', 'UP', 'DOWN', 'UNREACHABLE'] as const
export type CheckState = (typeof checkStates)[number]

export type CheckResult = {
  /** '' for the host itself. */
  service: string
  output: string
  state: CheckState
  hosts: readonly unknown[]
}

/** The output says that it was answered, only not as it ought to be. */
const answered =
  /\bhttp\/\d(?:\.\d)? [1-4]\d\d\b|\bstatus(?: code)?:? [1-4]\d\d\b|\b200 ok\b|\bpacket loss ?[=:] ?(?!100)\d|\blost (?!100)\d{1,2}(?:\.\d+)? ?%|\bserver answer\b|\b(?:string|pattern) .{0,80}\bnot found\b/
/** The output speaks of something that is measured while it answers. */
const elsewhere =
  /\b(?:cert|certificate|certificates|expire[sd]?|days?|queue|mails?|slave|replica|replication|lag|connections|threads|queries|processes|login|logins|auth\w*|version|disk|space|usage|used|locks?|deadlocks?)\b/

const outage = (isGuess: boolean): AlertMeaning => ({ kind: 'outage', isGuess })
const slowdown: AlertMeaning = { kind: 'slowdown', isGuess: true }
const other: AlertMeaning = { kind: 'other', isGuess: false }

/**
 * What the result of a check in the manner of Nagios means. A host that is down is stated, and so is a critical service whose
 * check is named after something that customers use and nothing else, unless the output says that it was answered.
 */
export function meaningOfCheck({ service, output, state, hosts }: CheckResult): AlertMeaning {
  const isHalf = state === 'WARNING' || state === 'UNKNOWN'
  if (service === '') return outage(isHalf)
  const byName = meaningOf({ names: [service], hosts, severity: 'critical' })
  const isService = readCheck(reduced(service), namesOf(hosts)) === 'service'
  if (state === 'UNKNOWN') return byName.kind === 'suspicious-file' ? byName : other
  if (byName.kind !== 'outage' && byName.kind !== 'other') return byName
  if (state === 'WARNING') return byName.kind === 'outage' && saysSlow(output) ? slowdown : other
  if (isService) return state === 'CRITICAL' ? meaningOfService(output, hosts) : outage(false)
  const isPart = readCheck(reduced(service), namesOf(hosts)) === 'part'
  const sentences = isPart || state !== 'CRITICAL' ? [] : [`${service}: ${output}`]
  return meaningOf({ names: [service], sentences, hosts, severity: 'critical' })
}

function meaningOfService(output: string, hosts: readonly unknown[]): AlertMeaning {
  const text = reduced(output)
  if (readSentence(text, namesOf(hosts)) === 'stated') return outage(false)
  const isAnswered = answered.test(output.slice(0, mostOutput).toLowerCase())
  if (isAnswered && saysSlow(output)) return slowdown
  return outage(isAnswered || elsewhere.test(text))
}

const mostOutput = 400

/** Words count, and not the measurements behind them. */
function saysSlow(output: string): boolean {
  return slowPhrase.test(reduced(output))
}
