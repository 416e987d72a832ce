import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { absence, isSilent } from '#lib/faults/absence.ts'
import { faultOf, logFault } from '#lib/faults/fault.ts'
import { inLanguage } from '#lib/language.ts'
import { isLoad, showDeskAway } from './aged/desk-away.ts'
import { noteAsked } from './asked.ts'
import type { Exchange } from './exchange.ts'
import { networkOfSender, tidyForwarded } from './forwarded.ts'
import { isPlainForm, keepWords } from './keep-words.ts'
import { deskLanguage } from './languages/choose-language.ts'
import { mostFormBytes, needsStaff } from './passable.ts'
import { failRequest, refuseRequest, sendBusy, setHead } from './plain-answer.ts'
import { refusePage, type ShutPage } from './refuse-page.ts'
import { QueueFull } from './rendering/render-queue.ts'
import { tellAway } from './request/tell-away.ts'
import { answerSecurity, deskPolicy, deskSecurity } from './security.ts'

/** A slow reader, or one who sends slowly, keeps nobody out. */
const longestTurnMs = 1_000

const deskMethods = ['GET', 'HEAD', 'POST']

/** Hands a request for an endpoint to Next at once. */
export function passEndpoint(exchange: Exchange): unknown {
  const { request, response, parts } = exchange
  setHead(response, answerSecurity)
  // A policy is for answers; in a request it would only tell Next a nonce.
  delete request.headers['content-security-policy']
  tidyForwarded(request, parts.trustedProxies)
  return askNext(exchange)
}

/**
 * Hands a message of a program that shows no key to Next in its turn: each asks the database as a page does, and anybody may
 * send many at once, for which no alert is to wait.
 */
export async function passMessage(exchange: Exchange): Promise<void> {
  const { request, response, parts } = exchange
  tidyForwarded(request, parts.trustedProxies)
  const from = `message ${networkOfSender(request, parts.trustedProxies)}`
  const answer = () =>
    response.destroyed ? null : Promise.race([passEndpoint(exchange), pause(longestTurnMs)])
  try {
    await parts.queue.run('message', { is: 'asked', from }, async () => answer())
  } catch (error) {
    if (!(error instanceof QueueFull)) throw error
    const message = 'Too much is asked for at the moment. Send it again in 5 s, or with a key.'
    refuseRequest(response, 503, message, ['Retry-After', '5'])
  }
}

/** Whether a request is a message of the Model Context Protocol without a key. */
export function isStrangersMessage({ method, url = '/', headers }: IncomingMessage): boolean {
  return method === 'POST' && url.split('?')[0] === '/mcp' && headers.authorization === undefined
}

/** Hands a request for the desk to Next in its turn: its pages are rendered for each who asks, and anybody may ask. */
export async function passDesk(exchange: Exchange): Promise<void> {
  const { request, response, parts } = exchange
  if (!isAllowed(exchange, deskMethods)) return
  if (isSilent() && isLoad(request)) return showDeskAway(response, absence())
  if (needsStaff(request)) {
    if (!(await isKnown(exchange, 413, signInFirst))) return
  } else if (isPlainForm(request) && !(await isKept(exchange))) return
  tidyForwarded(request, parts.trustedProxies)
  noteAsked(request)
  const shut = await findShut(exchange)
  if (shut === 'away') return showDeskAway(response, absence())
  if (shut) {
    refusePage(exchange.response, shut)
    return
  }
  const from = `desk ${networkOfSender(request, parts.trustedProxies)}`
  try {
    const spoken = { ...exchange, language: deskLanguage(request) }
    await parts.queue.run('desk', { is: 'asked', from }, () => answerDesk(spoken))
  } catch (error) {
    if (!(error instanceof QueueFull)) throw error
    sendBusy(response)
  }
}

/** Why a page does not open to the person who loads it; away: nobody can tell, without the database. The page itself asks again, for who came without loading it. */
async function findShut({ request, parts }: Exchange): Promise<ShutPage | 'away' | null> {
  const { url = '', headers } = request
  if (!isLoad(request) || !parts.shutPage) return null
  const cookies = new Headers({ cookie: headers.cookie ?? '' })
  return parts.shutPage(url, cookies).catch((error: unknown) => {
    logFault('nobody could tell whether a page opens to a person, so it was asked itself', error)
    return faultOf(error) === 'away' ? 'away' : null
  })
}

/** Resolves when the answer has gone out, or nobody waits for it any more, or its reader is slow. */
function answerDesk(exchange: Exchange): Promise<unknown> {
  const { request, response } = exchange
  if (response.destroyed) return Promise.resolve()
  const nonce = randomBytes(16).toString('base64url')
  request.headers['content-security-policy'] = deskPolicy(nonce)
  delete request.headers['content-security-policy-report-only']
  setHead(response, deskSecurity(nonce))
  return Promise.race([askNext(exchange), pause(longestTurnMs)])
}

/** A fault in Next's own hands must not end the process. */
async function askNext({ request, response, parts, language }: Exchange): Promise<void> {
  tellAway(response)
  try {
    // Whoever gave it its turn may do so for another reader.
    await inLanguage(language, () => parts.next(request, response))
  } catch (error) {
    failRequest(response, error)
  }
}

function isAllowed({ request: { method = '' }, response }: Exchange, methods: readonly string[]): boolean {
  if (methods.includes(method)) return true
  refuseRequest(response, 405, `${method} is not answered here.`, ['Allow', methods.join(', ')])
  return false
}

/** Whether a person without scripts is signed in. Else gives back what they typed. */
async function isKept({ request, response, parts }: Exchange): Promise<boolean> {
  const cookies = new Headers({ cookie: request.headers.cookie ?? '' })
  const known = await parts.isStaff(cookies).catch((error: unknown) => {
    logFault('nobody could tell whether a person is signed in', error)
    return null
  })
  if (known) return true
  await keepWords(request, response, known === null ? 'away' : 'out')
  return false
}

const signInFirst = `Without a signed-in person the desk takes at most ${mostFormBytes / 1024} KiB. Sign in, then send it again.`

/** Whether a person is signed in. Else answers so, or that it cannot be known, and reads nothing of the body. */
export async function isKnown(
  { request, response, parts }: Exchange,
  status: 401 | 413,
  message: string,
): Promise<boolean> {
  const cookies = new Headers({ cookie: request.headers.cookie ?? '' })
  try {
    if (await parts.isStaff(cookies)) return true
  } catch (error) {
    failRequest(response, error, ['Connection', 'close'])
    return false
  }
  refuseRequest(response, status, message, ['Connection', 'close'])
  return false
}
