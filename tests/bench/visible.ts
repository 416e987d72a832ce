import type { Product } from '#tests/support/product.ts'
import { percentile, printTable } from './table.ts'

const alertsPerRun = 60
const alertsPerSecond = 200
const alertsPerRequest = 40

/**
 * How long from sending an alert until its server's page, the API and the feed show it: while nothing else arrives, and among
 * 200 alerts a second. All three are asked for at once, so each waits for what the others take of the same process.
 */
export async function benchVisible(product: Product): Promise<void> {
  const rows = [['', 'p50', 'p99', 'max']]
  rows.push(...rowsOf('idle', await measure(product, 'idle')))
  const traffic = sendTraffic(product)
  rows.push(...rowsOf(`at ${alertsPerSecond} alerts/s`, await measure(product, 'busy')))
  await traffic.stop()
  printTable('From POST to what readers and programs see (one alert at a time)', rows)
}

const places = ['page', 'summary', 'feed'] as const
type Sample = Record<'answered' | (typeof places)[number], number[]>

const titles: Record<keyof Sample, string> = {
  answered: 'answered 200',
  page: "on the server's page",
  summary: 'in /api/v2/summary.json',
  feed: 'in /history.atom',
}

async function measure(product: Product, run: string): Promise<Sample> {
  console.log(`Sending ${alertsPerRun} alerts, each after the last one shows (${run}) …`)
  const sample: Sample = { answered: [], page: [], summary: [], feed: [] }
  for (let i = 0; i < alertsPerRun; i++) {
    const label = `web${String(19 + (Math.floor(i / 2) % 18)).padStart(2, '0')}`
    const server = `${label}.example-host.net`
    const urls = {
      page: `${product.siteUrl}/servers/${server}`,
      summary: `${product.siteUrl}/api/v2/summary.json`,
      feed: `${product.siteUrl}/history.atom`,
    }
    const before = await Promise.all(places.map(place => etagOf(urls[place])))
    const sentAt = performance.now()
    const fingerprint = `${run}:${label}:${Math.floor(i / 36)}`
    await product.alert(alertOf(server, fingerprint, i % 2 === 0 ? 'firing' : 'resolved'))
    sample.answered.push(performance.now() - sentAt)
    await Promise.all(
      places.map(async (place, at) => {
        while ((await etagOf(urls[place])) === before[at])
          if (performance.now() - sentAt > 10_000) throw new Error(`${urls[place]} never changed.`)
        sample[place].push(performance.now() - sentAt)
      }),
    )
  }
  return sample
}

function alertOf(server: string, fingerprint: string, state: string) {
  return { fingerprint, server, state, kind: 'outage', severity: 'critical', summary: 'bench' }
}

function rowsOf(run: string, sample: Sample): string[][] {
  return (['answered', ...places] as const).map(place => [
    `${run}: ${titles[place]}`,
    ...[0.5, 0.99, 1].map(part => `${percentile(sample[place], part).toFixed(1)} ms`),
  ])
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
