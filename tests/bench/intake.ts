import { setTimeout as pause } from 'node:timers/promises'
import autocannon from 'autocannon'
import { sql } from 'drizzle-orm'
import { newId } from '#db/id.ts'
import { servers, sources } from '#db/schema.ts'
import { type Addition, appendAlerts, writeAdditions } from '#lib/flows/append-alerts.ts'
import type { Product } from '#tests/support/product.ts'
import { printTable } from './table.ts'

const connections = 32
const secondsPerRun = 5

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
  rates.push(['POST /api/alerts/generic, whole path', await postRate(product)])
  const bare = rates[0]?.[1] ?? Number.NaN
  printTable(`Requests of one alert, stored durably (${connections} connections)`, [
    ['', 'requests/s', 'of bare'],
    ...rates.map(([name, rate]) => [name, rate.toFixed(0), `${((rate / bare) * 100).toFixed(0)} %`]),
  ])
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

/** One firing alert per request, all of one server and fingerprint, so that deciding costs little. */
async function postRate({ siteUrl, token }: Product): Promise<number> {
  const facts = {
    fingerprint: 'bench:intake',
    kind: 'other',
    state: 'firing',
    severity: 'info',
    summary: 'bench',
  }
  const result = await autocannon({
    ...{ url: `${siteUrl}/api/alerts/generic`, method: 'POST', connections, duration: secondsPerRun },
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ version: 1, alerts: [{ ...facts, server: 'web07.example-host.net' }] }),
  })
  if (result.non2xx > 0) throw new Error(`${result.non2xx} requests were refused.`)
  return result.requests.total / result.duration
}
