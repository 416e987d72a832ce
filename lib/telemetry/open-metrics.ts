import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Registry } from 'prom-client'
import { env } from '#lib/env.ts'
import { log } from '#lib/log/log.ts'
import type { Looked } from './metrics.ts'

/**
 * Opens /metrics where the environment says: at a port of its own, or at the site's for who shows the token. Unset: nowhere, and
 * nothing is counted. before: what answers a request that is not for it. processNumber: each of several has a port of its own, counted up.
 */
export async function openMetrics(looked: Looked, processNumber = 1) {
  const { METRICS_PORT: port, METRICS_HOST: host, METRICS_TOKEN: token } = env
  if (port === undefined && token === undefined) return { before: (next: Answer) => next, close: () => {} }
  // Loaded only where somebody looks.
  const { collectMetrics } = await import('./metrics.ts')
  const registry = collectMetrics(looked)
  const own = port === undefined ? null : await listen(registry, port + processNumber - 1, host)
  return {
    before:
      (next: Answer): Answer =>
      (request, response) =>
        token !== undefined && isForMetrics(request) && isGiven(request, token)
          ? send(registry, request, response)
          : next(request, response),
    close: () => void own?.close(),
  }
}

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown

function isForMetrics({ url = '' }: IncomingMessage): boolean {
  return url.startsWith('/metrics') && url.split('?', 1)[0] === '/metrics'
}

/** Whoever does not show it learns not even that there is something. */
function isGiven({ headers }: IncomingMessage, token: string): boolean {
  const given = Buffer.from(headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** A port that is taken is said, and is no reason to have no status site. */
async function listen(registry: Registry, port: number, host: string): Promise<Server> {
  const server = createServer((request, response) => {
    if (isForMetrics(request)) void send(registry, request, response)
    else response.writeHead(404).end()
  })
  await new Promise<void>(resolve => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      log.warn(`metrics cannot be shown at port ${port} of ${host}: ${error.code}`)
      resolve()
    })
    // In a cluster a port would be shared by all.
    server.listen({ port, host, exclusive: true }, resolve)
  })
  return server.unref()
}

async function send(
  registry: Registry,
  { method }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isAsked = method === 'GET' || method === 'HEAD'
  const text = isAsked ? await registry.metrics() : ''
  if (response.destroyed) return
  response.writeHead(isAsked ? 200 : 405, {
    'Content-Type': registry.contentType,
    'Cache-Control': 'no-store',
    // As every answer of the site is guarded: a browser that comes here renders nothing and runs nothing.
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  })
  response.end(method === 'GET' ? text : undefined)
}
