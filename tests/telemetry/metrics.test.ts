import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { env } from '#lib/env.ts'
import { signal, timed } from '#lib/signals.ts'
import { collectMetrics, type Looked } from '#lib/telemetry/metrics.ts'
import { openMetrics } from '#lib/telemetry/open-metrics.ts'

const looked: Looked = {
  readQueues: async () => [{ of: 'alerts', waiting: 3, oldestSeconds: 1.5 }],
  pool: () => ({ total: 5, idle: 3, waiting: 1 }),
  liveReaders: () => 12,
  pages: () => ({ entries: 40, bytes: 4096 }),
}

const closing: (() => void)[] = []

beforeEach(() => {
  env.METRICS_PORT = undefined
  env.METRICS_TOKEN = undefined
})
afterEach(() => {
  env.METRICS_TOKEN = undefined
  for (const close of closing.splice(0)) close()
})

it('counts what happens, by tool, channel and outcome, and looks at the rest', async () => {
  const registry = collectMetrics(looked)
  signal('alerts', { tool: 'prometheus', status: 200, accepted: 2, rejected: 1 })
  signal('alerts', { tool: 'zabbix', status: 401, accepted: 0, rejected: 0 })
  signal('decision', { seconds: 0.02, lines: 3, outcome: 'done' })
  signal('page', { from: 'kept' })
  signal('delivery', { channel: 'mail', outcome: 'sent', count: 100 })
  await timed(
    async () => 'page',
    (seconds, outcome) => signal('render', { seconds, of: 'page', outcome }),
  )
  const text = await registry.metrics()
  for (const line of [
    'allclear_alert_requests_total{tool="zabbix",status="401"} 1',
    'allclear_alerts_total{tool="prometheus",outcome="taken"} 2',
    'allclear_alerts_total{tool="prometheus",outcome="not_taken"} 1',
    'allclear_decision_seconds_count{of="alerts",outcome="done"} 1',
    'allclear_render_seconds_count{of="page",outcome="done"} 1',
    'allclear_pages_served_total{from="kept"} 1',
    'allclear_deliveries_total{channel="mail",outcome="sent"} 100',
    'allclear_queue_waiting{queue="alerts"} 3',
    'allclear_queue_oldest_seconds{queue="alerts"} 1.5',
    'allclear_database_connections{state="used"} 2',
    'allclear_database_connections{state="waited_for"} 1',
    'allclear_live_readers 12',
    'allclear_pages_kept 40',
  ])
    expect(text).toContain(`${line}\n`)
})

it('tells nothing of queues while the database does not answer, and all the rest', async () => {
  const registry = collectMetrics({
    ...looked,
    readQueues: async () => {
      throw new Error('the database is away')
    },
  })
  const text = await registry.metrics()
  expect(text).not.toContain('queue="alerts"')
  expect(text).toContain('allclear_live_readers 12')
})

it('has every metric that the dashboard names', async () => {
  const text = await collectMetrics(looked).metrics()
  const known = new Set([...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name]) => name ?? ''))
  const dashboard = readFileSync('docs/metrics/grafana.json', 'utf8')
  const named = [...dashboard.matchAll(/\b(?:allclear|nodejs|process)_\w+/g)].map(([name]) => name)
  const missing = named.filter(name => !known.has(name) && !known.has(name.replace(/_(bucket|count)$/, '')))
  expect(named.length).toBeGreaterThan(20)
  expect(missing).toEqual([])
})

/** The site's own port, where everything else is answered "site". */
async function openSite(): Promise<string> {
  const metrics = await openMetrics(looked)
  const server = createServer(metrics.before((_, response) => void response.end('site')))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close(), metrics.close)
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const read = async (address: string, authorization = '') => {
  const answer = await fetch(address, { headers: authorization ? { authorization } : {} })
  return answer.text()
}

it('shows nothing to anybody unless the environment says so', async () => {
  expect(await read(`${await openSite()}/metrics`)).toBe('site')
})

it('shows them at the port of the site to who shows the token, and to all others the site alone', async () => {
  env.METRICS_TOKEN = 'a-token-of-this-test'
  const site = await openSite()
  expect(await read(`${site}/metrics`, 'Bearer a-token-of-this-test')).toContain('allclear_live_readers')
  for (const wrong of [
    '',
    'Bearer a-token-of-this-tes',
    'a-token-of-this-test',
    'Bearer A-token-of-this-test',
  ])
    expect(await read(`${site}/metrics`, wrong)).toBe('site')
  const { headers } = await fetch(`${site}/metrics`, {
    headers: { authorization: 'Bearer a-token-of-this-test' },
  })
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(await read(`${site}/metricsx`, 'Bearer a-token-of-this-test')).toBe('site')
})
