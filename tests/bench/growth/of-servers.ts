import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { type Product, startProduct } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'
import { compressed } from '../board.ts'
import { median } from '../table.ts'
import { addServers } from './fill.ts'
import { printGrowth, type Row } from './growth-table.ts'

const sizes = [100, 1_000, 10_000]
const rounds = 5
const longestMs = 60_000
const pauseMs = 1_500

/** What a board of more servers costs, while as many of them are in trouble. */
export async function growServers(): Promise<void> {
  const measured: Record<string, number>[] = []
  for (const size of sizes) {
    const product = await startProduct()
    try {
      measured.push(await measureAt(product, size))
    } finally {
      await product.stop()
    }
  }
  const row = (name: string, unit: string, is: Row['is']): Row => ({
    name,
    unit,
    is,
    values: measured.map(each => each[name] ?? Number.NaN),
  })
  printGrowth('More servers, 63 of the demo among them, with the same trouble', 'servers', sizes, [
    row('the board', 'kB', 'linear'),
    row('the board in gzip', 'kB', 'linear'),
    row('rendering it again', 'ms', 'linear'),
    row('its answer when kept', 'ms', 'linear'),
    row('a server’s page and the summary, rendered', 'ms', 'linear'),
    row('alert → the server’s page', 'ms', 'flat'),
    row('alert → the board', 'ms', 'linear'),
    row('memory', 'MB', 'linear'),
  ])
}

async function measureAt(product: Product, size: number): Promise<Record<string, number>> {
  await addServers(product.db, size)
  await product.kill()
  await product.restart()
  const { siteUrl } = product
  const board = `${siteUrl}/`
  const page = `${siteUrl}/servers/web20.example-host.net`
  const bytes = (await (await fetch(board)).arrayBuffer()).byteLength
  const gzip = (await compressed(board)).byteLength
  const rendering = await timesOf(() => fetchFresh(product, board))
  const kept = await timesOf(() => fetchAll(board))
  const server = await timesOf(() => fetchFresh(product, page))
  const shown = await alertShows(product, page)
  const shownOnBoard = await alertShows(product, board)
  return {
    'the board': bytes / 1e3,
    'the board in gzip': gzip / 1e3,
    'rendering it again': rendering,
    'its answer when kept': kept,
    'a server’s page and the summary, rendered': server,
    'alert → the server’s page': shown,
    'alert → the board': shownOnBoard,
    memory: memoryOf(product),
  }
}

async function timesOf(run: () => Promise<number>): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < rounds; i++) times.push(await run())
  return median(times)
}

async function fetchAll(url: string): Promise<number> {
  const began = performance.now()
  await (await fetch(url)).arrayBuffer()
  return performance.now() - began
}

/** From the word that the page may have changed until it was rendered: its address is asked for until it has another mark of time. */
async function fetchFresh({ db, siteUrl }: Product, url: string): Promise<number> {
  const live = await fetch(`${siteUrl}/live`)
  const path = new URL(url).pathname
  const change = JSON.stringify({ id: randomUUID(), paths: [path] })
  const began = performance.now()
  await db.execute(sql`select pg_notify('allclear_pages', ${change})`)
  let said = ''
  for await (const chunk of live.body ?? []) {
    said += Buffer.from(chunk).toString()
    if (said.includes(`"${path}"`)) break
  }
  await fetchAll(url)
  return performance.now() - began
}

/** From an alert of one server, after a pause, until the page differs; the server is well again afterwards. */
async function alertShows(product: Product, url: string): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < rounds * 2; i++) {
    // The board of thousands is still being made when the page is there.
    await pause(pauseMs)
    const before = await etagOf(url)
    const began = performance.now()
    await product.alert({
      server: 'web20.example-host.net',
      kind: 'outage',
      fingerprint: `growth:${url}`,
      state: i % 2 === 0 ? 'firing' : 'resolved',
      severity: 'critical',
      summary: 'down',
    })
    await until(async () => (await etagOf(url)) !== before, 'the page changes', longestMs)
    if (i % 2 === 0) times.push(performance.now() - began)
  }
  return median(times)
}

async function etagOf(url: string): Promise<string | null> {
  return (await fetch(url, { method: 'HEAD' })).headers.get('etag')
}

function memoryOf(product: Product): number {
  const [, kiB = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${product.pid()}/status`, 'utf8')) ?? []
  return Number(kiB) / 1024
}
