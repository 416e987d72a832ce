import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Handler } from '#lib/front/exchange.ts'
import { failRequest } from '#lib/front/plain-answer.ts'
import { inContext } from '#lib/log/context.ts'
import { log } from '#lib/log/log.ts'
import { requestIdHeader, requestIdOf } from './request-id.ts'

/**
 * Answers each request under its id, which whatever is done for it finds in its headers, and all lines of the log carry.
 * What is thrown is answered, and does not end the process.
 */
export function withinRequest(trustedProxies: number, answer: Handler): Handler {
  return (request, response) => {
    const requestId = requestIdOf(request, trustedProxies)
    request.headers[requestIdHeader] = requestId
    return inContext({ requestId }, () => {
      if (log.isDetailed) sayAnswered(request, response)
      try {
        const answered = answer(request, response)
        return answered instanceof Promise ? answered.catch(error => failRequest(response, error)) : answered
      } catch (error) {
        return failRequest(response, error)
      }
    })
  }
}

function sayAnswered({ method, url }: IncomingMessage, response: ServerResponse): void {
  const beganAt = performance.now()
  response.once('close', () => {
    const ms = Math.round(performance.now() - beganAt)
    log.debug(`${method} ${url} was answered ${response.statusCode}`, { ms })
  })
}
