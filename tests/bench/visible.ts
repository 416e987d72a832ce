import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, type RequestOptions, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { writePolicy } from '#db/writes/settings/settings.ts'
import { type Product, startProduct } from '#tests/support/product.ts'
import { probed, stalls } from './stalls.ts'
import { percentile, printTable } from './table.ts'

/** Between two looks at a place: each takes a tenth of a millisecond of the process that is measured. */
const lookMs = 3
const alertsPerSecond = 200
const alertsPerRequest = 40
const connections = 64

/** alerts: how many are measured. pauseMs: from the moment when one shows until the next is sent. */
export type VisibleRun = { title: string; alerts: number; pauseMs: number; load?: (product: Product) => Load }
type Load = { stop(): Promise<void> }

const runs: readonly VisibleRun[] = [
  { title: 'just started, a pause between', alerts: 12, pauseMs: 1_500 },
  { title: 'alone, a pause between', alerts: 40, pauseMs: 1_500 },
  { title: 'alone, back to back', alerts: 60, pauseMs: 0 },
  { title: `among ${alertsPerSecond} alerts/s`, alerts: 30, pauseMs: 200, load: sendTraffic },
  { title: `herd of ${connections}`, alerts: 30, pauseMs: 200, load: sendHerd },
]

const places = ['page', 'summary', 'board'] as const
type Sample = Record<'answered' | (typeof places)[number], number[]> & { stallMs: number }

const titles = {
  answered: 'answered 200',
  page: "on the server's page",
  summary: 'in /api/v2/summary.json',
  board: 'on the board',
}

/**
 * How long from sending an alert until its server's page, the API and the board show it, each looked at by a connection of its
 * own that has read it before: who waits for news looks again. BESIDE: the folder of another built tree, which is measured by turns with this one. RUN: a part of the title of the only run.
 */
export async function benchVisible(): Promise<void> {
  const beside = process.env.BESIDE
  const { environment, probe } = probed()
  const here = await startProduct(environment)
  const other = beside ? await startElsewhere(beside) : null
  await Promise.all([here, other?.product].map(product => product && tellEachEnd(product)))
  try {
    const rows = [['', 'p50', 'p90', 'p99', 'loop stood still']]
    for (const run of runs.filter(({ title }) => title.includes(process.env.RUN ?? ''))) {
      rows.push(...visibleRows(run, await measureVisible(here, run, probe)))
      if (other)
        rows.push(
          ...visibleRows(
            { ...run, title: `[${beside}] ${run.title}` },
            await measureVisible(other.product, run, other.probe),
          ),
        )
    }
    printTable('From POST to what readers and programs see (one alert at a time)', rows)
  } finally {
    await here.stop()
    await other?.product.stop()
  }
}

/** A server that fails again and again counts as failing in between, and its end is told seconds later: here each end is looked for. */
async function tellEachEnd({ db }: Product): Promise<void> {
  await db.transaction(tx => writePolicy(tx, { flapStartPercent: 100 }, new Date()))
}

async function startElsewhere(folder: string) {
  const { environment, probe } = probed('beside')
  return { product: await startProduct(environment, undefined, folder), probe }
}

/** Sends the alerts of a run one by one, and looks for each at all places. probe: where the product tells for how long it stood still. */
export async function measureVisible(product: Product, run: VisibleRun, probe: string): Promise<Sample> {
  console.log(`Sending ${run.alerts} alerts to ${product.siteUrl} (${run.title}) …`)
  const sample: Sample = { answered: [], page: [], summary: [], board: [], stallMs: 0 }
  const load = run.load?.(product)
  const [sender, ...looks] = [null, ...places].map(() => new Agent({ keepAlive: true, maxSockets: 1 }))
  await stalls(probe)
  for (let i = 0; i < run.alerts; i++) {
    const label = `web${String(19 + (Math.floor(i / 2) % 18)).padStart(2, '0')}`
    const server = `${label}.example-host.net`
    const state = i % 2 === 0 ? 'firing' : 'resolved'
    const looksAt = places.map((place, at) => ({
      place,
      isShown: lookAt(product.siteUrl, place, label, looks[at]),
    }))
    for (const { isShown } of looksAt) await isShown()
    if (run.pauseMs > 0) await pause(run.pauseMs)
    const sentAt = performance.now()
    const since = () => performance.now() - sentAt
    const fingerprint = `${run.title}:${label}:${Math.floor(i / 36)}`
    const answered = send(product, alertOf(server, fingerprint, state), sender).then(() =>
      sample.answered.push(since()),
    )
    const shown = looksAt.map(async ({ place, isShown }) => {
      do {
        if (since() > 10_000) throw new Error(`The ${place} never showed that ${server} is ${state}.`)
        await pause(lookMs)
      } while ((await isShown()) !== (state === 'firing'))
      sample[place].push(since())
    })
    await Promise.all([answered, ...shown])
  }
  sample.stallMs = (await stalls(probe)).wallMs
  for (const agent of [sender, ...looks]) agent?.destroy()
  await load?.stop()
  return sample
}

function alertOf(server: string, fingerprint: string, state: string) {
  return { fingerprint, server, state, kind: 'outage', severity: 'critical', summary: 'bench' }
}

/** A line a place: half, nine of ten and 99 of 100 alerts were there by then. */
export function visibleRows({ title }: VisibleRun, sample: Sample): string[][] {
  return (['answered', ...places] as const).map((place, at) => [
    `${title}: ${titles[place]}`,
    ...[0.5, 0.9, 0.99].map(part => `${percentile(sample[place], part).toFixed(1)} ms`),
    at === 0 ? `${sample.stallMs.toFixed(0)} ms` : '',
  ])
}

/** Posts findings that are for staff, in requests of 40 at an even pace, until it is stopped. */
function sendTraffic({ siteUrl, token }: Product): Load {
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
      const posted = fetch(`${siteUrl}/api/alerts/generic`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ version: 1, alerts }),
      }).then(response => response.arrayBuffer())
      underWay.add(posted)
      void posted.finally(() => underWay.delete(posted))
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

/** Asks for the board as fast as it is answered, from a process of its own. */
function sendHerd({ siteUrl }: Product): Load {
  const options = `--connections ${connections} --duration 600 --headers accept-encoding=gzip`
  const herd = spawn('node_modules/.bin/autocannon', [...options.split(' '), `${siteUrl}/`])
  return {
    async stop() {
      herd.kill('SIGKILL')
      await once(herd, 'exit')
    },
  }
}

/** Looks whether a place tells that a server is down. What is there already is not sent again, and costs hardly anything. */
function lookAt(siteUrl: string, place: (typeof places)[number], label: string, agent?: Agent) {
  const server = `/servers/${label}.example-host.net`
  const at = {
    page: { path: server, down: new RegExp(`<h1[^>]*>${label} is down`) },
    summary: { path: '/api/v2/summary.json', down: new RegExp(`"name":"${label}","status":"major_outage"`) },
    board: { path: '/', down: new RegExp(`href="${server}" data-tone="down"`) },
  }[place]
  let last = { etag: '', isDown: false }
  return async () => {
    const headers = last.etag ? { 'if-none-match': last.etag } : {}
    const seen = await exchange(siteUrl + at.path, { agent, headers })
    if (seen.status !== 304) last = { etag: seen.etag ?? last.etag, isDown: at.down.test(seen.body) }
    return last.isDown
  }
}

async function send({ siteUrl, token }: Product, alert: object, agent?: Agent): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ version: 1, alerts: [alert] })
  const answer = await exchange(`${siteUrl}/api/alerts/generic`, { method: 'POST', agent, headers }, body)
  if (answer.status !== 200) throw new Error(`The alert was answered ${answer.status}: ${answer.body}`)
}

/** By the plainest client there is: another takes longer for its own part. */
function exchange(
  url: string,
  options: RequestOptions,
  sent = '',
): Promise<{ status?: number; etag?: string; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, options, async response => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk)
      const body = Buffer.concat(chunks).toString('utf8')
      resolve({ status: response.statusCode, etag: response.headers.etag, body })
    })
    asked.once('error', reject)
    asked.end(sent)
  })
}
