import { findDocument } from '#lib/documents/find-document.ts'
import { documentIn, pageIn, pagePrefix } from '#lib/language.ts'
import { isLanguage, type Language } from '#lib/rules/languages/language.ts'
import { ourSite } from '#lib/site.ts'

/** An address without the language that stands before it. language: null where none does. */
export type SpokenAddress = { language: Language | null; url: string }

/** "/de/servers/web07" is "/servers/web07" in German, "/de" the board. */
export function splitLanguage(url: string): SpokenAddress {
  const code = url.slice(1, 3)
  const next = url[3]
  const isPrefixed = isLanguage(code) && (next === undefined || next === '/' || next === '?')
  if (!isPrefixed) return { language: null, url }
  return { language: code, url: ownPath(`/${url.slice(3)}`) }
}

/** An address that begins with one slash. Two of them, or one that leans back, would lead a browser to another site. */
export function ownPath(url: string): string {
  return url.replace(/^[/\\]+/, '/')
}

/** The address at which something is in this language. */
export function addressIn(language: Language, url: string): string {
  return isDocument(url) ? documentIn(language, url) : pageIn(language, url)
}

/** What stands before an address of ours so that it is answered in this language. */
export function prefixOf(language: Language, url: string): string {
  return isDocument(url) ? documentIn(language, '') : pagePrefix(language)
}

/** The language of what is kept under a key, or asked for, that has no language before it. */
export function plainLanguage(url: string): Language {
  const { language } = ourSite()
  return language !== 'en' && isDocument(url) ? 'en' : language
}

/** Readers ask for a few addresses again and again, and an address is compared with some fifty patterns. */
const mostRemembered = 1_000
const longestRemembered = 200
const remembered = new Map<string, boolean>()

/** Programs read documents in English where they ask for nothing else. */
function isDocument(url: string): boolean {
  const known = remembered.get(url)
  if (known !== undefined) return known
  const is = findDocument(url) !== null
  if (remembered.size >= mostRemembered) remembered.clear()
  if (url.length <= longestRemembered) remembered.set(url, is)
  return is
}

/** What is for programs alone, or the same in every language: never with a language before it. */
const unspoken =
  /^\/(_next\/|desk(\/|$|\?)|live$|api\/(v\d|alerts|heartbeat|agent|mail-events|telegram|auth)|mcp$|agent\/|brand\/|kit\/[^?]+\.|embed\/[\w-]+\.js|card\/|\.well-known\/)|^\/[\w-]+\.(js|svg|png|ico|css|webmanifest)$/

/** Whether there is something at this address in every language that the site offers. */
export function isSpoken(url: string): boolean {
  const [path = '/'] = url.split(/[?#]/)
  if (unspoken.test(path)) return false
  return findDocument(path)?.document.isWorded ?? true
}
