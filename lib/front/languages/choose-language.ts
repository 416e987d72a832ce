import type { IncomingMessage, ServerResponse } from 'node:http'
import { env } from '#lib/env.ts'
import { keepPrivate } from '#lib/front/gate/keep-private.ts'
import { withId } from '#lib/front/plain-answer.ts'
import { pageSecurity } from '#lib/front/security.ts'
import { offeredLanguages } from '#lib/language.ts'
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

const yearSeconds = 31_536_000

/** The parameter by which a page is asked for in another language: the choice is remembered, and the address stays clean. */
const choice = 'in'

/** What is asked for: an address without its language, in which; or where to ask instead. */
export type TakenLanguage =
  | { is: 'asked'; language: Language; url: string; prefix: string }
  | { is: 'elsewhere' }

/**
 * Takes the language out of a request. Whoever chooses one, or asks for one that is not offered, or has never chosen and whose browser
 * prefers one that is, is led to the address that they want.
 */
export function takeLanguage(request: IncomingMessage, response: ServerResponse): TakenLanguage {
  const asked = splitLanguage(request.url ?? '/')
  const offered = offeredLanguages()
  const chosen = chosenIn(request, asked, offered)
  if (chosen) return sendTo(response, chosen.to, chosen.head)
  if (asked.language === null) {
    const url = request.url ?? '/'
    const led = offered.length > 1 && isBoard(url) ? leadOf(request, response, offered) : null
    if (led) return sendTo(response, addressIn(led, url), varied)
    return { is: 'asked', language: plainLanguage(url), url, prefix: '' }
  }
  const { language, url } = asked
  if (!isSpoken(url))
    return { is: 'asked', language: plainLanguage(url), url: request.url ?? '/', prefix: '' }
  const prefix = prefixOf(language, url)
  const isOffered = offered.includes(language) || language === plainLanguage(url)
  if (!isOffered || prefix === '')
    return sendTo(response, isOffered ? url : addressIn(plainLanguage(url), url))
  return { is: 'asked', language, url, prefix }
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
  { method, url = '/' }: IncomingMessage,
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
  { headers, method }: IncomingMessage,
  response: ServerResponse,
  offered: readonly Language[],
): Language | null {
  if (method !== 'GET' && method !== 'HEAD') return null
  const chosen = cookieOf(headers.cookie, offered)
  const preferred = preferredLanguage(headers['accept-language'] ?? '', offered)
  // A cache in front would give what this reader has chosen to all who prefer what their browser does.
  if (chosen !== null && chosen !== preferred) keepPrivate(response)
  const wanted = chosen ?? preferred
  return wanted === offered[0] ? null : wanted
}

const cookieForm = new RegExp(`(?:^|;\\s*)${languageCookie}=(\\w+)`)

function cookieOf(cookie: string | undefined, among: readonly Language[]): Language | null {
  const value = cookieForm.exec(cookie ?? '')?.[1]
  return among.find(language => language === value) ?? null
}

function sendTo(response: ServerResponse, location: string, head: readonly string[] = []): TakenLanguage {
  response.writeHead(
    302,
    withId([...pageSecurity, 'Location', ownPath(location), 'Cache-Control', 'private, no-store', ...head]),
  )
  response.end()
  return { is: 'elsewhere' }
}
