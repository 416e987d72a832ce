import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { onSignal } from '#lib/signals.ts'

/** What is asked for when somebody looks. */
export type Looked = {
  /** Of the queues in the database. Rejects where it does not answer. */
  readQueues(): Promise<{ of: 'alerts' | 'deliveries' | 'notices'; waiting: number; oldestSeconds: number }[]>
  pool(): { total: number; idle: number; waiting: number }
  /** Readers with a stream of changes open. */
  liveReaders(): number
  /** Pages that are kept. */
  pages(): { entries: number; bytes: number }
}

/** From a thousandth of a second to ten. */
const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Counts what happens in this process from now on, and looks at the rest when it is asked. Its text is that of Prometheus. */
export function collectMetrics(looked: Looked): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  countAlerts(registry)
  timeDecisions(registry)
  timeRenders(registry)
  countPages(registry)
  countDeliveries(registry)
  lookAtQueues(registry, looked)
  lookAtProcess(registry, looked)
  return registry
}

function countAlerts(registry: Registry): void {
  const registers = [registry]
  const requests = new Counter({
    name: 'allclear_alert_requests_total',
    help: 'Requests with alerts, by the tool of their address and by how they were answered.',
    labelNames: ['tool', 'status'],
    registers,
  })
  const alerts = new Counter({
    name: 'allclear_alerts_total',
    help: 'Alerts in those requests: taken, or refused, ignored, repeated or of unknown servers.',
    labelNames: ['tool', 'outcome'],
    registers,
  })
  onSignal('alerts', ({ tool, status, accepted, rejected }) => {
    requests.inc({ tool, status: String(status) })
    if (accepted > 0) alerts.inc({ tool, outcome: 'taken' }, accepted)
    if (rejected > 0) alerts.inc({ tool, outcome: 'not_taken' }, rejected)
  })
}

function timeDecisions(registry: Registry): void {
  const decisions = new Histogram({
    name: 'allclear_decision_seconds',
    help: 'How long a decision takes. of: alerts, or what time alone has changed.',
    labelNames: ['of', 'outcome'],
    buckets: seconds,
    registers: [registry],
  })
  onSignal('decision', ({ seconds, lines, outcome }) =>
    decisions.observe({ of: lines > 0 ? 'alerts' : 'time', outcome }, seconds),
  )
}

function timeRenders(registry: Registry): void {
  const renders = new Histogram({
    name: 'allclear_render_seconds',
    help: 'How long it takes to make a page for readers or a document for programs.',
    labelNames: ['of', 'outcome'],
    buckets: seconds,
    registers: [registry],
  })
  onSignal('render', ({ seconds, of, outcome }) => renders.observe({ of, outcome }, seconds))
}

function countPages(registry: Registry): void {
  const pages = new Counter({
    name: 'allclear_pages_served_total',
    help: 'Public pages and documents that were asked for: kept ones, and those that had to be made first.',
    labelNames: ['from'],
    registers: [registry],
  })
  onSignal('page', ({ from }) => pages.inc({ from }))
}

function countDeliveries(registry: Registry): void {
  const deliveries = new Counter({
    name: 'allclear_deliveries_total',
    help: 'Mails and messages that were handed over, by channel and by what became of the attempt.',
    labelNames: ['channel', 'outcome'],
    registers: [registry],
  })
  onSignal('delivery', ({ channel, outcome, count }) => deliveries.inc({ channel, outcome }, count))
}

/** While the database does not answer, what is in it is not told: an old figure would be a lie. */
function lookAtQueues(registry: Registry, { readQueues }: Looked): void {
  let reading: ReturnType<Looked['readQueues']> | undefined
  // Both are looked at in one moment, and the database is asked once.
  const readOnce = () => {
    reading ??= readQueues()
      .catch(() => [])
      .finally(() => {
        reading = undefined
      })
    return reading
  }
  gaugeOfQueues(registry, {
    name: 'allclear_queue_waiting',
    help: 'How much waits: alerts for a decision, notices for their deliveries, deliveries that are due.',
    read: async () => (await readOnce()).map(({ of, waiting }) => [of, waiting]),
  })
  gaugeOfQueues(registry, {
    name: 'allclear_queue_oldest_seconds',
    help: 'For how long the oldest of them has waited; 0: nothing waits.',
    read: async () => (await readOnce()).map(({ of, oldestSeconds }) => [of, oldestSeconds]),
  })
}

type QueueGauge = { name: string; help: string; read: () => Promise<[queue: string, value: number][]> }

function gaugeOfQueues(registry: Registry, { name, help, read }: QueueGauge): void {
  new Gauge({
    name,
    help,
    labelNames: ['queue'],
    registers: [registry],
    async collect() {
      this.reset()
      for (const [queue, value] of await read()) this.set({ queue }, value)
    },
  })
}

function lookAtProcess(registry: Registry, { pool, liveReaders, pages }: Looked): void {
  const registers = [registry]
  new Gauge({
    name: 'allclear_database_connections',
    help: 'Connections of this process to its database: in use, idle, and requests that wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      const { total, idle, waiting } = pool()
      this.set({ state: 'used' }, total - idle)
      this.set({ state: 'idle' }, idle)
      this.set({ state: 'waited_for' }, waiting)
    },
  })
  new Gauge({
    name: 'allclear_live_readers',
    help: 'Readers who hear of changes by a stream.',
    registers,
    collect() {
      this.set(liveReaders())
    },
  })
  new Gauge({
    name: 'allclear_pages_kept',
    help: 'Pages and documents that this process keeps.',
    registers,
    collect() {
      this.set(pages().entries)
    },
  })
  new Gauge({
    name: 'allclear_pages_kept_bytes',
    help: 'Their bytes, in all forms.',
    registers,
    collect() {
      this.set(pages().bytes)
    },
  })
}
