import type { IncomingMessage } from 'node:http'
import { faultOf } from '#lib/faults/fault.ts'
import type { Exchange } from '#lib/front/exchange.ts'
import { failRequest, sendAway } from '#lib/front/plain-answer.ts'
import type { Route } from '#lib/front/routes.ts'
import { isAlwaysOpen } from './always-open.ts'
import { keepPrivate } from './keep-private.ts'
import { turnStranger } from './turn-stranger.ts'

/** Lets those through who may read the board, and sends all others away. */
export async function passGate(exchange: Exchange, route: Route, go: () => unknown): Promise<unknown> {
  const { request, response, parts } = exchange
  const { gate } = parts
  const [path = '/'] = (request.url ?? '/').split('?')
  if (isAlwaysOpen(route, path, request.headers.authorization !== undefined)) return go()
  const readership = await gate.readership().catch((error: unknown) => sayUnknown(exchange, route, error))
  if (!readership) return
  if (readership === 'public') return go()
  if (!(await gate.mayRead(readership, cookiesOf(request)))) return turnStranger(exchange, route)
  // A stream is kept by nobody, and its own head says that nobody changes it on the way.
  if (route.is !== 'live') keepPrivate(response)
  return go()
}

/** Nobody reads a board of which it is not known who may. */
function sayUnknown({ response }: Exchange, route: Route, error: unknown): null {
  const isPage = route.is === 'page' || route.is === 'personal' || route.is === 'nowhere'
  if (isPage && faultOf(error) === 'away') sendAway(response, false)
  else failRequest(response, error)
  return null
}

/** What signs a browser in, and nothing else of its request. */
export function cookiesOf({ headers }: IncomingMessage): Headers {
  return new Headers({ cookie: headers.cookie ?? '' })
}

/** A hand-over comes to the address of the door, which is a page, and is taken by an endpoint: the address where a request leads. */
export function handOverUrl(method: string | undefined, url: string): string {
  const [path, query = ''] = url.split('?')
  const isHandOver = path === '/enter' && (method === 'POST' || new URLSearchParams(query).has('token'))
  return isHandOver ? `/api/enter?${query}` : url
}
