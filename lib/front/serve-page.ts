import type { IncomingMessage, ServerResponse } from 'node:http'
import { faultOf, logFault } from '#lib/faults/fault.ts'
import { currentContext } from '#lib/log/context.ts'
import type { WholeAnswer } from '#lib/processes/wire/whole-answer.ts'
import { signal } from '#lib/signals.ts'
import { answerOf } from './caching/answer-of.ts'
import type { Exchange } from './exchange.ts'
import { networkOfSender, tidyForwarded } from './forwarded.ts'
import { isSpoken } from './languages/address.ts'
import { makePage, type Page } from './page.ts'
import { redirectTo, sendAway, sendBusy, sendFault, withId } from './plain-answer.ts'
import { QueueFull } from './rendering/render-queue.ts'
import { plainPath, type Route } from './routes.ts'

type PersonalRoute = Extract<Route, { is: 'personal' }>
type Address = { key: string; path: string }

/** An address that has no page, whatever was asked: rendered once for all of them. */
export const nowhere = { key: '/no-such-page', path: '/no-such-page' }

/** Serves a page from the cache, and renders it first where it is not there. */
export function servePage(exchange: Exchange, { key, path }: Address): unknown {
  const { pages } = exchange.parts
  const spoken = keyOf(exchange, key)
  const current = pages.peek(spoken)
  signal('page', { from: current ? 'kept' : 'made' })
  if (current) return give(exchange, key, current)
  return pages.get(spoken, path, askerOf(exchange)).then(
    page => give(exchange, key, page),
    error => sendFailure(exchange.response, error),
  )
}

/** What is kept in several languages has one key for each. Files are the same in all. */
function keyOf({ prefix }: Exchange, key: string): string {
  return prefix !== '' && isSpoken(key) ? prefix + key : key
}

/** Serves the page of a server or post. For what there is not, nothing is rendered. */
export function serveNamed(exchange: Exchange, address: Address): unknown {
  const { known } = exchange.parts
  if (known.has(address.path)) return servePage(exchange, address)
  return known
    .mayHave(address.path)
    .then(isKnown => (isKnown ? servePage(exchange, address) : serveNowhere(exchange)))
}

/** Who wrote the name of a server or post in another way is led to it; all others learn that there is no page. */
export function serveNowhere(exchange: Exchange): unknown {
  const asked = exchange.request.url ?? '/'
  const plain = plainPath(asked)
  const isOther = plain !== null && plain !== asked.split('?')[0]
  if (isOther && exchange.parts.known.has(plain))
    return redirectTo(exchange.response, exchange.prefix + plain)
  return servePage(exchange, nowhere)
}

/** Serves what is made for one reader, in its turn, and keeps nothing of it. url: what is rendered, mostly what was asked. */
export async function servePersonal(
  exchange: Exchange,
  { isFramed = false }: Omit<PersonalRoute, 'is'>,
  url = exchange.request.url ?? '/',
): Promise<void> {
  const { request, response, parts } = exchange
  const asker = { is: 'asked', from: askerOf(exchange) } as const
  const sender = request.headers['x-forwarded-for'] as string | undefined
  // Whoever left while waiting is not waited for.
  const render = async () => (response.destroyed ? null : parts.render(exchange.prefix + url, sender))
  try {
    const answer = await parts.queue.run('personal', asker, render)
    if (!answer) return
    const made = { ...answer, isPersonal: true, isFor: isFramed ? ('frames' as const) : undefined }
    give(exchange, url, await makePage(made, Date.now()))
  } catch (error) {
    // The framework has said what failed where it did; what else fails, nobody has.
    if (!(error instanceof QueueFull)) logFault('a page for one reader cannot be rendered', error)
    sendFailure(response, error)
  }
}

/** Readers of one network share their turns. */
export function askerOf({ request, parts: { trustedProxies } }: Exchange): string {
  tidyForwarded(request, trustedProxies)
  return `reader ${networkOfSender(request, trustedProxies)}`
}

/** What turns out to have no page gets the page that says so: Next's own is blank without its scripts. */
function give(exchange: Exchange, key: string, page: Page): unknown {
  const lost = exchange.lost ?? nowhere
  if (page.status === 404 && key !== lost.key) return servePage(exchange, lost)
  return sendPage(exchange, page, page.status === 404 ? undefined : key)
}

/** Sends a page as it is, or that it has not changed. key: where it is kept; left out: caches in front are not to keep it. */
export function sendPage(exchange: Exchange, page: Page, key?: string): void | Promise<void> {
  const form = exchange.parts.aged?.formOf(page) ?? page
  return form instanceof Promise
    ? form.then(aged => sendForm(exchange, aged, key))
    : sendForm(exchange, form, key)
}

function sendForm(exchange: Exchange, page: Page, key: string | undefined): void {
  sendKept(exchange.request, exchange.response, answerOf(exchange.request, page, exchange.parts, key))
}

/** Sends an answer that is there whole. What is kept is sent without an id, and its head without a copy. */
export function sendKept(
  { method }: IncomingMessage,
  response: ServerResponse,
  { status, head, bytes }: WholeAnswer,
): void {
  response.writeHead(status, currentContext() ? withId(head) : (head as string[]))
  if (bytes === null || method === 'HEAD') response.end()
  else response.end(bytes)
}

function sendFailure(response: ServerResponse, error: unknown): void {
  const why = whyNot(error)
  if (why === 'busy') sendBusy(response)
  else if (why === 'fault') sendFault(response)
  else sendAway(response, why === 'late')
}

/** Why there is nothing to send. */
export function whyNot(error: unknown): 'busy' | 'fault' | 'late' | 'away' {
  if (error instanceof QueueFull) return 'busy'
  const fault = faultOf(error)
  return fault === 'bug' ? 'fault' : fault
}
