import { oneByOne } from '#lib/limits/one-by-one.ts'
import type { FindKept } from '#lib/processes/wire/whole-answer.ts'
import { serveElsewhere } from './brands/serve-brand.ts'
import type { Exchange, Handler, Parts } from './exchange.ts'
import { keptFinder } from './find-kept.ts'
import { addressOfSender, tidyForwarded } from './forwarded.ts'
import { handOverUrl, passGate } from './gate/pass-gate.ts'
import { serveMine } from './gate/serve-mine.ts'
import { answerHealth } from './health.ts'
import { isNamedPath } from './known-pages.ts'
import { takeLanguage } from './languages/choose-language.ts'
import { isKnown, isStrangersMessage, passDesk, passEndpoint, passMessage } from './pass-on.ts'
import { type TurnedAway, turnAway } from './passable.ts'
import { failRequest, refuseRequest, setHead } from './plain-answer.ts'
import { answerIntake } from './request/answer-intake.ts'
import { drain } from './request/drain.ts'
import { withinRequest } from './request/within-request.ts'
import { intakeRoute, type Route, routeOf, withoutStraySlashes } from './routes.ts'
import { fileSecurity } from './security.ts'
import { serveDocument } from './serve-document.ts'
import { sendKept, serveNamed, serveNowhere, servePage, servePersonal } from './serve-page.ts'

/** How requests are answered. findKept: those for what is kept, which need not be taken by Node. */
type Front = { answer: Handler; findKept: FindKept }

/** Serves public pages from the cache, those made for one reader without it, the stream of changes, and the rest by Next. */
export function createFront(given: Parts): Front {
  const parts = { ...given, next: inTurn(given.next) }
  const routeFor = remembering(parts)
  const findKept = keptFinder(parts, routeFor)
  const answer: Handler = (request, response) => {
    try {
      const kept = findKept(request)
      if (kept) return sendKept(request, response, kept)
      if (answerHealth(request, response)) return
      parts.watch.note(request)
      request.url = withoutStraySlashes(request.url ?? '/')
      const choice = takeLanguage(request, response)
      if (choice.is === 'elsewhere') return
      const { language, prefix } = choice
      request.url = withoutStraySlashes(choice.url)
      const exchange: Exchange = { request, response, parts, language, prefix }
      const away = turnAway(request)
      if (away) return withinRequest(exchange, () => sendAway(exchange, away))
      const place = parts.brands?.placeOf(request)
      if (place && place.is !== 'own')
        return withinRequest(exchange, () =>
          serveElsewhere(exchange, place, () => goOn(exchange, routeFor(request.url ?? '/'))),
        )
      request.url = handOverUrl(request.method, request.url ?? '/')
      const route = routeFor(request.url)
      return withinRequest(exchange, () =>
        parts.gate.isOpen ? goTo(exchange, route) : passGate(exchange, route, () => goTo(exchange, route)),
      )
    } catch (error) {
      return failRequest(response, error)
    }
  }
  return { answer, findKept }
}

/** What programs ask for at whatever host, as at the hoster's own. */
function goOn(exchange: Exchange, route: Route): unknown {
  return passGate(exchange, route, () => goTo(exchange, route))
}

function goTo(exchange: Exchange, route: Route): unknown {
  switch (route.is) {
    case 'intake':
      return answerIntake(exchange, route.intake)
    case 'endpoint':
      return isStrangersMessage(exchange.request) ? passMessage(exchange) : passEndpoint(exchange)
    case 'no-endpoint':
      return refuseRequest(
        exchange.response,
        404,
        'There is nothing at this address. Look at its spelling.',
        [
          // So that a program in a page of others learns that there is nothing.
          'Access-Control-Allow-Origin',
          '*',
        ],
      )
    case 'desk':
      return passDesk(exchange)
    case 'live':
      return isLooking(exchange) && joinLive(exchange)
    case 'desk-live':
      return isLooking(exchange) && joinDesk(exchange)
    default:
      return isLooking(exchange) && serve(exchange, route)
  }
}

/** The same, where requests that arrive in one moment are begun one by one. */
function inTurn(next: Handler): Handler {
  const begin = oneByOne()
  return (request, response) =>
    new Promise((resolve, reject) => {
      begin(() => void (async () => next(request, response))().then(resolve, reject))
    })
}

type Shown = Extract<Route, { is: 'page' | 'document' | 'file' | 'personal' | 'mine' | 'nowhere' }>

function serve(exchange: Exchange, route: Shown): unknown {
  switch (route.is) {
    case 'page':
      return isNamedPath(route.path) ? serveNamed(exchange, route) : servePage(exchange, route)
    case 'document':
      return serveDocument(exchange, route)
    case 'file':
      return servePage(exchange, { key: route.key, path: route.key })
    case 'personal':
      return servePersonal(exchange, route)
    case 'mine':
      return serveMine(exchange)
    case 'nowhere':
      return serveNowhere(exchange)
  }
}

/** Readers ask for a few addresses again and again, and an address is compared with some sixty patterns. */
const mostRemembered = 1_000
const longestRemembered = 200

/** Where an address leads. What it means by itself never changes; whether a server is called so is asked each time. */
function remembering({ findIntake, built, known }: Parts): (url: string) => Route {
  const routes = new Map<string, Route>()
  return url => {
    const found = routes.get(url)
    if (found) return preferPage(found, known)
    const route = intakeRoute(url, findIntake) ?? routeOf(url, built)
    if (routes.size >= mostRemembered) routes.clear()
    // What leads nowhere, or has a token in it, is anybody's to invent.
    if (url.length <= longestRemembered && !/^(no|intake)/.test(route.is)) routes.set(url, route)
    return preferPage(route, known)
  }
}

/** A server may be called web01.example.md: the address that looks like a text about web01.example is its page. */
function preferPage(route: Route, known: Parts['known']): Route {
  if (route.is !== 'document' || !known.has(route.key)) return route
  return { is: 'page', key: route.key, path: route.key }
}

/** Nothing public is changed by asking for it. Anything else would be rendered anew for each that asks. */
function isLooking({ request: { method }, response }: Exchange): boolean {
  if (method === 'GET' || method === 'HEAD') return true
  refuseRequest(response, 405, `This is a page: ask for it by GET, not by ${method}.`, ['Allow', 'GET, HEAD'])
  return false
}

function joinLive({ request, response, parts }: Exchange): void {
  setHead(response, fileSecurity)
  tidyForwarded(request, parts.trustedProxies)
  parts.live.add(response, addressOfSender(request, parts.trustedProxies))
}

/** Staff alone hear that something has changed at the desk. */
async function joinDesk(exchange: Exchange): Promise<void> {
  const { request, response, parts } = exchange
  if (!(await isKnown(exchange, 401, 'Sign in at the desk first.'))) return
  if (response.destroyed) return
  setHead(response, fileSecurity)
  // Whether the desk can be asked.
  if (request.method === 'HEAD') {
    response.writeHead(204, { 'Cache-Control': 'no-store' }).end()
    return
  }
  tidyForwarded(request, parts.trustedProxies)
  parts.live.addStaff(response, addressOfSender(request, parts.trustedProxies))
}

/** Says why a request goes no further. */
function sendAway({ request, response }: Exchange, { status, message, head = [] }: TurnedAway): void {
  const isLetOut = drain(request)
  refuseRequest(response, status, message, [...(isLetOut ? [] : ['Connection', 'close']), ...head])
}
