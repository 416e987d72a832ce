import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { context, trace } from '@opentelemetry/api'
import { afterEach, expect, it, vi } from 'vitest'
import { env } from '#lib/env.ts'
import { openTraces } from '#lib/telemetry/open-traces.ts'
import { inSpan, inSpanOfAlerts, noteUndecided } from '#lib/trace.ts'

type Span = {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  links: { spanId: string }[]
  status: { code: number; message?: string }
}
type Sent = {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue: string } }[] }
    scopeSpans: { spans: Span[] }[]
  }[]
}

const closing: (() => unknown)[] = []

afterEach(async () => {
  env.OTEL_EXPORTER_OTLP_ENDPOINT = undefined
  env.OTEL_SDK_DISABLED = false
  vi.unstubAllEnvs()
  trace.disable()
  context.disable()
  for (const close of closing.splice(0)) await close()
})

/** A collector that speaks OTLP over HTTP. */
async function startCollector() {
  const got: { path: string; headers: Record<string, unknown>; body: Sent }[] = []
  const server = createServer(async (request, response) => {
    got.push({
      path: request.url ?? '',
      headers: request.headers,
      body: JSON.parse(await text(request)) as Sent,
    })
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', address)
  env.OTEL_EXPORTER_OTLP_ENDPOINT = address
  return got
}

it('sends spans to the collector that the standard variables name, joined by trace and link', async () => {
  vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', 'deployment.environment=night')
  vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'x-key=abc')
  const got = await startCollector()
  const end = await openTraces()
  await inSpan('receive alerts', { 'allclear.tool': 'prometheus' }, async () => noteUndecided())
  await inSpanOfAlerts('decide alerts', () => inSpan('render a page', {}, async () => 'page'))
  const failing = inSpan('send notices', {}, async () => {
    throw new Error('a secret of somebody')
  })
  await expect(failing).rejects.toThrow('a secret')
  await end()
  expect(got.map(({ path }) => path)).toEqual(['/v1/traces'])
  expect(got[0]?.headers['x-key']).toBe('abc')
  const [sent] = got[0]?.body.resourceSpans ?? []
  const resource = Object.fromEntries(
    sent?.resource.attributes.map(({ key, value }) => [key, value.stringValue]) ?? [],
  )
  expect(resource).toMatchObject({ 'service.name': 'allclear', 'deployment.environment': 'night' })
  const spans = sent?.scopeSpans.flatMap(scope => scope.spans) ?? []
  const named = (name: string) => spans.find(span => span.name === name)
  expect(named('decide alerts')?.links.map(({ spanId }) => spanId)).toEqual([named('receive alerts')?.spanId])
  expect(named('render a page')).toMatchObject({
    traceId: named('decide alerts')?.traceId,
    parentSpanId: named('decide alerts')?.spanId,
  })
  expect(named('send notices')?.status).toMatchObject({ code: 2 })
  expect(JSON.stringify(spans)).not.toContain('a secret')
})

it('records nothing where no collector is named, or all of it is switched off', async () => {
  const end = await openTraces()
  await inSpan('receive alerts', {}, async () =>
    expect(trace.getActiveSpan()?.isRecording() ?? false).toBe(false),
  )
  await end()
  const got = await startCollector()
  env.OTEL_SDK_DISABLED = true
  const endOther = await openTraces()
  await inSpan('receive alerts', {}, async () => {})
  await endOther()
  expect(got).toEqual([])
})
