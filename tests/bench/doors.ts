import { readFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { type Product, startProduct } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'
import { type Door, doors } from './door-list.ts'
import { probed, stalls } from './stalls.ts'
import { percentile, printTable } from './table.ts'

/** Another network than that of the readers who are watched. */
const stranger = '127.0.66.6'
const secondsOfDoor = 4
const openAtOnce = 100
/** Connections that wait longer are open streams. */
const longestAnswerMs = 15_000

/**
 * Asks at each door that stands open to strangers as fast as it answers, and prints what it answered and meanwhile: the
 * longest stall of the event loop, how long the board and the door of alerts took for others, memory, and connections to
 * the database. only: a word of the doors that are meant.
 */
export async function benchDoors(only = ''): Promise<void> {
  const { environment, probe } = probed()
  const product = await startProduct(environment)
  try {
    await addServers(product)
    const rows = [await rowOf(product, idle, probe)]
    for (const door of doors.filter(({ name }) => name.includes(only)))
      rows.push(await rowOf(product, door, probe))
    const heading = ['door', '/s', 'stall', 'of it ours', 'board max', 'alert max', 'MiB', 'conn.', 'answers']
    printTable(`Doors open to strangers (${openAtOnce} at once, ${secondsOfDoor} s each)`, [heading, ...rows])
  } finally {
    await product.stop()
  }
}

/** Nobody asks but the reader and the scanner who are watched. */
const idle: Door = { name: 'idle', addressOf: () => '/', most: 0 }

async function addServers({ db, siteUrl }: Product): Promise<void> {
  await db.execute(sql`insert into servers (id, hostname, label)
    select 'door' || n, 'door-' || n || '.example-host.net', 'door-' || n from generate_series(0, 1999) n`)
  const url = `${siteUrl}/servers/door-1999.example-host.net`
  await until(async () => (await fetch(url)).status === 200, `${url} is there`, 60_000)
}

/** The code behind a door is loaded and compiled once, before anything is measured. */
async function warmUp(siteUrl: string, door: Door): Promise<void> {
  await new Crowd(siteUrl, { ...door, most: 4 }).done()
}

async function rowOf(product: Product, door: Door, probe: string): Promise<string[]> {
  await warmUp(product.siteUrl, door)
  await stalls(probe)
  const others = watchOthers(product)
  const crowd = new Crowd(product.siteUrl, door)
  const beganAt = performance.now()
  await crowd.done()
  const seconds = (performance.now() - beganAt) / 1000
  const { board, alert } = await others.stop()
  const { wallMs, cpuMs } = await stalls(probe)
  return [
    door.name,
    (crowd.count / seconds).toFixed(0),
    ...[wallMs, cpuMs, percentile(board, 1), percentile(alert, 1)].map(ms => `${ms.toFixed(0)} ms`),
    (await residentMib(product.pid())).toFixed(0),
    String(await connections(product)),
    crowd.answers(),
  ]
}

/** A hundred connections of one network, each of which asks again once it is answered. */
class Crowd {
  count = 0
  private asked = 0
  private readonly statuses = new Map<string, number>()
  private readonly agent = new Agent({ keepAlive: true, maxSockets: openAtOnce })
  private readonly until = performance.now() + secondsOfDoor * 1000
  private readonly siteUrl: string
  private readonly door: Door

  constructor(siteUrl: string, door: Door) {
    this.siteUrl = siteUrl
    this.door = door
  }

  async done(): Promise<void> {
    if (this.door.most === 0) await pause(secondsOfDoor * 1000)
    await Promise.all(Array.from({ length: openAtOnce }, () => this.askOn()))
    this.agent.destroy()
  }

  answers(): string {
    return [...this.statuses].map(([status, count]) => `${count} × ${status}`).join(', ')
  }

  private async askOn(): Promise<void> {
    const { most = Number.POSITIVE_INFINITY } = this.door
    while (performance.now() < this.until && this.asked < most) {
      const status = await this.ask(this.asked++)
      this.count += 1
      this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1)
    }
  }

  private ask(i: number): Promise<string> {
    const { addressOf, method = 'GET', headers = {}, body = '' } = this.door
    const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const options = { agent: this.agent, localAddress: stranger, method, headers: { ...headers, ...length } }
    return new Promise(resolve => {
      const sent = request(this.siteUrl + addressOf(i), options, response => {
        response.resume()
        response.once('close', () => resolve(String(response.statusCode)))
      })
      sent.setTimeout(Math.min(longestAnswerMs, secondsOfDoor * 1000), () => sent.destroy(new Error('open')))
      sent.once('error', ({ message }) => resolve(message === 'open' ? 'stays open' : 'hung up'))
      sent.end(body)
    })
  }
}

type Others = { board: number[]; alert: number[] }

/** Somebody else looks at the board and a scanner reports all the while. */
function watchOthers(product: Product): { stop(): Promise<Others> } {
  const took: Others = { board: [], alert: [] }
  let isOver = false
  const timed = async (list: number[], ask: () => Promise<unknown>) => {
    const askedAt = performance.now()
    await ask()
    list.push(performance.now() - askedAt)
  }
  const watch = async () => {
    for (let i = 0; !isOver; i++) {
      await timed(took.board, () => fetch(product.siteUrl).then(answer => answer.arrayBuffer()))
      await timed(took.alert, () => product.alert(factsOf(i)))
    }
  }
  const watched = watch()
  return {
    async stop() {
      isOver = true
      await watched
      return took
    },
  }
}

function factsOf(i: number) {
  const fingerprint = `doors:${i % 20}`
  return { fingerprint, server: 'web07', kind: 'other', state: 'firing', severity: 'info', summary: 'bench' }
}

async function residentMib(pid: number): Promise<number> {
  const [, kib] = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kib) / 1024
}

async function connections({ db }: Product): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from pg_stat_activity where datname = current_database()`,
  )
  return rows[0]?.count ?? 0
}
