import type { Product } from '#tests/support/product.ts'
import { percentile, printTable } from './table.ts'

const alertsPerRun = 60
const alertsPerSecond = 200
const alertsPerRequest = 40

/** How long from sending an alert until a reader's page shows it: while nothing else arrives, and among 200 alerts a second. */
export async function benchVisible(product: Product): Promise<void> {
  const rows = [['', 'p50', 'p99', 'max']]
  rows.push(...rowsOf('idle', await measure(product, 'idle')))
  const traffic = sendTraffic(product)
  rows.push(...rowsOf(`at ${alertsPerSecond} alerts/s`, await measure(product, 'busy')))
  await traffic.stop()
  printTable('From POST to page (one alert at a time)', rows)
}

type Sample = { answered: number[]; visible: number[] }

async function measure(product: Product, run: string): Promise<Sample> {
  console.log(`Sending ${alertsPerRun} alerts, each after the last one shows (${run}) …`)
  const answered: number[] = []
  const visible: number[] = []
  for (let i = 0; i < alertsPerRun; i++) {
    const state = i % 2 === 0 ? 'firing' : 'resolved'
    const label = `web${String(19 + (Math.floor(i / 2) % 18)).padStart(2, '0')}`
    const page = `${product.siteUrl}/servers/${label}.example-host.net`
    const before = await etagOf(page)
    const sentAt = performance.now()
    await product.alert({
      fingerprint: `${run}:${label}:${Math.floor(i / 36)}`,
      server: `${label}.example-host.net`,
      state,
      kind: 'outage',
      severity: 'critical',
      summary: 'bench',
    })
    answered.push(performance.now() - sentAt)
    while ((await etagOf(page)) === before)
      if (performance.now() - sentAt > 10_000) throw new Error(`${page} never changed.`)
    visible.push(performance.now() - sentAt)
  }
  return { answered, visible }
}

function rowsOf(run: string, { answered, visible }: Sample): string[][] {
  const row = (name: string, sample: number[]) => [
    `${run}: ${name}`,
    ...[0.5, 0.99, 1].map(part => `${percentile(sample, part).toFixed(1)} ms`),
  ]
  return [row('answered 200', answered), row("visible on the server's page", visible)]
}

/** Posts findings that are for staff, in requests of 40 at an even pace, until it is stopped. */
function sendTraffic({ siteUrl, token }: Product): { stop(): Promise<void> } {
  let sent = 0
  const underWay = new Set<Promise<unknown>>()
  const timer = setInterval(
    () => {
      const alerts = Array.from({ length: alertsPerRequest }, () => ({
        fingerprint: `traffic:${sent++}`,
        server: `web${String(1 + (sent % 18)).padStart(2, '0')}`,
        kind: 'other',
        state: 'firing',
        severity: 'info',
        summary: 'traffic',
      }))
      const request = fetch(`${siteUrl}/api/alerts/generic`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ version: 1, alerts }),
      }).then(response => response.arrayBuffer())
      underWay.add(request)
      void request.finally(() => underWay.delete(request))
    },
    (1000 * alertsPerRequest) / alertsPerSecond,
  )
  return {
    async stop() {
      clearInterval(timer)
      await Promise.all(underWay)
    },
  }
}

async function etagOf(url: string): Promise<string | null> {
  const response = await fetch(url)
  await response.arrayBuffer()
  return response.headers.get('etag')
}
