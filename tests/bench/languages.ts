import { readFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { settings } from '#db/schema/setting.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { freePort } from '#tests/support/free-port.ts'
import { type Product, startProduct } from '#tests/support/product.ts'
import { addServers } from './growth/fill.ts'
import { probed } from './stalls.ts'
import { percentile, printTable } from './table.ts'
import { measureVisible, type VisibleRun, visibleRows } from './visible.ts'

const read: readonly Language[] = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'ja']
const unread: readonly Language[] = ['pt', 'sv', 'da', 'nb', 'fi', 'cs', 'hu', 'ro', 'el', 'uk', 'tr', 'ar']
const offered = [...read, ...unread]
const serverCount = Number(process.env.SERVERS ?? 1_000)
const askedAtOnce = 8
/** Between two looks of a reader at a page. */
const readMs = 250
/** Of each language as many servers are looked at, besides the board. */
const readServers = ['web19', 'web20', 'web21', 'web22']

/**
 * What eight languages that are read cost: the first page in each, the memory of all their pages, and how much later an alert is on
 * the pages of the site's own. RUN: "memory" or "alerts" alone. BESIDE: the folder of another built tree, which is measured too.
 */
export async function benchLanguages(): Promise<void> {
  const run = process.env.RUN ?? ''
  if (run !== 'alerts') await keepPages()
  if (run !== 'memory') await showAlerts()
}

/** The product with the demo hoster, whose site speaks these. */
export async function startSpeaking(
  languages: readonly Language[],
  environment: Record<string, string>,
  folder?: string,
): Promise<Product> {
  const product = await startProduct(environment, undefined, folder)
  const [language = 'en', ...otherLanguages] = languages
  const value = KeptSite.parse({ language, otherLanguages })
  await product.db
    .insert(settings)
    .values({ key: 'site', value })
    .onConflictDoUpdate({ target: settings.key, set: { value } })
  await product.kill()
  await product.restart()
  return product
}

async function keepPages(): Promise<void> {
  const port = await freePort()
  const product = await startSpeaking(read, { METRICS_PORT: String(port) })
  try {
    await addServers(product.db, serverCount)
    await product.kill()
    await product.restart()
    await pause(3_000)
    const firsts = [['the first page after a start', 'took']]
    for (const language of read) {
      const path = pathIn(language, '/')
      firsts.push([path, `${(await timeOf(product, path)).toFixed(0)} ms`])
    }
    printTable('The board in each language, asked for the first time one after the other', firsts)
    const rows = [['', 'asked', 'pages kept', 'bytes', 'RSS', 'answer again p50', 'p99']]
    rows.push(await rowOf(product, port, 'before', []))
    const paths = [
      '/',
      '/history',
      ...Array.from({ length: serverCount }, (_, i) => `/servers/s${i + 1}.growth.example`),
    ]
    for (const [at, language] of read.entries()) {
      const all = paths.map(path => pathIn(language, path))
      await askAll(product, all)
      rows.push(await rowOf(product, port, `${at + 1} languages (+ ${language})`, all))
    }
    rows.push(await rowOf(product, port, 'the first one again', paths))
    printTable(`All pages of ${serverCount.toLocaleString('en')} servers`, rows)
  } finally {
    await product.stop()
  }
}

/** paths: some of them are asked for once more, to see whether they are still kept. */
async function rowOf(
  product: Product,
  port: number,
  name: string,
  paths: readonly string[],
): Promise<string[]> {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const metricOf = (metric: string) =>
    Number(new RegExp(`^${metric}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(metrics)?.[1])
  const took: number[] = []
  for (let i = 0; i < 40 && paths.length > 0; i++)
    took.push(await timeOf(product, paths[Math.floor((i / 40) * paths.length)] ?? '/'))
  const ms = (part: number) => (took.length > 0 ? `${percentile(took, part).toFixed(1)} ms` : '')
  return [
    name,
    String(paths.length),
    String(metricOf('allclear_pages_kept')),
    `${(metricOf('allclear_pages_kept_bytes') / 2 ** 20).toFixed(0)} MiB`,
    `${(residentKib(product) / 1024).toFixed(0)} MiB`,
    ms(0.5),
    ms(0.99),
  ]
}

async function askAll({ siteUrl }: Product, paths: readonly string[]): Promise<void> {
  const line = [...paths]
  const work = async () => {
    for (let path = line.shift(); path !== undefined; path = line.shift()) {
      const answer = await fetch(siteUrl + path)
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}.`)
    }
  }
  await Promise.all(Array.from({ length: askedAtOnce }, work))
}

async function timeOf({ siteUrl }: Product, path: string): Promise<number> {
  const askedAt = performance.now()
  await (await fetch(siteUrl + path)).arrayBuffer()
  return performance.now() - askedAt
}

function residentKib(product: Product): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${product.pid()}/status`, 'utf8'))?.[1])
}

function pathIn(language: Language, path: string): string {
  return language === 'en' ? path : `/${language}${path === '/' ? '' : path}`
}

async function showAlerts(): Promise<void> {
  const rows = [['', 'p50', 'p90', 'p99', 'loop stood still']]
  for (const folder of [undefined, ...(process.env.BESIDE ? [process.env.BESIDE] : [])]) {
    const before = folder ? `[${folder}] ` : ''
    rows.push(...(await alertsWith(`${before}1 language, read by 8`, ['en'], folder)))
    rows.push(...(await alertsWith(`${before}20 languages, 8 of them read`, offered, folder)))
  }
  printTable('From POST to the pages of the site’s own language', rows)
}

/** As many readers either way, so that what differs is the languages. */
async function alertsWith(
  title: string,
  languages: readonly Language[],
  folder?: string,
): Promise<string[][]> {
  const { environment, probe } = probed()
  const product = await startSpeaking(languages, environment, folder)
  const load = () => readIn(product, languages.length > 1 ? read : read.map(() => 'en'))
  const runs: VisibleRun[] = [
    { title: `${title}, a pause between`, alerts: 12, pauseMs: 1_000, load },
    { title: `${title}, back to back`, alerts: 36, pauseMs: 0, load },
  ]
  try {
    const rows: string[][] = []
    for (const run of runs) rows.push(...visibleRows(run, await measureVisible(product, run, probe)))
    return rows
  } finally {
    await product.stop()
  }
}

/** Looks at the board and some servers in each language, again and again, as open pages do. */
function readIn({ siteUrl }: Product, languages: readonly Language[]) {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const pages = ['/', ...readServers.map(label => `/servers/${label}.example-host.net`)]
  const paths = languages.flatMap(language => pages.map(path => pathIn(language, path)))
  const timers = paths.map(path =>
    setInterval(() => {
      get(siteUrl + path, { agent, headers: { 'accept-encoding': 'gzip' } }, answer => answer.resume()).on(
        'error',
        () => {},
      )
    }, readMs),
  )
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer)
      agent.destroy()
    },
  }
}
