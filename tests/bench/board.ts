import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { join } from 'node:path'
import { freePort } from '#tests/support/free-port.ts'
import type { Product } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'
import { type Load, load, type Rival } from './load.ts'
import { startNginx } from './nginx.ts'
import { median, printTable } from './table.ts'

const rounds = 3
const secondsPerRound = 5

/** Requests per second for the board, beside a bare Node server and nginx that send the same bytes. */
export async function benchBoard(product: Product): Promise<void> {
  const bytes = await compressed(product.siteUrl)
  const folder = join(product.dataDir, 'bench')
  await mkdir(folder)
  await writeFile(join(folder, 'board.html.gz'), bytes)
  const rivals = [
    { name: 'Allclear', url: product.siteUrl, pids: async () => [product.pid()] },
    await startBare(folder),
    ...(await startNginx(folder, 'board.html')),
  ]
  console.log(
    `Loading the board (${bytes.length} bytes of gzip), ${rounds} rounds of ${secondsPerRound} s each …`,
  )
  try {
    printBoard(await measure(rivals))
  } finally {
    for (const rival of rivals) if ('process' in rival) rival.process?.kill('SIGTERM')
  }
}

async function measure(rivals: readonly Rival[]): Promise<Map<string, Load[]>> {
  const results = new Map(rivals.map(rival => [rival.name, [] as Load[]]))
  for (const rival of rivals) await load(rival.url, await rival.pids(), 1)
  for (let round = 0; round < rounds; round++)
    for (const rival of rivals)
      results.get(rival.name)?.push(await load(rival.url, await rival.pids(), secondsPerRound))
  return results
}

function printBoard(results: ReadonlyMap<string, readonly Load[]>): void {
  const bare = median((results.get('bare Node') ?? []).map(run => run.requestsPerCpuSecond))
  const rows = [...results].map(([name, runs]) => {
    const perCpu = median(runs.map(run => run.requestsPerCpuSecond))
    return [
      name,
      median(runs.map(run => run.requestsPerSecond)).toFixed(0),
      perCpu.toFixed(0),
      (perCpu / bare).toFixed(2),
      `${median(runs.map(run => run.p99Ms))} ms`,
      String(runs.reduce((sum, run) => sum + run.failed, 0)),
    ]
  })
  const heading = ['64 connections, gzip', 'requests/s', 'requests/CPU s', 'of bare Node', 'p99', 'failed']
  printTable('The board (medians; the load generator shares the two cores)', [heading, ...rows])
}

/** The bytes of an address as gzip. */
export function compressed(url: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, response => {
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('end', () => resolve(Buffer.concat(chunks)))
    }).on('error', reject)
  })
}

async function startBare(folder: string): Promise<Rival> {
  const port = await freePort()
  const child = spawn(process.execPath, [
    'tests/bench/bare-server.ts',
    String(port),
    join(folder, 'board.html.gz'),
  ])
  const url = `http://127.0.0.1:${port}/`
  await until(
    () =>
      fetch(url).then(
        answer => answer.ok,
        () => false,
      ),
    'the bare server answers',
  )
  return { name: 'bare Node', url, pids: async () => [child.pid ?? 0], process: child }
}
