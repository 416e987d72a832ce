import { plainLine } from '#lib/alerts/fields/text.ts'
import { normaliseHost } from './host.ts'

/** A title says it near its beginning. */
const mostCharacters = 1000
const fullName = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.([a-z]{2,}|xn--[a-z0-9-]+)$/
const shortName = /^[a-z][a-z-]*\d[a-z0-9-]*$/
const ipv4 = /^\d{1,3}(\.\d{1,3}){3}$/
const ipv6 = /^[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}$/

/**
 * The one full host name or address in a sentence, for tools that have no field for it.
 * null: there is none, or there are several, and which is meant would be a guess.
 */
export function onlyHostIn(sentence: unknown): string | null {
  const found = new Set(wordsIn(sentence).filter(isWhole))
  const [only] = found
  return only !== undefined && found.size === 1 ? only : null
}

/** The words of a sentence that may name a server: full names, addresses, and short names with a number, such as web07. */
export function hostsIn(sentence: unknown): string[] {
  return [...new Set(wordsIn(sentence).filter(word => isWhole(word) || shortName.test(word)))]
}

function wordsIn(sentence: unknown): string[] {
  const words = plainLine(sentence)
    .slice(0, mostCharacters)
    .split(/[\s,;()<>{}|"'`=]+/)
  return words.flatMap(word => normaliseHost(word.replace(/^\[(?![0-9a-f]*:)|[\].!?:]+$/gi, '')) ?? [])
}

/** Whether a text is a whole host name or an address, so that it cannot be just any word. */
export function isWhole(host: string): boolean {
  return fullName.test(host) || ipv4.test(host) || (host.includes('::') && ipv6.test(host))
}
