import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Exchange } from '#lib/front/exchange.ts'
import { failRequest } from '#lib/front/plain-answer.ts'
import { inLanguage } from '#lib/language.ts'
import { inContext } from '#lib/log/context.ts'
import { log } from '#lib/log/log.ts'
import { requestIdHeader, requestIdOf } from './request-id.ts'

/**
 * Answers a request under its id, which whatever is done for it finds in its headers, and all lines of the log carry.
 * What is thrown is answered, and does not end the process.
 */
export function withinRequest(
  { request, response, parts, language }: Exchange,
  answer: () => unknown,
): unknown {
  const requestId = requestIdOf(request, parts.trustedProxies)
  request.headers[requestIdHeader] = requestId
  return inContext({ requestId }, () => {
    if (log.isDetailed) sayAnswered(request, response)
    try {
      const answered = inLanguage(language, answer)
      return answered instanceof Promise ? answered.catch(error => failRequest(response, error)) : answered
    } catch (error) {
      return failRequest(response, error)
    }
  })
}

function sayAnswered({ method, url }: IncomingMessage, response: ServerResponse): void {
  const beganAt = performance.now()
  response.once('close', () => {
    const ms = Math.round(performance.now() - beganAt)
    log.debug(`${method} ${url} was answered ${response.statusCode}`, { ms })
  })
}
