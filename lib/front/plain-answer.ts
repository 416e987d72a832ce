import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { wordsIn } from '#lib/words/words.ts'
import { answerSecurity, type Head, pageSecurity } from './security.ts'

/** Sets headers on an answer whose status and body others give. */
export function setHead(response: ServerResponse, head: Head): void {
  for (let i = 0; i < head.length; i += 2) response.setHeader(head[i] as string, head[i + 1] as string)
}

/** An endpoint's answer that Next is not asked for. */
export function refuseRequest(
  response: ServerResponse,
  status: number,
  message: string,
  head: Head = [],
): void {
  response.writeHead(status, [...answerSecurity, 'Content-Type', 'application/json', ...head])
  response.end(JSON.stringify({ message }))
}

/** Leads to the one address that a page has. */
export function redirectTo(response: ServerResponse, location: string): void {
  response.writeHead(308, [...pageSecurity, 'Location', location, 'Cache-Control', 'no-cache'])
  response.end()
}

/** There is no page to show: it could not be made, and none was kept. */
export function sendSorry(response: ServerResponse): void {
  sendSoon(response, 'fault')
}

/** There is no turn to make this page, for others are asked for. */
export function sendBusy(response: ServerResponse): void {
  sendSoon(response, 'busy')
}

function sendSoon(response: ServerResponse, why: 'fault' | 'busy'): void {
  if (response.headersSent) return void response.end()
  const words = wordsIn('en')
  response.writeHead(503, [
    ...pageSecurity,
    'Content-Type',
    'text/html; charset=utf-8',
    'Retry-After',
    '5',
    'Cache-Control',
    'no-store',
  ])
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
