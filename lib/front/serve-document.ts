import { failDocument, refuseDocument } from '#lib/documents/write-document.ts'
import { signal } from '#lib/signals.ts'
import type { Exchange } from './exchange.ts'
import { isNamedPath } from './known-pages.ts'
import { makePage } from './page.ts'
import type { Route } from './routes.ts'
import { askerOf, sendPage, whyNot } from './serve-page.ts'

type DocumentRoute = Extract<Route, { is: 'document' }>

/** Serves a document from the cache, and writes it first where it is not there. What there is not is said in its own form. */
export async function serveDocument(exchange: Exchange, route: DocumentRoute): Promise<void> {
  const { pages } = exchange.parts
  try {
    const isThere = route.found.is === 'asked' && (await mayBe(exchange, route))
    const key = exchange.prefix + route.key
    signal('page', { from: pages.peek(key) ? 'kept' : 'made' })
    if (isThere) await sendPage(exchange, await pages.get(key, route.path, askerOf(exchange)), route.key)
    else await sendPage(exchange, await makePage(refuseDocument(route.found), Date.now()))
  } catch (error) {
    await sendPage(exchange, await makePage(failDocument(route.found, whyNot(error)), Date.now()))
  }
}

/** For names that nobody has nothing is written. */
async function mayBe({ parts: { known } }: Exchange, route: DocumentRoute): Promise<boolean> {
  const { document, asked } = route.found
  const path = document.about?.(asked.parts) ?? route.path
  return !isNamedPath(path) || known.has(path) || (await known.mayHave(path))
}
