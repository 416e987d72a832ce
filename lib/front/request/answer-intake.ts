import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerLate } from '#lib/faults/answer-fault.ts'
import type { Exchange, Intake } from '#lib/front/exchange.ts'
import { tidyForwarded } from '#lib/front/forwarded.ts'
import { setHead } from '#lib/front/plain-answer.ts'
import { answerSecurity } from '#lib/front/security.ts'
import { drain } from './drain.ts'

/** Answers what tools and agents send in this process at once: neither a page nor the framework stands in its way. */
export async function answerIntake({ request, response, parts }: Exchange, intake: Intake): Promise<void> {
  setHead(response, answerSecurity)
  tidyForwarded(request, parts.trustedProxies)
  const lateness = watchLateness(request)
  const incoming = {
    url: `http://intake${request.url}`,
    method: request.method ?? 'GET',
    headers: headersOf(request),
    // Who reads only its beginning leaves the connection whole, on which the answer goes.
    body: request.iterator({ destroyOnReturn: false }),
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
function watchLateness(request: IncomingMessage): { late: Promise<Response>; end(): void } {
  const { promise: late, resolve } = Promise.withResolvers<Response>()
  let waitedMs = 0
  const timer = setInterval(() => {
    if (request.complete) waitedMs += tickMs
    if (waitedMs >= longestMs) resolve(answerLate())
  }, tickMs)
  return { late, end: () => clearInterval(timer) }
}

function headersOf({ headers }: IncomingMessage): Headers {
  const given = new Headers()
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) given.set(name, Array.isArray(value) ? value.join(', ') : value)
  return given
}

async function send(request: IncomingMessage, response: ServerResponse, answer: Response): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer())
  if (response.destroyed) return
  answer.headers.forEach((value, name) => void response.setHeader(name, value))
  if (!drain(request)) response.setHeader('Connection', 'close')
  response.statusCode = answer.status
  response.end(request.method === 'HEAD' ? undefined : body)
}
