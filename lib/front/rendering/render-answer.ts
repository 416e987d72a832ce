import { type IncomingMessage, request } from 'node:http'
import { RenderFailure } from '#lib/faults/render-failure.ts'
import type { RenderedAnswer } from '#lib/front/page.ts'
import { languageHeader } from '#lib/front/request/render-language.ts'
import { requestIdHeader } from '#lib/front/request/request-id.ts'
import { currentLanguage } from '#lib/language.ts'
import { currentContext } from '#lib/log/context.ts'
import { stripRemarks } from './strip-remarks.ts'
import { stripScripts } from './strip-scripts.ts'

/** A render that takes longer counts as failed. */
const longestRenderMs = 10_000
/** No page of ours is larger; a larger answer is a fault. */
const mostBytes = 8 * 1024 * 1024

type Options = { socketPath: string; siteUrl: string; longestMs?: number }

/**
 * Asks Next for one address as a reader without cookies would, over its private socket. sender: who asked, as
 * X-Forwarded-For says it; left out where the page is for everybody.
 * Rejects with a RenderFailure when Next fails (status 500 or more), is too slow, or sends too much.
 */
export async function renderAnswer(
  url: string,
  { socketPath, siteUrl, longestMs = longestRenderMs }: Options,
  sender?: string,
): Promise<RenderedAnswer> {
  const { host, protocol } = new URL(siteUrl)
  const { requestId } = currentContext() ?? {}
  const headers = {
    host,
    'x-forwarded-proto': protocol.slice(0, -1),
    'x-forwarded-host': host,
    accept: 'text/html',
    [languageHeader]: currentLanguage(),
    ...(sender ? { 'x-forwarded-for': sender } : {}),
    ...(requestId ? { [requestIdHeader]: requestId } : {}),
  }
  const response = await ask({ socketPath, path: url, headers, timeout: longestMs })
  const body = await readBody(response)
  const status = response.statusCode ?? 500
  if (status === 503) throw new RenderFailure('away', 'the database does not answer')
  if (status >= 500) throw new RenderFailure('bug', `the site answered ${status}`)
  const contentType = response.headers['content-type'] ?? 'application/octet-stream'
  return {
    status,
    contentType,
    location: response.headers.location,
    cacheControl: response.headers['cache-control'],
    body: strip(url, contentType, body),
  }
}

function strip(url: string, contentType: string, body: Buffer): Buffer {
  if (contentType.startsWith('text/html')) return Buffer.from(stripScripts(body.toString('utf8')))
  const isOurs = /javascript/.test(contentType) && !url.startsWith('/_next/')
  return isOurs ? Buffer.from(stripRemarks(body.toString('utf8'))) : body
}

function ask(options: {
  socketPath: string
  path: string
  headers: Record<string, string>
  timeout: number
}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request({ ...options, method: 'GET' }, resolve)
    const late = () => new RenderFailure('late', `no answer within ${options.timeout / 1000} s`)
    asked.once('timeout', () => asked.destroy(late()))
    asked.once('error', reject)
    asked.end()
  })
}

async function readBody(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response) {
    length += chunk.length
    if (length > mostBytes) throw new RenderFailure('bug', `the page is larger than ${mostBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
