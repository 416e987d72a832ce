import { readFile } from 'node:fs/promises'
import { type Product, startProduct } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'
import { type Load, load } from './load.ts'
import { median, printTable } from './table.ts'

const rounds = 3
const secondsPerRound = 4

type Way = { name: string; environment: Record<string, string> }

const ways: readonly Way[] = [
  { name: '1 process', environment: { PROCESSES: '1' } },
  { name: '2 processes, each handed its connections', environment: { PROCESSES: '2' } },
  {
    name: '2 processes, that take them themselves',
    environment: { PROCESSES: '2', NODE_CLUSTER_SCHED_POLICY: 'none' },
  },
]

/**
 * Requests per second for the board, by one process and by two behind one port, over connections that stay and with one for
 * each request; and how the connections were shared out, as the CPU time of the busiest of them.
 */
export async function benchProcesses(): Promise<void> {
  const rows = [['64 connections, gzip', 'requests/s', 'requests/CPU s', 'p99', 'failed', 'busiest', 'RSS']]
  for (const way of ways) {
    const product = await startProduct(way.environment)
    try {
      rows.push(await rowOf(`${way.name}`, product, false))
      rows.push(await rowOf(`${way.name}, one each`, product, true))
    } finally {
      await product.stop()
    }
  }
  printTable(`The board (medians of ${rounds} × ${secondsPerRound} s; the load shares the two cores)`, rows)
}

async function rowOf(name: string, product: Product, isOneEach: boolean): Promise<string[]> {
  const pids = await until(() => pidsOf(product), 'all processes serve', 60_000)
  const headers = isOneEach ? { connection: 'close' } : undefined
  await load(product.siteUrl, pids, 1, headers)
  const runs: Load[] = []
  const before = await Promise.all(pids.map(ticksOf))
  for (let round = 0; round < rounds; round++)
    runs.push(await load(product.siteUrl, pids, secondsPerRound, headers))
  const after = await Promise.all(pids.map(ticksOf))
  const spent = after.map((ticks, i) => ticks - (before[i] ?? 0))
  const all = spent.reduce((a, b) => a + b, 0)
  return [
    name,
    median(runs.map(run => run.requestsPerSecond)).toFixed(0),
    median(runs.map(run => run.requestsPerCpuSecond)).toFixed(0),
    `${median(runs.map(run => run.p99Ms))} ms`,
    String(runs.reduce((sum, run) => sum + run.failed, 0)),
    `${((100 * Math.max(...spent)) / all).toFixed(0)} %`,
    (await Promise.all(pids.map(residentMib))).map(mib => mib.toFixed(0)).join(' + '),
  ]
}

/** The one that was started, and those that it has started; null: not all of them serve yet. */
async function pidsOf(product: Product): Promise<number[] | null> {
  const output = product.output()
  if (!/ready at/.test(output)) return null
  const list = await readFile(`/proc/${product.pid()}/task/${product.pid()}/children`, 'utf8')
  return [product.pid(), ...list.trim().split(' ').filter(Boolean).map(Number)]
}

async function ticksOf(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? []
  return Number(fields[11]) + Number(fields[12])
}

async function residentMib(pid: number): Promise<number> {
  const [, kib] = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kib) / 1024
}
