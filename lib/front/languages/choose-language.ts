import type { IncomingMessage, ServerResponse } from 'node:http'
import { env } from '#lib/env.ts'
import { keepPrivate } from '#lib/front/gate/keep-private.ts'
import { withId } from '#lib/front/plain-answer.ts'
import { pageSecurity } from '#lib/front/security.ts'
import { offeredLanguages } from '#lib/language.ts'
import type { RequestHead } from '#lib/processes/wire/whole-answer.ts'
import {
  deskLanguages,
  isLanguage,
  type Language,
  languageCookie,
  preferredLanguage,
} from '#lib/rules/languages/language.ts'
import {
  addressIn,
  isSpoken,
  ownPath,
  plainLanguage,
  prefixOf,
  type SpokenAddress,
  splitLanguage,
} from './address.ts'

type Asking = Pick<RequestHead, 'method' | 'headers'>

const yearSeconds = 31_536_000

/** The parameter by which a page is asked for in another language: the choice is remembered, and the address stays clean. */
const choice = 'in'

/** What is asked for: an address without its language, in which; or where to ask instead. isPrivate: others get another answer. */
type ChosenLanguage =
  | { is: 'asked'; language: Language; url: string; prefix: string; isPrivate: boolean }
  | { is: 'elsewhere'; to: string; head: readonly string[]; isPrivate: boolean }

/** Takes the language out of a request, and answers it where it is to be asked elsewhere. */
export function takeLanguage(request: IncomingMessage, response: ServerResponse): ChosenLanguage {
  const choice = chooseLanguage(request, request.url ?? '/')
  if (choice.isPrivate) keepPrivate(response)
  if (choice.is === 'elsewhere') sendTo(response, choice.to, choice.head)
  return choice
}

/**
 * The language of what is asked for. Whoever chooses one, or asks for one that is not offered, or has never chosen and whose browser
 * prefers one that is, is led to the address that they want.
 */
export function chooseLanguage(asking: Asking, given: string): ChosenLanguage {
  const asked = splitLanguage(given)
  const offered = offeredLanguages()
  const chosen = chosenIn(asking.method, given, asked, offered)
  if (chosen) return { is: 'elsewhere', ...chosen, isPrivate: false }
  if (asked.language === null) {
    const { led, isPrivate } =
      offered.length > 1 && isBoard(given) ? leadOf(asking, offered) : { led: null, isPrivate: false }
    if (led) return { is: 'elsewhere', to: addressIn(led, given), head: varied, isPrivate }
    return { is: 'asked', language: plainLanguage(given), url: given, prefix: '', isPrivate }
  }
  const { language, url } = asked
  if (!isSpoken(url))
    return { is: 'asked', language: plainLanguage(url), url: given, prefix: '', isPrivate: false }
  const prefix = prefixOf(language, url)
  const isOffered = offered.includes(language) || language === plainLanguage(url)
  if (isOffered && prefix !== '') return { is: 'asked', language, url, prefix, isPrivate: false }
  const to = isOffered ? url : addressIn(plainLanguage(url), url)
  return { is: 'elsewhere', to, head: [], isPrivate: false }
}

/** The language of the desk for a browser: what its person chose, or it prefers, of those that the desk is written in. */
export function deskLanguage({ headers }: IncomingMessage): Language {
  const chosen = cookieOf(headers.cookie, deskLanguages)
  return chosen ?? preferredLanguage(headers['accept-language'] ?? '', deskLanguages) ?? 'en'
}

/** The languages that an answer depends on, for caches: only the board leads anybody anywhere. */
export function isLeading(url: string): boolean {
  return isBoard(url) && offeredLanguages().length > 1
}

const varied = ['Vary', 'Accept-Language, Cookie']

function isBoard(url: string): boolean {
  return url === '/' || url.startsWith('/?')
}

/** What a person chooses by a link of the page that they are on; null: they choose nothing. */
function chosenIn(
  method: string | undefined,
  url: string,
  asked: SpokenAddress,
  offered: readonly Language[],
): { to: string; head: string[] } | null {
  if (!url.includes(`${choice}=`) || (method !== 'GET' && method !== 'HEAD')) return null
  const [path = '/', query = ''] = asked.url.split('?')
  const parameters = new URLSearchParams(query)
  const wanted = parameters.get(choice)
  if (wanted === null || !isLanguage(wanted)) return null
  const isOfDesk = path === '/desk' || path.startsWith('/desk/')
  if (!isOfDesk && !isSpoken(path)) return null
  const among: readonly Language[] = isOfDesk ? deskLanguages : offered
  if (!among.includes(wanted)) return null
  parameters.delete(choice)
  const rest = parameters.size > 0 ? `?${parameters}` : ''
  const secure = env.SITE_URL.startsWith('https:') ? '; Secure' : ''
  const cookie = `${languageCookie}=${wanted}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax${secure}`
  return { to: isOfDesk ? path + rest : addressIn(wanted, path + rest), head: ['Set-Cookie', cookie] }
}

/** Where the browser of a reader on the board would rather be; null: here. */
function leadOf(
  { headers, method }: Asking,
  offered: readonly Language[],
): { led: Language | null; isPrivate: boolean } {
  if (method !== 'GET' && method !== 'HEAD') return { led: null, isPrivate: false }
  const chosen = cookieOf(headers.cookie, offered)
  const preferred = preferredLanguage(headers['accept-language'] ?? '', offered)
  const wanted = chosen ?? preferred
  // A cache in front would give what this reader has chosen to all who prefer what their browser does.
  return { led: wanted === offered[0] ? null : wanted, isPrivate: chosen !== null && chosen !== preferred }
}

const cookieForm = new RegExp(`(?:^|;\\s*)${languageCookie}=(\\w+)`)

function cookieOf(cookie: string | undefined, among: readonly Language[]): Language | null {
  const value = cookieForm.exec(cookie ?? '')?.[1]
  return among.find(language => language === value) ?? null
}

function sendTo(response: ServerResponse, location: string, head: readonly string[]): void {
  response.writeHead(
    302,
    withId([...pageSecurity, 'Location', ownPath(location), 'Cache-Control', 'private, no-store', ...head]),
  )
  response.end()
}
