import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Product } from '#tests/support/product.ts'
import { compressed } from './board.ts'
import { load } from './load.ts'
import { startNginx } from './nginx.ts'
import { printTable } from './table.ts'

const server = '/servers/web07.example-host.net'

/** One of each kind of what programs read, and three pages beside them. */
const forms = [
  '/',
  server,
  '/history',
  '/status.txt',
  `${server}.txt`,
  `${server}.md`,
  '/api/v2/summary.json',
  '/api/v2/components.json',
  '/api/v2/incidents.json',
  '/history.json',
  '/history.rss',
  '/history.atom',
  '/feed.json',
  '/updates.atom',
  `${server}.atom`,
  '/maintenance.ics',
  '/badge/site.svg',
  `/badge${server}.json`,
  '/embed/frame',
  '/llms.txt',
  '/sitemap.xml',
  '/api/v1/openapi.json',
  '/card/site.png',
]

const seconds = 1

/** What each public form weighs, how long its first writing takes, and how often it is served, beside nginx with the same bytes. */
export async function benchForms(product: Product): Promise<void> {
  const folder = join(product.dataDir, 'bench-forms')
  await mkdir(folder)
  const nginx = await startNginx(folder, 'first')
  console.log(`Loading ${forms.length} forms, ${seconds} s each, here and at nginx …`)
  const rows: string[][] = []
  try {
    for (const [place, path] of forms.entries())
      rows.push(await rowOf(product, path, join(folder, `form-${place}`), nginx[0]))
  } finally {
    for (const rival of nginx) rival.process?.kill('SIGTERM')
  }
  const heading = ['form', 'bytes', 'gzip', 'first, ms', 'kept, requests/s', 'of nginx', 'failed']
  printTable('Public forms (64 connections, gzip)', [heading, ...rows])
}

type Nginx = Awaited<ReturnType<typeof startNginx>>[number] | undefined

async function rowOf(product: Product, path: string, file: string, nginx: Nginx): Promise<string[]> {
  const url = `${product.siteUrl}${path}`
  const askedAt = performance.now()
  const whole = await bytesOf(url)
  const firstMs = performance.now() - askedAt
  await smallest(url)
  const bytes = await compressed(url)
  await writeFile(`${file}.gz`, bytes)
  await writeFile(file, '')
  const own = await load(url, [product.pid()], seconds)
  const other = nginx
    ? await load(new URL(basename(file), nginx.url).href, await nginx.pids(), seconds)
    : null
  return [
    path,
    String(whole),
    String(bytes.length),
    // The board was asked for until the product was up.
    path === '/' ? '-' : firstMs.toFixed(0),
    own.requestsPerSecond.toFixed(0),
    other ? (own.requestsPerSecond / other.requestsPerSecond).toFixed(2) : '-',
    String(own.failed + (other?.failed ?? 0)),
  ]
}

/** How long a form is that nothing compresses. Throws where there is none. */
async function bytesOf(url: string): Promise<number> {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  const { byteLength } = await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}.`)
  return byteLength
}

const smallestMs = 2_000

/** Brotli is made behind the first reader's back, and its work is none of what is measured. Pictures have none. */
async function smallest(url: string): Promise<void> {
  const until = performance.now() + smallestMs
  while (performance.now() < until) {
    const answer = await fetch(url, { headers: { 'accept-encoding': 'br' } })
    await answer.arrayBuffer()
    const isText = !answer.headers.get('content-type')?.startsWith('image/png')
    if (!isText || answer.headers.get('content-encoding') === 'br') return
    await pause(20)
  }
}
