import type { Handler } from '#lib/front/exchange.ts'
import { setHead } from '#lib/front/plain-answer.ts'
import { fileSecurity } from '#lib/front/security.ts'

/** The scripts and styles that are made as they are asked for, and how the browser hears of changes. */
const own = /^\/(_next\/|__nextjs)/

/** Hands what the framework needs for development to it at once, and the rest to the front as in production. */
export function passOwn(next: Handler, front: Handler): Handler {
  return (request, response) => {
    if (!own.test(request.url ?? '')) return front(request, response)
    setHead(response, fileSecurity)
    return next(request, response)
  }
}
