import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { noteAsked } from './asked.ts'
import type { Exchange } from './exchange.ts'
import { networkOfSender, tidyForwarded } from './forwarded.ts'
import { mostFormBytes, needsStaff } from './passable.ts'
import { failRequest, refuseRequest, sendBusy, setHead } from './plain-answer.ts'
import { QueueFull } from './render-queue.ts'
import { tellAway } from './request/tell-away.ts'
import { answerSecurity, deskPolicy, deskSecurity } from './security.ts'
import { giveBack, isPlainForm } from './signed-out.ts'

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
  if (needsStaff(request) && !(await isKnown(exchange, 413, signInFirst))) return
  if (isPlainForm(request) && (await isSignedOut(exchange))) return giveBack(exchange)
  tidyForwarded(request, parts.trustedProxies)
  noteAsked(request)
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
  tellAway(response)
  try {
    await parts.next(request, response)
  } catch (error) {
    failRequest(response, error)
  }
}

function isAllowed({ request: { method = '' }, response }: Exchange, methods: readonly string[]): boolean {
  if (methods.includes(method)) return true
  refuseRequest(response, 405, `${method} is not answered here.`, ['Allow', methods.join(', ')])
  return false
}

const signInFirst = `Without a signed-in person the desk takes at most ${mostFormBytes / 1024} KiB. Sign in, then send it again.`

/** Whether nobody is signed in. Where that cannot be known, the framework says so. */
async function isSignedOut({ request, parts }: Exchange): Promise<boolean> {
  const cookies = new Headers({ cookie: request.headers.cookie ?? '' })
  return !(await parts.isStaff(cookies).catch(() => true))
}

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
