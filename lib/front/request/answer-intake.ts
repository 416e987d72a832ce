import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HeaderFields } from '#lib/body/incoming.ts'
import type { IntakeAnswer, JsonAnswer } from '#lib/body/intake-answer.ts'
import { answerLate } from '#lib/faults/answer-fault.ts'
import type { Exchange, Intake } from '#lib/front/exchange.ts'
import { tidyForwarded } from '#lib/front/forwarded.ts'
import { setHead, withId } from '#lib/front/plain-answer.ts'
import { answerSecurity } from '#lib/front/security.ts'
import { drain } from './drain.ts'

/** Answers what tools and agents send in this process at once: neither a page nor the framework stands in its way. */
export async function answerIntake({ request, response, parts }: Exchange, intake: Intake): Promise<void> {
  tidyForwarded(request, parts.trustedProxies)
  const lateness = watchLateness(request)
  const incoming = {
    url: `http://intake${request.url}`,
    method: request.method ?? 'GET',
    headers: headersOf(request),
    body: bodyOf(request),
  }
  try {
    await send(request, response, await Promise.race([intake(incoming, new Date()), lateness.late]))
  } finally {
    lateness.end()
  }
}

/** Tools give up after ten seconds or sooner, and then nobody can say to whom that was told. */
const longestMs = 4_500
const tickMs = 500

/** Answers for a request that is here whole and has no answer yet. Who sends slowly has their time. */
function watchLateness(request: IncomingMessage): { late: Promise<IntakeAnswer>; end(): void } {
  const { promise: late, resolve } = Promise.withResolvers<IntakeAnswer>()
  let waitedMs = 0
  const timer = setInterval(() => {
    if (request.complete) waitedMs += tickMs
    if (waitedMs >= longestMs) resolve(answerLate())
  }, tickMs)
  return { late, end: () => clearInterval(timer) }
}

/** Node has them by names in small letters already. */
function headersOf({ headers }: IncomingMessage): HeaderFields {
  const has = (name: string) => Object.hasOwn(headers, name.toLowerCase())
  return {
    has,
    get(name) {
      const value = has(name) ? headers[name.toLowerCase()] : undefined
      return (Array.isArray(value) ? value.join(', ') : value) ?? null
    },
  }
}

/** What a request brings, as it comes. Nearly all is here whole when somebody reads it, and then it is one piece. */
async function* bodyOf(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  if (!request.complete) {
    // Who reads only its beginning leaves the connection whole, on which the answer goes.
    yield* request.iterator({ destroyOnReturn: false })
    return
  }
  const whole: Buffer | null = request.read()
  if (whole) yield whole
}

async function send(request: IncomingMessage, response: ServerResponse, answer: IntakeAnswer): Promise<void> {
  if (!(answer instanceof Response)) return sendJson(request, response, answer)
  const body = Buffer.from(await answer.arrayBuffer())
  if (response.destroyed) return
  setHead(response, answerSecurity)
  answer.headers.forEach((value, name) => void response.setHeader(name, value))
  if (!drain(request)) response.setHeader('Connection', 'close')
  response.statusCode = answer.status
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** In one piece with its head, which is one write to the connection and not two. */
function sendJson(request: IncomingMessage, response: ServerResponse, { status, json }: JsonAnswer): void {
  if (response.destroyed) return
  const length = String(Buffer.byteLength(json))
  const ending = drain(request) ? [] : ['Connection', 'close']
  const head = ['content-type', 'application/json', 'Content-Length', length, ...ending]
  response.writeHead(status, withId([...answerSecurity, ...head]))
  response.end(json)
}
