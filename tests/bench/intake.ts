import { setTimeout as pause } from 'node:timers/promises'
import autocannon from 'autocannon'
import { sql } from 'drizzle-orm'
import { newId } from '#db/id.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { type Addition, appendAlerts, writeAdditions } from '#lib/flows/alerts/append-alerts.ts'
import { type Product, startProduct } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'
import { probed, stalls } from './stalls.ts'
import { median, printTable } from './table.ts'
import { usedBy } from './used.ts'

const connections = 32
const secondsPerRun = 5
const restMs = 15_000
const alertsPerBatch = 40
const turns = Number(process.env.TURNS ?? 3)

/** One flood over HTTP: bare is the rate of a bare loop right before it, cpu what each alert cost, ms. */
type Flood = {
  bare: number
  rate: number
  productMs: number
  databaseMs: number
  decisionsPerSecond: number
  stallMs: number
}

/**
 * How many requests of one alert are stored in a second, alone and sharing transactions, beside a bare insert loop on the same
 * database, and what each costs. BESIDE: the folder of another built tree, which is measured by turns with this one. TURNS: how
 * many floods of single alerts each gets.
 */
export async function benchIntake(): Promise<void> {
  const folders = ['', ...(process.env.BESIDE ? [process.env.BESIDE] : [])]
  const places = await Promise.all(folders.map((folder, i) => start(folder, `intake${i}`)))
  try {
    for (const { title, product } of places) await benchOne(title, product)
    const floods = places.map(() => [] as Flood[])
    for (let turn = 0; turn < turns; turn++)
      for (const [i, { product, probe }] of places.entries()) floods[i]?.push(await floodOf(product, probe))
    printTable(`Single alerts over HTTP (${connections} connections), medians of ${turns} turns`, [
      ['', 'bare/s', 'alerts/s', 'of bare', 'CPU ms', 'of PostgreSQL', 'decisions/s', 'loop stood still'],
      ...places.map(({ title }, i) => [title, ...rowOf(floods[i] ?? [])]),
    ])
  } finally {
    for (const { product } of places) await product.stop()
  }
}

async function start(folder: string, name: string) {
  const { environment, probe } = probed(name)
  const product = await startProduct(environment, undefined, folder || process.cwd())
  return { title: folder || 'this tree', product, probe }
}

/** CPU ms and the rest for each alert, as medians; the longest stall of all. */
function rowOf(floods: readonly Flood[]): string[] {
  const middle = (of: (flood: Flood) => number) => median(floods.map(of))
  return [
    middle(each => each.bare).toFixed(0),
    middle(each => each.rate).toFixed(0),
    `${(middle(each => each.rate / each.bare) * 100).toFixed(0)} %`,
    middle(each => each.productMs).toFixed(2),
    middle(each => each.databaseMs).toFixed(2),
    middle(each => each.decisionsPerSecond).toFixed(1),
    `${Math.max(...floods.map(each => each.stallMs)).toFixed(0)} ms`,
  ]
}

async function floodOf(product: Product, probe: string): Promise<Flood> {
  // A source may send a thousand requests a second in the long run, and a flood is faster: that limit is not what is measured.
  await pause(restMs)
  const { insertAlone } = await runsOf(product)
  const bare = await rateOf(insertAlone)
  await pause(1000)
  await stalls(probe)
  const [before, decidedBefore] = [usedBy(product), await decisionsOf(product)]
  const rate = await postRate(product, 1)
  const [after, decidedAfter] = [usedBy(product), await decisionsOf(product)]
  const alerts = rate * secondsPerRun
  const { cpuMs: stallMs } = await stalls(probe)
  await pause(1000)
  return {
    bare,
    rate,
    stallMs,
    productMs: (after.productMs - before.productMs) / alerts,
    databaseMs: (after.databaseMs - before.databaseMs) / alerts,
    decisionsPerSecond: (decidedAfter - decidedBefore) / secondsPerRun,
  }
}

async function decisionsOf({ db }: Product): Promise<number> {
  const { rows } = await db.execute(
    sql`select count(distinct decided_at)::int as n from alert_log where result = 'accepted'`,
  )
  return Number(rows[0]?.n)
}

async function runsOf({ db }: Product) {
  const [server] = await db.select().from(servers).limit(1)
  const [source] = await db.select().from(sources).limit(1)
  if (!server || !source) throw new Error('The demo has no server or no source.')
  const addition = (): Addition => {
    const receivedAt = new Date()
    const facts = { sourceId: source.id, serverId: server.id, format: 'generic', fingerprint: newId() }
    const line = { ...facts, result: 'ignored' as const, kind: 'outage' as const, decidedAt: receivedAt }
    return { sourceId: source.id, receivedAt, messageId: null, lines: [{ ...line, summary: 'bench' }] }
  }
  return {
    insertAlone: () =>
      db.execute(sql`insert into alert_log (source_id, server_id, format, fingerprint, result, summary, decided_at)
      values (${source.id}, ${server.id}, 'generic', ${newId()}, 'ignored', 'bench', now())`),
    appendAlone: () => db.transaction(tx => writeAdditions(tx, [addition()])),
    appendTogether: () => appendAlerts(db, addition()),
  }
}

async function benchOne(title: string, product: Product): Promise<void> {
  const { insertAlone, appendAlone, appendTogether } = await runsOf(product)
  const runs: [string, () => Promise<unknown>][] = [
    ['bare insert, one statement each', insertAlone],
    ['appended, one transaction each', appendAlone],
    ['appended, sharing transactions', appendTogether],
  ]
  const rates: (readonly [string, number])[] = []
  for (const [name, once] of runs) rates.push([name, await rateOf(once)])
  await pause(1000)
  rates.push(['POST /api/alerts/generic, one alert each', await postRate(product, 1)])
  const many = await postRate(product, alertsPerBatch)
  rates.push([`POST /api/alerts/generic, ${alertsPerBatch} alerts each`, many])
  const bare = rates[0]?.[1] ?? Number.NaN
  const decided = await decidedRate(product)
  printTable(`Requests stored durably (${connections} connections), ${title}`, [
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
