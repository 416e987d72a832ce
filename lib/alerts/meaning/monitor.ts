import type { AlertMeaning } from './meaning.ts'
import { ending, saysSuspicious, slowPhrase } from './phrases.ts'
import { reduced } from './reduce.ts'
import { namesAPart } from './sentence.ts'
import { works } from './words.ts'

/**
 * What the verdict of an uptime monitor means: that what it asks does not answer, or, where it says so, answers late.
 * One that is named after a part (a backup, a replica) watches no service of customers: that is a guess.
 */
export function meaningOfFailure(name: unknown, cause: unknown): AlertMeaning {
  const [of, why] = [reduced(name), reduced(cause)]
  const isGuess = namesAPart(of)
  // What a site is called is no find.
  if (saysSuspicious(why)) return { kind: 'suspicious-file', isGuess: false }
  if (slowPhrase.test(why)) return { kind: 'slowdown', isGuess }
  if (slowPhrase.test(of)) return { kind: 'slowdown', isGuess: true }
  if (ending.test(`${of}: ${why}`)) return { kind: 'other', isGuess: false }
  return { kind: 'outage', isGuess }
}

/**
 * The same for a monitor that waits for a sign of life. Silence is one only where it is known how often the sign comes; else
 * nothing is known but since when there is no data. That of some work, such as a backup, is staff's.
 */
export function meaningOfSilence(name: unknown, isPeriodKnown: boolean): AlertMeaning {
  if (isMaintenance(name)) return { kind: 'other', isGuess: false }
  return { kind: 'outage', isGuess: !isPeriodKnown }
}

/** What is graded lower than critical is never stated. */
export function meaningGraded({ kind, isGuess }: AlertMeaning, severity: string): AlertMeaning {
  const isLow = severity !== 'critical' && (kind === 'outage' || kind === 'slowdown')
  return { kind, isGuess: isGuess || isLow }
}

function isMaintenance(name: unknown): boolean {
  return reduced(name)
    .split(/[^a-z0-9]+/)
    .some(word => works.has(word))
}
