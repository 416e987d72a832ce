import type { Product } from '#tests/support/product.ts'
import { percentile, printTable } from './table.ts'

const alertsPerRun = 60

/** How long from sending an alert until a reader's page shows it, one alert after the other. */
export async function benchVisible(product: Product): Promise<void> {
  console.log(`Sending ${alertsPerRun} alerts, each after the last one shows …`)
  const answered: number[] = []
  const visible: number[] = []
  for (let i = 0; i < alertsPerRun; i++) {
    const state = i % 2 === 0 ? 'firing' : 'resolved'
    const label = `web${String(19 + (Math.floor(i / 2) % 18)).padStart(2, '0')}`
    const page = `${product.siteUrl}/servers/${label}.example-host.net`
    const before = await etagOf(page)
    const sentAt = performance.now()
    await product.alert({
      ...{ fingerprint: `bench:${label}:${Math.floor(i / 36)}`, server: `${label}.example-host.net`, state },
      ...{ kind: 'outage', severity: 'critical', summary: 'bench' },
    })
    answered.push(performance.now() - sentAt)
    while ((await etagOf(page)) === before)
      if (performance.now() - sentAt > 10_000) throw new Error(`${page} never changed.`)
    visible.push(performance.now() - sentAt)
  }
  const row = (name: string, sample: number[]) => [
    name,
    ...[0.5, 0.99, 1].map(part => `${percentile(sample, part).toFixed(1)} ms`),
  ]
  printTable('From POST to page (idle site, one alert at a time)', [
    ['', 'p50', 'p99', 'max'],
    row('answered 200', answered),
    row("visible on the server's page", visible),
  ])
}

async function etagOf(url: string): Promise<string | null> {
  const response = await fetch(url)
  await response.arrayBuffer()
  return response.headers.get('etag')
}
