import type { Exchange } from '#lib/front/exchange.ts'
import { addressOfSender, tidyForwarded } from '#lib/front/forwarded.ts'
import { addressIn } from '#lib/front/languages/address.ts'
import { passEndpoint } from '#lib/front/pass-on.ts'
import { redirectTo, refuseRequest, sendAway, setHead } from '#lib/front/plain-answer.ts'
import { fileSecurity } from '#lib/front/security.ts'
import { servePage, servePersonal } from '#lib/front/serve-page.ts'
import { brandBase, type HostPlace, type ShownBrand } from './brand-hosts.ts'
import { type BrandRoute, brandRouteOf, isOfMail } from './brand-routes.ts'

/** Programs with a key or a secret of their own, which may know this process by any name. */
const programs = /^\/(agent|api\/(agent|alerts|heartbeat|v1|mail-events|telegram))(\/|$)/

/** Answers what is asked for at another host than the hoster's own. goOn: as at their own. */
export async function serveElsewhere(
  exchange: Exchange,
  place: HostPlace,
  goOn: () => unknown,
): Promise<unknown> {
  const { request, response, parts } = exchange
  switch (place.is) {
    case 'own':
      return goOn()
    case 'brand':
      return serveBrand(exchange, place.brand)
    case 'unknown':
      if (programs.test(request.url ?? '/')) return goOn()
      return refuseRequest(response, 421, 'No site is served under this host name.')
    case 'unsure': {
      if (programs.test(request.url ?? '/')) return goOn()
      const isKnown = (await parts.brands?.readAgain()) ?? true
      if (!isKnown || !parts.brands) return sendAway(response, false)
      return serveElsewhere(exchange, parts.brands.placeOf(request), goOn)
    }
  }
}

/** Serves what a brand has, and nothing else. */
async function serveBrand(given: Exchange, brand: ShownBrand): Promise<unknown> {
  const lost = { key: `${brandBase(brand.id)}/lost`, path: brandBase(brand.id) }
  const exchange = { ...given, lost }
  const { request, parts } = exchange
  const url = request.url ?? '/'
  const [path = '/'] = url.split('?', 1)
  const route = brandRouteOf(url, brand, parts.built)
  // It is as open as the hoster's own site, and where nobody knows how open that is, it is closed.
  const isShut = !parts.gate.isOpen && !isOfMail(path) && (await parts.gate.readership()) !== 'public'
  if (isShut && route.is !== 'file') return servePage(exchange, lost)
  return answer(exchange, brand, route)
}

function answer(
  exchange: Exchange & { lost: { key: string; path: string } },
  brand: ShownBrand,
  route: BrandRoute,
) {
  const { request, response, parts } = exchange
  if (route.is === 'endpoint') {
    request.url = route.url
    return passEndpoint(exchange)
  }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuseRequest(response, 405, `This is a page: ask for it by GET, not by ${request.method}.`, [
      'Allow',
      'GET, HEAD',
    ])
  switch (route.is) {
    case 'page':
      return servePage(exchange, { key: route.key, path: brandBase(brand.id) })
    case 'file':
      return servePage(exchange, { key: route.key, path: route.key })
    case 'personal':
      return servePersonal(exchange, {}, route.url)
    case 'moved':
      return redirectTo(response, addressIn(exchange.language, route.to))
    case 'nowhere':
      return servePage(exchange, exchange.lost)
    case 'live':
      setHead(response, fileSecurity)
      tidyForwarded(request, parts.trustedProxies)
      return parts.live.add(response, addressOfSender(request, parts.trustedProxies), brand.id)
  }
}
