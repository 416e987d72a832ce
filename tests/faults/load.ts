import { Agent, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Product } from '#tests/support/product.ts'

/** Pages and documents that readers ask for again and again. */
export const readPaths = [
  '/',
  '/servers/web01.example-host.net',
  '/history',
  '/subscribe',
  '/api/v2/summary.json',
  '/status.txt',
]

/** A machine that is busy with others may stand still for long. */
const longestMs = 60_000

/** What readers and tools were answered while a load lasted. */
export type Load = {
  reads: number
  /** Each read that was not answered 200, as a sentence. */
  failed: string[]
  /** Alerts by the status that they were answered; 0: not at all. */
  alerts: Map<number, number>
  longestAlertMs: number
  /** Fingerprints of what was accepted. */
  accepted: Set<string>
}

type Options = {
  readsPerSecond: number
  alertsPerSecond: number
}

/** Reads pages and sends alerts, each once, until it is told to stop. name: begins the fingerprints. */
export function startLoad(product: Product, name: string, { readsPerSecond, alertsPerSecond }: Options) {
  const load: Load = { reads: 0, failed: [], alerts: new Map(), longestAlertMs: 0, accepted: new Set() }
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const underWay = new Set<Promise<void>>()
  let isOver = false

  function begin(work: Promise<void>): void {
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  }

  async function read(path: string): Promise<void> {
    const answer = await readOnce(`${product.siteUrl}${path}`, agent).catch((error: Error) => error.message)
    load.reads += 1
    if (answer !== 200) load.failed.push(`${path} was answered ${answer}`)
  }

  async function send(fingerprint: string, label: string): Promise<void> {
    const beganAt = performance.now()
    const server = `${label}.example-host.net`
    const facts = {
      fingerprint,
      server,
      kind: 'outage',
      state: 'firing',
      severity: 'critical',
      summary: 'It is silent',
    }
    const answer = await sendOnce(product, facts).catch(() => 0)
    load.longestAlertMs = Math.max(load.longestAlertMs, performance.now() - beganAt)
    load.alerts.set(answer, (load.alerts.get(answer) ?? 0) + 1)
    if (answer === 200) load.accepted.add(fingerprint)
  }

  async function run(): Promise<void> {
    const beganAt = performance.now()
    let asked = 0
    let sent = 0
    while (!isOver) {
      const seconds = (performance.now() - beganAt) / 1000
      // A machine that cannot keep up is asked for no more than it answers.
      while (asked < seconds * readsPerSecond && underWay.size < 256) {
        begin(read(readPaths[asked % readPaths.length] ?? '/'))
        asked += 1
      }
      while (sent < seconds * alertsPerSecond) {
        sent += 1
        begin(send(`${name}:${sent}`, `web${String(1 + (sent % 30)).padStart(2, '0')}`))
      }
      await pause(10)
    }
    await Promise.all(underWay)
    agent.destroy()
  }

  const running = run()
  return {
    load,
    async stop(): Promise<Load> {
      isOver = true
      await running
      return load
    },
  }
}

async function sendOnce({ siteUrl, token }: Product, facts: object): Promise<number> {
  const answer = await fetch(`${siteUrl}/api/alerts/generic`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ version: 1, alerts: [facts] }),
    signal: AbortSignal.timeout(longestMs),
  })
  await answer.arrayBuffer()
  return answer.status
}

function readOnce(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = get(
      url,
      { agent, timeout: longestMs, headers: { 'accept-encoding': 'gzip' } },
      response => {
        response.resume()
        response.once('end', () => resolve(response.statusCode ?? 0))
        response.once('error', reject)
      },
    )
    asked.once('timeout', () => asked.destroy(new Error('nothing for a minute')))
    asked.once('error', (error: NodeJS.ErrnoException) => {
      // The server has closed an idle connection while this was on its way there: as browsers do, ask over another one.
      if (error.code === 'ECONNRESET' && asked.reusedSocket) readOnce(url, agent).then(resolve, reject)
      else reject(error)
    })
  })
}
