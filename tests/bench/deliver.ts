import { readFileSync } from 'node:fs'
import { eq, isNotNull, sql } from 'drizzle-orm'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { startMailProvider } from '#tests/support/mail-provider.ts'
import { type Product, startProduct } from '#tests/support/product.ts'
import { tellEach } from '#tests/support/tell-each.ts'
import { until } from '#tests/support/until.ts'
import { percentile, printTable } from './table.ts'

const subscriberCount = Number(process.env.BENCH_SUBSCRIBERS ?? 100_000)
const alertCount = 200
/** As many requests under way as the product has. */
const atOnce = 5

/** What the provider saw of one mail, by the clock of this process. */
type Arrival = { to: string; at: number }

/**
 * One notice to 100,000 subscribers, beside a bare loop that posts the same batches to the same provider,
 * and how long a first mail takes from the alert while nothing else is sent, and in the middle of that mailing.
 */
export async function benchDeliver(): Promise<void> {
  const arrivals: Arrival[] = []
  const bodies: string[] = []
  const provider = await startMailProvider({
    isBodyKept: false,
    onTake: (to, body) => {
      arrivals.push({ to, at: performance.now() })
      if (bodies.length === 0) bodies.push(body)
    },
  })
  const product = await startProduct({
    RESEND_API_KEY: 're_test',
    RESEND_BASE_URL: provider.url,
    MAIL_RATE: '10000',
  })
  try {
    await tellEach(product)
    await benchFirstMail(product, arrivals)
    arrivals.length = 0
    bodies.length = 0
    await benchOneNotice(product, arrivals)
    await benchBareLoop(provider.url, bodies[0] ?? '[]', arrivals)
  } finally {
    await product.stop()
    await provider.close()
  }
}

async function benchFirstMail(product: Product, arrivals: Arrival[]): Promise<void> {
  console.log(`Adding ${alertCount} servers with one subscriber each, and sending an alert of each …`)
  await product.db.execute(sql`insert into servers (id, hostname, label)
    select 'lat' || n, 'lat' || n || '.example-host.net', 'lat' || n from generate_series(1, ${alertCount}::int) n`)
  await product.db.execute(sql`insert into subscribers (id, email, state)
    select 'lat' || n, 'lat' || n || '@customers.example', 'confirmed' from generate_series(1, ${alertCount}::int) n`)
  await product.db.execute(sql`insert into subscriptions (id, subscriber_id, server_id, confirmed_at)
    select 'lat' || n, 'lat' || n, 'lat' || n, now() from generate_series(1, ${alertCount}::int) n`)
  const waited: number[] = []
  for (let number = 1; number <= alertCount; number++) {
    const sentAt = performance.now()
    await down(product, `lat${number}`)
    const to = `lat${number}@customers.example`
    const arrival = await until(() => arrivals.find(each => each.to === to), `${to} has a mail`, 60_000)
    waited.push(arrival.at - sentAt)
  }
  const cells = [0.5, 0.99, 1].map(part => `${percentile(waited, part).toFixed(0)} ms`)
  printTable('From sending an alert until its first mail is at the provider', [
    ['', 'p50', 'p99', 'max'],
    [`${alertCount} alerts, one after the other`, ...cells],
  ])
}

async function benchOneNotice(product: Product, arrivals: Arrival[]): Promise<void> {
  console.log(`Adding ${subscriberCount} confirmed subscribers of web07, and sending one alert …`)
  await product.db.execute(sql`insert into subscribers (id, email, state)
    select 'big' || n, 'big' || n || '@customers.example', 'confirmed'
    from generate_series(1, ${subscriberCount}::int) n`)
  await product.db.execute(sql`insert into subscriptions (id, subscriber_id, server_id, confirmed_at)
    select 'big' || n, 'big' || n, servers.id, now()
    from generate_series(1, ${subscriberCount}::int) n join servers on servers.label = 'web07'`)
  await product.db.execute(sql`analyze subscribers, subscriptions`)
  const memory: number[] = []
  const sampling = setInterval(() => memory.push(residentMiB(product.pid())), 100)
  const before = residentMiB(product.pid())
  const sentAt = performance.now()
  await down(product, 'web07')
  const planned = await until(() => isPlanned(product), 'the notice is planned', 120_000)
  const plannedAfter = performance.now() - sentAt
  const newTrouble = await benchNewTrouble(product, arrivals)
  await until(() => arrivals.length > subscriberCount, 'all mails are out', 600_000)
  const last = arrivals.at(-1)?.at ?? 0
  clearInterval(sampling)
  const first = arrivals[0]?.at ?? 0
  const seconds = (last - first) / 1000
  const heads = ['', 'first mail', 'planned', 'last mail', 'mails per second', 'new trouble meanwhile']
  printTable(`One notice to ${planned.toLocaleString('en')} subscribers`, [
    heads,
    [
      'the product',
      `${(first - sentAt).toFixed(0)} ms`,
      `${(plannedAfter / 1000).toFixed(1)} s`,
      `${((last - sentAt) / 1000).toFixed(1)} s`,
      `${(arrivals.length / seconds).toFixed(0)}`,
      newTrouble,
    ],
  ])
  printTable('Memory of its process (resident)', [
    ['', 'before', 'median', 'highest'],
    ['MiB', ...[before, percentile(memory, 0.5), percentile(memory, 1)].map(value => value.toFixed(0))],
  ])
  const distinct = new Set(arrivals.map(each => each.to)).size
  const sent = await product.db.$count(deliveries, eq(deliveries.state, 'sent'))
  console.log(
    `  ${distinct} addresses got ${arrivals.length} mails; ${sent - alertCount} of them are settled.`,
  )
}

/** In the middle of the mailing, or as soon as it is planned: another alert, until its mail is at the provider. */
async function benchNewTrouble(product: Product, arrivals: Arrival[]): Promise<string> {
  await product.db.execute(sql`insert into servers (id, hostname, label)
    values ('late', 'late.example-host.net', 'late')`)
  await product.db.execute(sql`insert into subscribers (id, email, state)
    values ('late', 'late@customers.example', 'confirmed')`)
  await product.db.execute(sql`insert into subscriptions (id, subscriber_id, server_id, confirmed_at)
    values ('late', 'late', 'late', now())`)
  await until(() => arrivals.length >= subscriberCount / 2, 'half of the mails are out', 600_000)
  const [sentAt, before] = [performance.now(), arrivals.length]
  await down(product, 'late')
  const to = 'late@customers.example'
  const arrival = await until(() => arrivals.find(each => each.to === to), `${to} has a mail`, 600_000)
  return `${(arrival.at - sentAt).toFixed(0)} ms, after ${arrivals.indexOf(arrival) - before} of the others`
}

/** How many deliveries the latest notice has, once it is planned. */
async function isPlanned(product: Product): Promise<number | undefined> {
  const rows = await product.db.select().from(notices).where(isNotNull(notices.plannedAt))
  return rows.map(row => row.plannedCount).find(size => size >= subscriberCount)
}

/** The least that a sender can do: the same bodies to the same provider, as many at once, and nothing kept. */
async function benchBareLoop(url: string, body: string, arrivals: Arrival[]): Promise<void> {
  const rate = (arrivals.length / ((arrivals.at(-1)?.at ?? 0) - (arrivals[0]?.at ?? 0))) * 1000
  const requests = Math.ceil(subscriberCount / 100)
  let next = 0
  const startedAt = performance.now()
  const lane = async () => {
    while (next < requests) {
      const headers = { authorization: 'Bearer re_test', 'idempotency-key': `bare-${next++}` }
      await (await fetch(`${url}/emails/batch`, { method: 'POST', headers, body })).arrayBuffer()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  const bare = (requests * 100) / ((performance.now() - startedAt) / 1000)
  printTable('Beside a bare loop that posts the same batches', [
    ['', 'mails per second', 'part of bare'],
    ['bare loop', bare.toFixed(0), '100 %'],
    ['the product', rate.toFixed(0), `${((rate / bare) * 100).toFixed(0)} %`],
  ])
}

async function down(product: Product, label: string): Promise<void> {
  await product.alert({
    fingerprint: `bench:${label}`,
    server: `${label}.example-host.net`,
    kind: 'outage',
    state: 'firing',

    severity: 'critical',
    summary: 'bench',
  })
}

/** Memory of a process in MiB, by Linux's accounting. */
function residentMiB(pid: number): number {
  const line = readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+) kB/)
  return Number(line?.[1] ?? 0) / 1024
}
