import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '#tests/support/free-port.ts'
import { type Product, startProduct } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'
import { compressed } from './board.ts'
import { startNginx } from './nginx.ts'
import { median, percentile, printTable } from './table.ts'

const rounds = 3
const secondsPerRound = 2
const changes = 12

type Run = { requestsPerSecond: number; p99Ms: number; failed: number }

/** Requests per second through nginx with the configuration of docs/deploy, beside a file of the same bytes, and how soon a change is through. */
export async function benchProxy(): Promise<void> {
  if (spawnSync('wrk', ['-v']).error || spawnSync('nginx', ['-v']).error) {
    console.log('wrk or nginx is not installed: nothing is measured through a proxy.')
    return
  }
  const product = await startProduct({ TRUSTED_PROXIES: '1' })
  try {
    await measureThroughProxy(product)
  } finally {
    await product.stop()
  }
}

async function measureThroughProxy(product: Product): Promise<void> {
  const folder = join(product.dataDir, 'bench-proxy')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'board.html.gz'), await compressed(product.siteUrl))
  const [file] = await startNginx(folder, 'board.html')
  const proxy = await startProxy(folder, Number(new URL(product.siteUrl).port))
  try {
    const urls = [
      ['nginx, a file', file?.url ?? ''],
      ['nginx that keeps pages', proxy.url],
      ['Allclear itself', product.siteUrl],
    ] as const
    const runs = new Map(urls.map(([name]) => [name, [] as Run[]]))
    for (let round = 0; round < rounds; round++)
      for (const [name, url] of urls) runs.get(name)?.push(wrk(url, secondsPerRound))
    printRuns(runs)
    await printChanges(product, proxy.url)
  } finally {
    proxy.process.kill('SIGTERM')
    file?.process?.kill('SIGTERM')
  }
}

function wrk(url: string, seconds: number): Run {
  const said = execFileSync(
    'wrk',
    ['-t1', '-c64', `-d${seconds}s`, '--latency', '-H', 'Accept-Encoding: gzip', url],
    { encoding: 'utf8' },
  )
  const [, amount = 'NaN', unit = ''] = /99%\s+([\d.]+)(us|ms|s)/.exec(said) ?? []
  const failed = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(said)
  return {
    requestsPerSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(said)?.[1]),
    p99Ms: Number(amount) * ({ us: 0.001, ms: 1, s: 1000 }[unit] ?? Number.NaN),
    failed:
      Number(/Non-2xx or 3xx responses: (\d+)/.exec(said)?.[1] ?? 0) +
      (failed ? failed.slice(1).reduce((sum, each) => sum + Number(each), 0) : 0),
  }
}

function printRuns(runs: ReadonlyMap<string, readonly Run[]>): void {
  const rate = (each: readonly Run[]) => median(each.map(run => run.requestsPerSecond))
  const fastest = rate(runs.get('nginx, a file') ?? [])
  const rows = [...runs].map(([name, each]) => [
    name,
    rate(each).toFixed(0),
    (rate(each) / fastest).toFixed(2),
    `${median(each.map(run => run.p99Ms)).toFixed(1)} ms`,
    String(each.reduce((sum, run) => sum + run.failed, 0)),
  ])
  const heading = ['64 connections, gzip', 'requests/s', 'of the file', 'p99', 'failed']
  printTable(`The board (medians of ${rounds}; the load generator shares the cores)`, [heading, ...rows])
}

/** While the proxy is loaded: from the answer to an alert until the server's page says so through it. */
async function printChanges(product: Product, proxyUrl: string): Promise<void> {
  const load = spawn('wrk', ['-t1', '-c16', `-d${changes * 3}s`, proxyUrl], { stdio: 'ignore' })
  const waits: number[] = []
  for (let at = 0; at < changes; at++) {
    const server = `web${String(19 + Math.floor(at / 2)).padStart(2, '0')}.example-host.net`
    const url = `${proxyUrl}servers/${server}`
    const before = await etagOf(url)
    const state = at % 2 === 0 ? 'firing' : 'resolved'
    await product.alert({
      fingerprint: `proxy:${server}`,
      server,
      state,
      kind: 'outage',
      severity: 'critical',
      summary: 'bench',
    })
    const sentAt = performance.now()
    await until(async () => (await etagOf(url)) !== before, 'the change is through', 20_000)
    waits.push(performance.now() - sentAt)
  }
  load.kill('SIGTERM')
  const [p50, most] = [0.5, 1].map(part => `${percentile(waits, part).toFixed(0)} ms`)
  printTable('From an alert to its page through nginx, under load', [
    ['changes', 'p50', 'max'],
    [String(changes), p50 ?? '', most ?? ''],
  ])
}

async function etagOf(url: string): Promise<string | null> {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  await answer.arrayBuffer()
  return answer.headers.get('etag')
}

/** nginx with one worker and the published configuration, without TLS, which the file has neither. */
async function startProxy(folder: string, sitePort: number): Promise<{ url: string; process: ChildProcess }> {
  const port = await freePort()
  const published = await readFile('docs/deploy/nginx.conf', 'utf8')
  const [before = '', , secure = ''] = published.split(/^(?=server \{)/m)
  const own = (before + secure)
    .replaceAll('/var/cache/nginx', folder)
    .replaceAll('127.0.0.1:3000', `127.0.0.1:${sitePort}`)
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${port};`)
    .replaceAll(/^.*(listen \[::\]|ssl_certificate).*$/gm, '')
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    place => `${place}_temp_path ${folder}/${place};`,
  )
  const main = `daemon off; worker_processes 1; pid ${folder}/proxy.pid; error_log ${folder}/proxy.log; user root;
    events { worker_connections 1024; } http { access_log off; ${places.join(' ')} ${own} }`
  await writeFile(join(folder, 'proxy.conf'), main)
  const child = spawn('nginx', ['-c', join(folder, 'proxy.conf')])
  const url = `http://127.0.0.1:${port}/`
  await until(
    () =>
      fetch(url).then(
        ({ ok }) => ok,
        () => false,
      ),
    'nginx answers',
  )
  return { url, process: child }
}
