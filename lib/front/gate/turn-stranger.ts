import { closeDocument } from '#lib/documents/write-document.ts'
import type { Exchange } from '#lib/front/exchange.ts'
import { addressIn } from '#lib/front/languages/address.ts'
import { makePage } from '#lib/front/page.ts'
import { refuseRequest, withId } from '#lib/front/plain-answer.ts'
import type { Route } from '#lib/front/routes.ts'
import { pageSecurity } from '#lib/front/security.ts'
import { sendPage } from '#lib/front/serve-page.ts'
import { wordsIn } from '#lib/words/words.ts'
import { keepPrivate, privateHead } from './keep-private.ts'

/** Leads a reader whom nobody let in to the door, whatever page they asked for, and tells a program so in its own form. */
export async function turnStranger(exchange: Exchange, route: Route): Promise<void> {
  const { response } = exchange
  if (route.is === 'document') {
    keepPrivate(response)
    return sendPage(exchange, await makePage(closeDocument(route.found), Date.now()))
  }
  const isFrame = route.is === 'personal' && route.isFramed
  if (route.is === 'live' || route.is === 'endpoint' || isFrame)
    return refuseRequest(response, 401, wordsIn('en')('documents.closed'), ['X-Robots-Tag', 'noindex'])
  response.writeHead(
    302,
    withId([...pageSecurity, ...privateHead, 'Location', addressIn(exchange.language, '/enter')]),
  )
  response.end()
}
