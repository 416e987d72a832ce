import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Exchange } from './exchange.ts'
import { networkOfSender, tidyForwarded } from './forwarded.ts'
import { mostFormBytes, needsStaff } from './passable.ts'
import { refuseRequest, sendBusy, setHead } from './plain-answer.ts'
import { QueueFull } from './render-queue.ts'
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

/** Hands a request for the desk to Next in its turn: its pages are rendered for each who asks, and anybody may ask. */
export async function passDesk(exchange: Exchange): Promise<void> {
  const { request, response, parts } = exchange
  if (!isAllowed(exchange, deskMethods)) return
  if (needsStaff(request) && !(await isKnown(exchange))) return
  tidyForwarded(request, parts.trustedProxies)
  const from = `desk ${networkOfSender(request, parts.trustedProxies)}`
  try {
    await parts.queue.run('desk', { is: 'asked', from }, () => answerDesk(exchange))
  } catch (error) {
    if (!(error instanceof QueueFull)) throw error
    sendBusy(response)
  }
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
async function askNext({ request, response, parts }: Exchange): Promise<void> {
  try {
    await parts.next(request, response)
  } catch (error) {
    // Without its address, which may hold a token.
    console.error('allclear: a request failed:', error)
    if (response.headersSent) response.destroy()
    else refuseRequest(response, 500, 'Something is wrong with this site itself. Its log says what.')
  }
}

function isAllowed({ request: { method = '' }, response }: Exchange, methods: readonly string[]): boolean {
  if (methods.includes(method)) return true
  refuseRequest(response, 405, `${method} is not answered here.`, ['Allow', methods.join(', ')])
  return false
}

/** Whether a person is signed in; without its database nobody is known. Else says so, and reads nothing of the body. */
async function isKnown({ request, response, parts }: Exchange): Promise<boolean> {
  const cookies = new Headers({ cookie: request.headers.cookie ?? '' })
  if (await parts.isStaff(cookies).catch(() => false)) return true
  const message = `Without a signed-in person the desk takes at most ${mostFormBytes / 1024} KiB. Sign in, then send it again.`
  refuseRequest(response, 413, message, ['Connection', 'close'])
  return false
}
