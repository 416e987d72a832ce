import type { Exchange, Handler, Parts } from './exchange.ts'
import { isNamedPath } from './known-pages.ts'
import { passDesk, passEndpoint } from './pass-on.ts'
import { refuseRequest, setHead } from './plain-answer.ts'
import { type Route, routeOf } from './routes.ts'
import { fileSecurity } from './security.ts'
import { serveNamed, serveNowhere, servePage, servePersonal } from './serve-page.ts'

/** Serves public pages from the cache, those made for one reader without it, the stream of changes, and the rest by Next. */
export function createFront(parts: Parts): Handler {
  return (request, response) => {
    parts.watch.note(request)
    request.url = withoutStraySlashes(request.url ?? '/')
    const exchange = { request, response, parts }
    const route = routeOf(request.url, parts.built)
    switch (route.is) {
      case 'endpoint':
        return passEndpoint(exchange)
      case 'no-endpoint':
        return refuseRequest(response, 404, 'There is nothing at this address. Look at its spelling.')
      case 'desk':
        return passDesk(exchange)
      case 'live':
        return isLooking(exchange) && joinLive(exchange)
      default:
        return isLooking(exchange) && serve(exchange, route)
    }
  }
}

type Shown = Extract<Route, { is: 'page' | 'file' | 'personal' | 'nowhere' }>

function serve(exchange: Exchange, route: Shown): unknown {
  switch (route.is) {
    case 'page':
      return isNamedPath(route.path) ? serveNamed(exchange, route) : servePage(exchange, route)
    case 'file':
      return servePage(exchange, { key: route.key, path: route.key })
    case 'personal':
      return servePersonal(exchange)
    case 'nowhere':
      return serveNowhere(exchange)
  }
}

/** Nothing public is changed by asking for it. Anything else would be rendered anew for each that asks. */
function isLooking({ request: { method }, response }: Exchange): boolean {
  if (method === 'GET' || method === 'HEAD') return true
  refuseRequest(response, 405, `This is a page: ask for it by GET, not by ${method}.`, ['Allow', 'GET, HEAD'])
  return false
}

function joinLive({ response, parts }: Exchange): void {
  setHead(response, fileSecurity)
  parts.live.add(response)
}

/** Next redirects from an address with a slash too many, and a caller of the API follows no redirect. */
export function withoutStraySlashes(url: string): string {
  const [path = '', ...query] = url.split('?')
  if (!/^\/+api\//.test(path)) return url
  return [path.replace(/\/+/g, '/').replace(/\/$/, ''), ...query].join('?')
}
