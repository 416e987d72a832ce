import { sql } from 'drizzle-orm'
import { startMailProvider } from '#tests/support/mail-provider.ts'
import { type Product, startProduct } from '#tests/support/product.ts'
import { tellEach } from '#tests/support/tell-each.ts'
import { until } from '#tests/support/until.ts'
import { Flood } from './flood-of.ts'
import { percentile, printTable } from './table.ts'

const alertsPerRun = 25
/** No run may be slower than this many times the idle one. */
const mostTimesIdle = 2

/** What strangers can ask for without end, and how often in a second. */
const floods: Record<string, { perSecond: number; addressOf: (i: number) => string }> = {
  'junk servers, 75/s': { perSecond: 75, addressOf: i => `/servers/junk-${i}.example` },
  'junk posts, 75/s': { perSecond: 75, addressOf: i => `/posts/junk-${i}` },
  'junk links for one reader, 75/s': { perSecond: 75, addressOf: personalJunk },
  'junk at the desk, 75/s': { perSecond: 75, addressOf: deskJunk },
  'all of these, 300/s': { perSecond: 300, addressOf: anyJunk },
}

function personalJunk(i: number): string {
  const families = ['/confirm/', '/unsubscribe/', '/preferences/', '/comments/confirm/', '/find?q=']
  return `${families[i % families.length]}junk-${i}`
}

function deskJunk(i: number): string {
  const families = ['/desk/sign-in?junk=', '/desk/enter/junk-', '/desk?junk=', '/desk/posts/junk-']
  return `${families[i % families.length]}${i}`
}

function anyJunk(i: number): string {
  const families = [
    (n: number) => `/servers/junk-${n}.example`,
    (n: number) => `/posts/junk-${n}`,
    personalJunk,
    deskJunk,
    (n: number) => `/subscribe?domain=junk-${n}.example`,
  ]
  return families[i % families.length]?.(Math.floor(i / families.length)) ?? '/'
}

/** From an alert to its page and its mail while strangers ask for what there is not, beside the same without them. */
export async function benchFlood(): Promise<void> {
  const arrivals = new Map<string, number>()
  const onTake = (to: string) => void arrivals.set(to, performance.now())
  const provider = await startMailProvider({ isBodyKept: false, onTake })
  const product = await startProduct({
    RESEND_API_KEY: 're_test',
    RESEND_BASE_URL: provider.url,
    MAIL_RATE: '10000',
    NODE_OPTIONS: `--import=${new URL('../support/loop-watch.ts', import.meta.url)}`,
  })
  try {
    await tellEach(product)
    await measure(product, arrivals, 'warm')
    const idle = await measure(product, arrivals, 'idle')
    const rows = [['', 'to page p50', 'max', 'to mail p50', 'max', 'loop still: work, clock', 'answers']]
    rows.push(rowOf('idle', idle, '', idle))
    for (const [name, { perSecond, addressOf }] of Object.entries(floods)) {
      console.log(`${alertsPerRun} alerts among ${name} …`)
      const flood = new Flood(product.siteUrl, perSecond, addressOf)
      const run = name.replace(/\W/g, '')
      rows.push(rowOf(name, await measure(product, arrivals, run), await flood.stop(), idle))
    }
    printTable(
      `From an alert to its page and its first mail (beside: times of idle, at most ${mostTimesIdle})`,
      rows,
    )
  } finally {
    await product.stop()
    await provider.close()
  }
}

type Sample = { page: number[]; mail: number[]; still: string }

async function measure(product: Product, arrivals: Map<string, number>, run: string): Promise<Sample> {
  await addServers(product, run)
  await longestStill(product)
  const sample: Sample = { page: [], mail: [], still: '' }
  for (let number = 1; number <= alertsPerRun; number++) {
    const label = `${run}${number}`
    const { page, mail } = await measureOne(product, arrivals, label)
    sample.page.push(page)
    sample.mail.push(mail)
  }
  return { ...sample, still: await longestStill(product) }
}

async function addServers({ db }: Product, run: string): Promise<void> {
  const numbers = sql`generate_series(1, ${alertsPerRun}::int) n`
  await db.execute(sql`insert into servers (id, hostname, label)
    select ${run} || n, lower(${run}) || n || '.example-host.net', ${run} || n from ${numbers}`)
  await db.execute(sql`insert into subscribers (id, email, state)
    select ${run} || n, lower(${run}) || n || '@customers.example', 'confirmed' from ${numbers}`)
  await db.execute(sql`insert into subscriptions (id, subscriber_id, server_id, confirmed_at)
    select ${run} || n, ${run} || n, ${run} || n, now() from ${numbers}`)
}

/** A reader has the page open before its server fails. */
async function measureOne(product: Product, arrivals: Map<string, number>, label: string) {
  const host = `${label.toLowerCase()}.example-host.net`
  const url = `${product.siteUrl}/servers/${host}`
  await until(async () => (await pageAt(url)).status === 200, `${url} is there`, 60_000)
  const before = (await pageAt(url)).etag
  const sentAt = performance.now()
  await product.alert({
    fingerprint: `flood:${label}`,
    server: host,
    kind: 'outage',
    state: 'firing',
    severity: 'critical',
    summary: 'does not answer',
  })
  while ((await pageAt(url)).etag === before)
    if (performance.now() - sentAt > 60_000) throw new Error(`${url} never changed.`)
  const page = performance.now() - sentAt
  const to = `${label.toLowerCase()}@customers.example`
  const mailAt = await until(() => arrivals.get(to), `${to} has a mail`, 60_000)
  return { page, mail: mailAt - sentAt }
}

async function pageAt(url: string): Promise<{ status: number; etag: string | null }> {
  const response = await fetch(url)
  await response.arrayBuffer()
  return { status: response.status, etag: response.headers.get('etag') }
}

/** The longest time that the product's event loop stood still since it was last asked: of its own work, and by the clock. */
async function longestStill(product: Product): Promise<string> {
  const said = () => [...product.output().matchAll(/stood still for ([\d.]+) ms of work, ([\d.]+) ms/g)]
  const before = said().length
  process.kill(product.pid(), 'SIGUSR2')
  const last = await until(() => said()[before], 'the product says how long its loop stood still')
  return `${Number(last[1]).toFixed(0)} ms, ${Number(last[2]).toFixed(0)} ms`
}

function rowOf(name: string, sample: Sample, answers: string, idle: Sample): string[] {
  const cells = (['page', 'mail'] as const).flatMap(what =>
    [0.5, 1].map(part => {
      const value = percentile(sample[what], part)
      const times = value / percentile(idle[what], part)
      return `${value.toFixed(0)} ms (${times.toFixed(1)})`
    }),
  )
  return [name, ...cells, sample.still, answers]
}
