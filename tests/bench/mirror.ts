import { existsSync } from 'node:fs'
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { announcePages } from '#db/changes/announce.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { Product } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'
import { startSpeaking } from './languages.ts'
import { load, type Rival } from './load.ts'
import { childrenOf, nginxAt } from './nginx.ts'
import { median, percentile, printTable } from './table.ts'

const changes = 40
const sites: readonly { count: number; languages: readonly Language[] }[] = [
  { count: 100, languages: ['en'] },
  { count: 100, languages: ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'ja'] },
  { count: 1_000, languages: ['en'] },
]
const secondsPerRound = 5
const rounds = 3

/**
 * How long from an alert until the copy of its server's page and of the board shows it, also of a site in eight languages; and nginx on the
 * copy beside the product. SERVERS: the only size.
 */
export async function benchMirror(): Promise<void> {
  const rows = [['servers, languages', 'first copy', 'p50', 'p99', 'max', 'files']]
  const { SERVERS } = process.env
  for (const site of sites.filter(({ count }) => !SERVERS || count === Number(SERVERS)))
    rows.push(await withSite(site))
  printTable('From POST to the copy, server’s page and board (one alert at a time)', rows)
}

async function withSite({ count, languages }: (typeof sites)[number]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-copy-'))
  const product = await startSpeaking(languages, { MIRROR_DIR: folder })
  try {
    await addServers(product, count)
    const beganAt = performance.now()
    const hostname = `more${count - 1}.example-host.net`
    await until(
      () => existsSync(join(folder, `current/servers/${hostname}.html`)),
      'the copy is there',
      900_000,
    )
    const firstSeconds = (performance.now() - beganAt) / 1000
    const sample = await measure(product, folder)
    if (count === sites.at(-1)?.count) await compare(product, folder)
    const ms = (part: number) => `${percentile(sample, part).toFixed(0)} ms`
    const files = await countFiles(join(folder, 'current/'))
    return [
      `${count}, ${languages.length}`,
      `${firstSeconds.toFixed(0)} s`,
      ms(0.5),
      ms(0.99),
      ms(1),
      String(files),
    ]
  } finally {
    await product.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function addServers({ db }: Product, count: number): Promise<void> {
  await db.execute(sql`insert into servers (id, hostname, label)
    select 'more' || lpad(n::text, 8, '0'), 'more' || n || '.example-host.net', 'more' || n from generate_series(0, ${count - 1}) n`)
  await db.transaction(tx => announcePages(tx, ['*'], new Date()))
}

/** A change each second and a half, so that each finds the site at rest. */
async function measure(product: Product, folder: string): Promise<number[]> {
  const sample: number[] = []
  for (let i = 0; i < changes; i++) {
    const server = `web${String(19 + (Math.floor(i / 2) % 18)).padStart(2, '0')}.example-host.net`
    const places = ['index', `servers/${server}`].map(name => join(folder, `current/${name}.html`))
    const before = await Promise.all(places.map(place => readFile(place, 'utf8')))
    const sentAt = performance.now()
    const state = i % 2 === 0 ? 'firing' : 'resolved'
    await product.alert({
      fingerprint: `copy:${server}:${Math.floor(i / 36)}`,
      server,
      state,
      kind: 'outage',
      severity: 'critical',
      summary: 'bench',
    })
    for (const [at, place] of places.entries())
      while (mainOf(await readFile(place, 'utf8')) === mainOf(before[at] ?? '')) {
        if (performance.now() - sentAt > 20_000) throw new Error(`${place} never changed.`)
        await pause(5)
      }
    sample.push(performance.now() - sentAt)
    await pause(1_500)
  }
  return sample
}

/** What a page says, without when it was frozen. */
function mainOf(html: string): string {
  return html.replace(/<p role="note"[\s\S]*?<\/p>/, '')
}

async function countFiles(folder: string): Promise<number> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found.filter(entry => entry.isFile()).length
}

/** The copy says besides when it was frozen: its board has about a hundred bytes more than the product's. */
async function compare(product: Product, folder: string): Promise<void> {
  const still = join(folder, 'still')
  await cp(join(folder, 'current/'), still, { recursive: true })
  const nginx = await nginxAt(still)
  if (!nginx) return
  const rivals: Rival[] = [
    { name: 'Allclear', url: product.siteUrl, pids: async () => [product.pid()] },
    { name: 'nginx on the copy, 1 worker', url: nginx.url, pids: () => childrenOf(nginx.process.pid ?? 0) },
  ]
  const rows = [['64 connections, gzip', 'requests/s', 'p99', 'failed']]
  for (const { name, url, pids } of rivals) {
    const runs = []
    await load(url, await pids(), 1)
    for (let round = 0; round < rounds; round++) runs.push(await load(url, await pids(), secondsPerRound))
    const failed = runs.reduce((sum, run) => sum + run.failed, 0)
    const perSecond = median(runs.map(run => run.requestsPerSecond)).toFixed(0)
    rows.push([name, perSecond, `${median(runs.map(run => run.p99Ms))} ms`, String(failed)])
  }
  nginx.process.kill('SIGTERM')
  printTable('The board, from the product and from its copy', rows)
}
