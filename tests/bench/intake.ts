import { setTimeout as pause } from 'node:timers/promises'
import autocannon from 'autocannon'
import { sql } from 'drizzle-orm'
import { newId } from '#db/id.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { type Addition, appendAlerts, writeAdditions } from '#lib/flows/alerts/append-alerts.ts'
import type { Product } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'
import { printTable } from './table.ts'

const connections = 32
const secondsPerRun = 5
const alertsPerBatch = 40

/** How many requests of one alert are stored in a second, alone and sharing transactions, beside a bare insert loop. */
export async function benchIntake(product: Product): Promise<void> {
  const { db } = product
  const [server] = await db.select().from(servers).limit(1)
  const [source] = await db.select().from(sources).limit(1)
  if (!server || !source) throw new Error('The demo has no server or no source.')
  const addition = (): Addition => {
    const receivedAt = new Date()
    const facts = { sourceId: source.id, serverId: server.id, format: 'generic', fingerprint: newId() }
    const line = { ...facts, result: 'ignored' as const, kind: 'outage' as const, decidedAt: receivedAt }
    return { sourceId: source.id, receivedAt, messageId: null, lines: [{ ...line, summary: 'bench' }] }
  }
  const insertAlone = () =>
    db.execute(sql`insert into alert_log (source_id, server_id, format, fingerprint, result, summary, decided_at)
      values (${source.id}, ${server.id}, 'generic', ${newId()}, 'ignored', 'bench', now())`)
  const runs: [string, () => Promise<unknown>][] = [
    ['bare insert, one statement each', insertAlone],
    ['appended, one transaction each', () => db.transaction(tx => writeAdditions(tx, [addition()]))],
    ['appended, sharing transactions', () => appendAlerts(db, addition())],
  ]
  const rates: (readonly [string, number])[] = []
  for (const [name, once] of runs) rates.push([name, await rateOf(once)])
  await pause(1000)
  rates.push(['POST /api/alerts/generic, one alert each', await postRate(product, 1)])
  const many = await postRate(product, alertsPerBatch)
  rates.push([`POST /api/alerts/generic, ${alertsPerBatch} alerts each`, many])
  const bare = rates[0]?.[1] ?? Number.NaN
  const decided = await decidedRate(product)
  printTable(`Requests stored durably (${connections} connections)`, [
    ['', 'requests/s', 'of bare'],
    ...rates.map(([name, rate]) => [name, rate.toFixed(0), `${((rate / bare) * 100).toFixed(0)} %`]),
  ])
  console.log(`  ${(many * alertsPerBatch).toFixed(0)} alerts/s accepted in batches; ${decided}`)
}

/** Waits until all that was accepted is decided. */
async function decidedRate({ db }: Product): Promise<string> {
  const waiting = async () => {
    const { rows } = await db.execute(
      sql`select count(*)::int as waiting from alert_log where decided_at is null`,
    )
    return Number(rows[0]?.waiting)
  }
  const beganAt = performance.now()
  const left = await waiting()
  await until(async () => (await waiting()) === 0, 'all is decided', 120_000)
  const seconds = (performance.now() - beganAt) / 1000
  return left === 0
    ? 'all were decided when the last was answered'
    : `the ${left} that waited then were decided in ${seconds.toFixed(1)} s (${(left / seconds).toFixed(0)}/s)`
}

async function rateOf(once: () => Promise<unknown>): Promise<number> {
  const end = performance.now() + secondsPerRun * 1000
  let count = 0
  async function loop() {
    for (; performance.now() < end; count++) await once()
  }
  await Promise.all(Array.from({ length: connections }, loop))
  return count / secondsPerRun
}

/** Requests per second of this many firing alerts each, of a few servers and fingerprints. */
async function postRate({ siteUrl, token }: Product, alertsPerRequest: number): Promise<number> {
  const facts = {
    kind: 'other',
    state: 'firing',
    severity: 'info',
    summary: 'bench',
  }
  const result = await autocannon({
    url: `${siteUrl}/api/alerts/generic`,
    method: 'POST',
    connections,
    duration: secondsPerRun,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      version: 1,
      alerts: Array.from({ length: alertsPerRequest }, (_, i) => ({
        ...facts,
        fingerprint: `bench:${i}`,
        server: `web${String(1 + (i % 18)).padStart(2, '0')}.example-host.net`,
      })),
    }),
  })
  if (result.non2xx > 0) throw new Error(`${result.non2xx} requests were refused.`)
  return result.requests.total / result.duration
}
