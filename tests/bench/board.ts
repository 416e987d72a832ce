import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { join } from 'node:path'
import { freePort, type Product } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'
import { type Load, load } from './load.ts'
import { median, printTable } from './table.ts'

const rounds = 3
const secondsPerRound = 5

type Rival = { name: string; url: string; pids: () => Promise<number[]>; process?: ChildProcess }

/** Requests per second for the board, beside a bare Node server and nginx that send the same bytes. */
export async function benchBoard(product: Product): Promise<void> {
  const bytes = await compressedBoard(product.siteUrl)
  const folder = join(product.dataDir, 'bench')
  await mkdir(folder)
  await writeFile(join(folder, 'board.html.gz'), bytes)
  const rivals = [
    { name: 'Allclear', url: product.siteUrl, pids: async () => [product.pid()] },
    await startBare(folder),
    ...(await startNginx(folder)),
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

function compressedBoard(url: string): Promise<Buffer> {
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

/** nginx with one worker and a compressed file, where it is installed. */
async function startNginx(folder: string): Promise<Rival[]> {
  if (!existsSync('/usr/sbin/nginx')) {
    console.log('nginx is not installed: the table goes without it.')
    return []
  }
  const port = await freePort()
  const configuration = `
    daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log; user root;
    events { worker_connections 256; }
    http { access_log off; types { text/html html; } gzip_static always;
      server { listen 127.0.0.1:${port}; root ${folder}; index board.html; location = / { try_files /board.html =404; } } }`
  await writeFile(join(folder, 'nginx.conf'), configuration)
  await writeFile(join(folder, 'board.html'), '')
  const child = spawn('/usr/sbin/nginx', ['-c', join(folder, 'nginx.conf')])
  const url = `http://127.0.0.1:${port}/`
  await until(
    () =>
      fetch(url).then(
        answer => answer.ok,
        () => false,
      ),
    'nginx answers',
  )
  return [{ name: 'nginx, 1 worker', url, pids: () => childrenOf(child.pid ?? 0), process: child }]
}

/** nginx works in children of the process that was started. */
async function childrenOf(pid: number): Promise<number[]> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return list.trim().split(' ').map(Number)
}
