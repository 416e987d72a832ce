import type { IncomingMessage, ServerResponse } from 'node:http'
import { env } from '#lib/env.ts'
import { clientAddress } from '#lib/rate-limit.ts'
import type { LiveStream } from './live-stream.ts'
import { oneByOne } from './one-by-one.ts'
import { type Answer, makePage, type Page, variantFor } from './page.ts'
import type { PageCache } from './page-cache.ts'
import { mostFormBytes, needsPerson, type TurnedAway, turnAway } from './passable.ts'
import { routeOf } from './routes.ts'
import { deskSecurity } from './security.ts'

export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown

/** An address that has no page, whatever was asked: rendered once for all of them. */
const nowhere = '/no-such-page'

type Parts = {
  pages: PageCache
  live: LiveStream
  render: (url: string) => Promise<Answer>
  /** Whether whoever sends these headers is signed in at the desk. */
  isPerson: (headers: Headers) => Promise<boolean>
  next: Handler
}

/** Serves public pages from the cache, those made for one reader without it, the stream of changes, and the rest by Next. */
export function createFront({ pages, live, render, isPerson, next: nextAtOnce }: Parts): Handler {
  const inTurn = oneByOne()
  const next: Handler = (request, response) => inTurn(() => nextAtOnce(request, response))
  return (request, response) => {
    const url = request.url ?? '/'
    const away = turnAway(request)
    if (away) return sendAway(request, response, away)
    if (needsPerson(request)) return passPerson(request, response, { isPerson, next })
    if (request.method !== 'GET' && request.method !== 'HEAD') return passOn(request, response, next)
    if (url === '/live') return live.add(response, senderOf(request))
    const route = routeOf(url)
    switch (route.is) {
      case 'page':
      case 'file':
        return serve(request, response, pages, route.key, route.is === 'page' ? route.path : route.key)
      case 'nowhere':
        return serve(request, response, pages, nowhere, nowhere)
      case 'personal':
        return servePersonal(request, response, render)
      case 'private':
        return passOn(request, response, next)
    }
  }
}

/** Says why a request goes no further: programs get JSON, people a sentence. */
function sendAway(request: IncomingMessage, response: ServerResponse, away: TurnedAway): void {
  const isProgram = request.url?.startsWith('/api/')
  setSecurity(response)
  const type = isProgram ? 'application/json' : 'text/plain; charset=utf-8'
  // What is still to come of the body is not read.
  response.writeHead(away.status, { 'Content-Type': type, Connection: 'close', ...away.headers })
  response.end(isProgram ? JSON.stringify({ message: away.message }) : `${away.message}\n`)
}

async function passPerson(
  request: IncomingMessage,
  response: ServerResponse,
  { isPerson, next }: Pick<Parts, 'isPerson' | 'next'>,
): Promise<unknown> {
  const cookies = new Headers({ cookie: request.headers.cookie ?? '' })
  // Without its database nobody is known.
  if (await isPerson(cookies).catch(() => false)) return passOn(request, response, next)
  const message = `Without a signed-in person the desk takes at most ${mostFormBytes / 1024} KiB. Sign in, then send it again.`
  return sendAway(request, response, { status: 413, message })
}

function passOn(request: IncomingMessage, response: ServerResponse, next: Handler): unknown {
  setSecurity(response)
  request.url = withoutStraySlashes(request.url ?? '/')
  addSender(request)
  return next(request, response)
}

function setSecurity(response: ServerResponse): void {
  for (let i = 0; i < deskSecurity.length; i += 2)
    response.setHeader(deskSecurity[i] as string, deskSecurity[i + 1] as string)
}

/** The address of who sent a request, behind the proxies that we trust. */
function senderOf(request: IncomingMessage): string {
  addSender(request)
  const seen = String(request.headers['x-forwarded-for'] ?? '')
  return clientAddress(new Headers({ 'x-forwarded-for': seen }), env.TRUSTED_PROXIES)
}

/**
 * Adds the address that our socket saw to X-Forwarded-For, as every hop has to: Next adds it only where a request has
 * no such header, so that a caller who sends one could pass for anybody.
 */
function addSender({ headers, socket }: IncomingMessage): void {
  const seen = [headers['x-forwarded-for'], socket.remoteAddress].flat().filter(each => each)
  headers['x-forwarded-for'] = seen.join(', ')
}

/** Next redirects from an address with a slash too many, and a caller of the API follows no redirect. */
export function withoutStraySlashes(url: string): string {
  const [path = '', ...query] = url.split('?')
  if (!/^\/+api\//.test(path)) return url
  return [path.replace(/\/+/g, '/').replace(/\/$/, ''), ...query].join('?')
}

function serve(
  request: IncomingMessage,
  response: ServerResponse,
  pages: PageCache,
  key: string,
  path: string,
): unknown {
  const current = pages.peek(key)
  if (current) return send(request, response, current)
  return pages.get(key, path).then(
    page => (page ? send(request, response, page) : sendSorry(response)),
    () => sendSorry(response),
  )
}

function servePersonal(
  request: IncomingMessage,
  response: ServerResponse,
  render: Parts['render'],
): Promise<void> {
  return render(request.url ?? '/')
    .then(answer => makePage({ ...answer, isPersonal: true }, Date.now()))
    .then(
      page => send(request, response, page),
      () => sendSorry(response),
    )
}

function send(request: IncomingMessage, response: ServerResponse, page: Page): void {
  const variant = variantFor(page, request.headers['accept-encoding'] as string | undefined)
  if (request.headers['if-none-match']?.includes(variant.etag)) {
    response.writeHead(304, variant.unchangedHead)
    response.end()
    return
  }
  response.writeHead(page.status, variant.head)
  if (request.method === 'HEAD') response.end()
  else response.end(variant.bytes)
}

const sorry = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>One moment</title><body style="font:1.1rem/1.5 system-ui;margin:3rem auto;max-width:30rem;padding:0 1rem">
<h1>This page cannot be shown right now</h1>
<p>The status site has lost its database and is reconnecting. This says nothing about your server.
Try again in a few seconds.</p></body></html>`

function sendSorry(response: ServerResponse): void {
  response.writeHead(503, {
    'Content-Type': 'text/html; charset=utf-8',
    'Retry-After': '5',
    'Cache-Control': 'no-store',
  })
  response.end(sorry)
}
