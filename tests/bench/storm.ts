import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { type Product, startProduct } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'
import { printTable } from './table.ts'

const groupCount = 25
const serversPerGroup = 40
const servicesPerServer = 10
const connections = 8
const longestMs = 300_000

/** Everything breaks at once: 10,000 alerts over 1,000 servers, in requests of 40, one subscriber for each server and one for all. */
export async function benchStorm(): Promise<void> {
  const product = await startProduct()
  try {
    await addHoster(product)
    const rows = [['10,000 alerts over 1,000 servers, requests of 40', '']]
    const before = memoryOf(product)
    let most = before
    const watch = setInterval(() => {
      most = Math.max(most, memoryOf(product))
    }, 200)
    const beganAt = performance.now()
    const since = () => `${((performance.now() - beganAt) / 1000).toFixed(1)} s`
    await sendAll(product)
    rows.push(['all accepted after', since()])
    await until(
      async () => (await headlineOf(product)).startsWith('1,000 of'),
      'the board is right',
      longestMs,
    )
    rows.push(['the board is right after', since()])
    await until(async () => (await waitingOf(product)) === 0, 'all is decided', longestMs)
    rows.push(['all decided after', since()])
    await until(async () => (await unplannedOf(product)) === 0, 'all is planned', longestMs)
    clearInterval(watch)
    rows.push(...(await countsOf(product)))
    rows.push(['memory before, at most', `${before} MB, ${most} MB`])
    printTable('A storm', rows)
  } finally {
    await product.stop()
  }
}

async function addHoster({ db }: Product): Promise<void> {
  await db.execute(sql`insert into groups (id, name, slug, position)
    select 'storm' || g, 'Storm rack ' || g, 'storm-rack-' || g, 100 + g from generate_series(1, ${groupCount}::int) g`)
  await db.execute(sql`insert into servers (id, hostname, label, group_id)
    select 's' || g || 'x' || n, 's' || g || 'x' || n || '.storm.example', 's' || g || 'x' || n, 'storm' || g
    from generate_series(1, ${groupCount}::int) g, generate_series(1, ${serversPerGroup}::int) n`)
  await db.execute(sql`insert into subscribers (id, email, state)
    select 'storm' || s.id, s.id || '@customers.example', 'confirmed' from servers s where s.id like 's%x%'
    union all select 'stormall', 'all@customers.example', 'confirmed'`)
  await db.execute(sql`insert into subscriptions (id, subscriber_id, server_id, confirmed_at)
    select 'storm' || s.id, 'storm' || s.id, s.id, now() from servers s where s.id like 's%x%'
    union all select 'stormall', 'stormall', null, now()`)
}

async function sendAll({ siteUrl, token }: Product): Promise<void> {
  const bodies: string[] = []
  for (let group = 1; group <= groupCount; group++)
    for (let service = 1; service <= servicesPerServer; service++) bodies.push(batchOf(group, service))
  async function send(): Promise<void> {
    for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
      const response = await fetch(`${siteUrl}/api/alerts/generic`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body,
      })
      if (!response.ok) throw new Error(`A request was answered ${response.status}: ${await response.text()}`)
      await response.arrayBuffer()
    }
  }
  await Promise.all(Array.from({ length: connections }, send))
}

function batchOf(group: number, service: number): string {
  const alerts = Array.from({ length: serversPerGroup }, (_, i) => ({
    fingerprint: `service${service}`,
    server: `s${group}x${i + 1}.storm.example`,

    kind: 'outage',
    state: 'firing',
    severity: 'critical',
    summary: `service ${service} does not answer`,
  }))
  return JSON.stringify({ version: 1, alerts })
}

async function headlineOf({ siteUrl }: Product): Promise<string> {
  const html = await (await fetch(siteUrl)).text()
  return /<h1[^>]*>([^<]*)/.exec(html)?.[1] ?? ''
}

async function waitingOf({ db }: Product): Promise<number> {
  const { rows } = await db.execute(sql`select count(*)::int as n from alert_log where decided_at is null`)
  return Number(rows[0]?.n)
}

async function unplannedOf({ db }: Product): Promise<number> {
  const { rows } = await db.execute(
    sql`select count(*)::int as n from notices where planned_at is null and held_at is null`,
  )
  return Number(rows[0]?.n)
}

async function countsOf({ db }: Product): Promise<string[][]> {
  const { rows } = await db.execute(sql`
    with each as (select subscriber_id, count(*) as n from deliveries where subscriber_id like 'storm%' group by 1)
    select (select count(*) from posts where kind = 'incident' and resolved_at is null) as incidents,
      (select count(*) from notices where held_at is not null and planned_at is null) as held,
      (select max(n) from each where subscriber_id <> 'stormall') as one,
      (select n from each where subscriber_id = 'stormall') as watching_all,
      (select count(distinct letter_id) from deliveries where subscriber_id = 'stormall') as letters`)
  const { incidents, held, one, watching_all, letters: mails } = rows[0] ?? {}
  return [
    ['incidents', String(incidents)],
    ['notices that wait for staff', String(held)],
    ['notices to who watches one server, at most', String(one ?? 0)],
    ['notices to who watches all, in letters so far', `${watching_all ?? 0} in ${mails}`],
  ]
}

/** Resident memory of the product's process, MB. */
function memoryOf(product: Product): number {
  const status = readFileSync(`/proc/${product.pid()}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)
}
