import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { type Product, startProduct } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'
import { load } from './load.ts'
import { median, printTable } from './table.ts'

const rounds = 3
const secondsPerRound = 2

type Way = { name: string; environment: Record<string, string> }
type Rival = Way & { product: Product; pids: number[] }
type Run = { perSecond: number; perCpuSecond: number; busiest: number }

const ways: readonly Way[] = [
  { name: '1 process', environment: { PROCESSES: '1' } },
  { name: '2 processes', environment: { PROCESSES: '2' } },
]

/**
 * Requests per second for the board, by one process and by two behind one port, over 64 connections that stay and with one for
 * each request; which part of the CPU time the busiest of them had, and what they take in memory.
 */
export async function benchProcesses(): Promise<void> {
  const rivals: Rival[] = []
  try {
    for (const way of ways) rivals.push(await start(way))
    const rows = [['64 connections, gzip', 'requests/s', 'requests/CPU s', 'busiest', 'RSS']]
    for (const isOneEach of [false, true])
      for (const [rival, runs] of await measureAll(rivals, isOneEach))
        rows.push([`${rival.name}${isOneEach ? ', one each' : ''}`, ...figures(runs), await memoryOf(rival)])
    printTable(
      `The board (medians of ${rounds} × ${secondsPerRound} s by turns; the load shares the cores)`,
      rows,
    )
  } finally {
    for (const { product } of rivals) await product.stop()
  }
}

async function start(way: Way): Promise<Rival> {
  const product = await startProduct(way.environment)
  await until(() => /ready at/.test(product.output()), 'all of its processes serve', 60_000)
  const list = await readFile(`/proc/${product.pid()}/task/${product.pid()}/children`, 'utf8')
  return {
    name: way.name,
    environment: way.environment,
    product,
    pids: [product.pid(), ...list.trim().split(' ').filter(Boolean).map(Number)],
  }
}

async function measureAll(rivals: readonly Rival[], isOneEach: boolean): Promise<Map<Rival, Run[]>> {
  const runs = new Map(rivals.map(rival => [rival, [] as Run[]]))
  for (const rival of rivals) await loadOnce(rival, isOneEach, 1)
  for (let round = 0; round < rounds; round++)
    for (const rival of rivals) runs.get(rival)?.push(await loadOnce(rival, isOneEach, secondsPerRound))
  return runs
}

async function loadOnce({ product, pids }: Rival, isOneEach: boolean, seconds: number): Promise<Run> {
  const before = await Promise.all(pids.map(ticksOf))
  const perSecond = await requestsPerSecond(product.siteUrl, pids, isOneEach, seconds)
  const after = await Promise.all(pids.map(ticksOf))
  const spent = after.map((ticks, i) => ticks - (before[i] ?? 0))
  const all = spent.reduce((a, b) => a + b, 0)
  return { perSecond, perCpuSecond: (perSecond * seconds * 100) / all, busiest: Math.max(...spent) / all }
}

/** By wrk where it is installed, which takes little of the machine itself. */
async function requestsPerSecond(
  url: string,
  pids: readonly number[],
  isOneEach: boolean,
  seconds: number,
): Promise<number> {
  if (!existsSync('/usr/bin/wrk'))
    return (await load(url, pids, seconds, isOneEach ? { connection: 'close' } : {})).requestsPerSecond
  const close = isOneEach ? ['-H', 'Connection: close'] : []
  const options = ['-t', '1', '-c', '64', '-d', String(seconds), '-H', 'Accept-Encoding: gzip', ...close, url]
  const said = await text(spawn('wrk', options, { stdio: ['ignore', 'pipe', 'ignore'] }).stdout)
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(said)?.[1])
}

function figures(runs: readonly Run[]): string[] {
  return [
    median(runs.map(run => run.perSecond)).toFixed(0),
    median(runs.map(run => run.perCpuSecond)).toFixed(0),
    `${(100 * median(runs.map(run => run.busiest))).toFixed(0)} %`,
  ]
}

async function ticksOf(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? []
  return Number(fields[11]) + Number(fields[12])
}

async function memoryOf({ pids }: Rival): Promise<string> {
  const statuses = await Promise.all(pids.map(pid => readFile(`/proc/${pid}/status`, 'utf8')))
  const kib = statuses.map(status => Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]))
  return `${kib.map(each => (each / 1024).toFixed(0)).join(' + ')} MiB`
}
