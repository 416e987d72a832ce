import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { faultOf, logFault } from '#lib/faults/fault.ts'
import { currentWords } from '#lib/language.ts'
import { currentContext } from '#lib/log/context.ts'
import { answerSecurity, type Head, pageSecurity } from './security.ts'

/** A head with the id of the request that it answers, where it has one. */
export function withId(head: Head): string[] {
  const { requestId } = currentContext() ?? {}
  return requestId ? [...head, 'X-Request-Id', requestId] : [...head]
}

/** Sets headers on an answer whose status and body others give. */
export function setHead(response: ServerResponse, given: Head): void {
  const head = withId(given)
  for (let i = 0; i < head.length; i += 2) response.setHeader(head[i] as string, head[i + 1] as string)
}

/** An endpoint's answer that Next is not asked for. */
export function refuseRequest(
  response: ServerResponse,
  status: number,
  message: string,
  head: Head = [],
): void {
  response.writeHead(status, withId([...answerSecurity, 'Content-Type', 'application/json', ...head]))
  response.end(JSON.stringify({ message }))
}

/** Leads to the one address that a page has. */
export function redirectTo(response: ServerResponse, location: string): void {
  response.writeHead(308, withId([...pageSecurity, 'Location', location, 'Cache-Control', 'no-cache']))
  response.end()
}

/** What was thrown while a request was answered: only a database that is away is called that, all else is a fault of ours. */
export function failRequest(response: ServerResponse, error: unknown, head: Head = []): void {
  // Without its address, which may hold a token.
  logFault('a request failed', error)
  if (response.headersSent) response.destroy()
  else if (faultOf(error) === 'away') {
    const message = 'The database of this site does not answer. Try again in a few seconds.'
    refuseRequest(response, 503, message, [...soon, ...head])
  } else refuseRequest(response, 500, 'Something is wrong with this site itself. Its log says what.', head)
}

const soon = ['Retry-After', '5']

/** There is no page to show: the database does not answer, or the page takes too long, and none was kept. */
export function sendAway(response: ServerResponse, isLate: boolean): void {
  sendPlainPage(response, 503, isLate ? 'late' : 'away', soon)
}

/** There is no page to show, by a fault of ours, and none was kept. */
export function sendFault(response: ServerResponse): void {
  sendPlainPage(response, 500, 'fault')
}

/** There is no turn to make this page, because others are asked for. */
export function sendBusy(response: ServerResponse): void {
  sendPlainPage(response, 503, 'busy', soon)
}

type Why = 'late' | 'away' | 'fault' | 'busy'

function sendPlainPage(response: ServerResponse, status: number, why: Why, head: Head = []): void {
  if (response.headersSent) return void response.end()
  const words = currentWords()
  const common = [...pageSecurity, 'Content-Type', 'text/html; charset=utf-8', 'Cache-Control', 'no-store']
  response.writeHead(status, withId([...common, ...head]))
  response.end(`<!doctype html><html lang="${words('language.code')}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${words('site.sorry.title')}</title><body style="font:1.1rem/1.5 system-ui;margin:3rem auto;max-width:30rem;padding:0 1rem">
<h1>${words('site.sorry.headline')}</h1>
<p>${words(`site.sorry.${why}`)}</p><p><a href="/">${words('site.sorry.board')}</a></p></body></html>`)
}

const malformed: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** Answers what is no request, or never became a whole one. Nothing goes into the middle of another answer. */
export function sendMalformed(error: Error & { code?: string }, socket: Duplex): void {
  const { _httpMessage: under } = socket as { _httpMessage?: { headersSent: boolean } }
  if (!socket.writable || under?.headersSent) return void socket.destroy()
  const status = malformed[error.code ?? ''] ?? '400 Bad Request'
  const lines = answerSecurity.flatMap((name, i) =>
    i % 2 === 0 ? [`${name}: ${answerSecurity[i + 1]}`] : [],
  )
  socket.end([`HTTP/1.1 ${status}`, ...lines, 'Connection: close', 'Content-Length: 0', '', ''].join('\r\n'))
}
