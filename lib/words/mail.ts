import { listInWords } from './list.ts'
import type { Words } from './words.ts'

/** How long a link works, in the unit in which mails say it: days where there are several and no rest. */
export function lifeOf(hours: number): { unit: 'days' | 'hours'; count: number } {
  return hours % 24 === 0 && hours > 24
    ? { unit: 'days', count: hours / 24 }
    : { unit: 'hours', count: hours }
}

const mostQuoted = 280

/**
 * The beginning of a comment, without its links:
 * anybody may write a comment under anybody's address, and our mail must not carry their advertising.
 */
export function quotedInWords(words: Words, body: string): string {
  const link = words('mail.quote.link')
  const plain = body.replace(/\b(?:https?:\/\/|www\.)\S+/gi, () => link).trim()
  if (plain.length <= mostQuoted) return plain
  return words('mail.quote.cut', { beginning: plain.slice(0, mostQuoted).trimEnd() })
}

const mostNamed = 3

/** "web07 and Frankfurt", "web07, web08, Frankfurt and 3 more". */
export function nameTargets(words: Words, targets: readonly string[]): string {
  const count = targets.length - mostNamed
  if (count <= 0) return listInWords(words, targets)
  return listInWords(words, [...targets.slice(0, mostNamed), words('mail.subscription.more', { count })])
}
