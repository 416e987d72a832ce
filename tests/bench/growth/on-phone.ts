import { chromium } from 'playwright-core'
import { findShell } from '#tests/support/chromium.ts'
import { startProduct } from '#tests/support/product.ts'
import { median, printTable } from '../table.ts'
import { addServers } from './fill.ts'

const serverCount = 10_000
const rounds = 3
/** As Lighthouse plays a cheap phone on slow 4G. */
const network = { latency: 150, downloadThroughput: (1.6e6 * 0.9) / 8, uploadThroughput: (750e3 * 0.9) / 8 }
const slowerCpu = 4

/** What a reader with a phone waits for the board of 10,000 servers, with nothing in the browser’s cache. */
export async function openOnPhone(): Promise<void> {
  const product = await startProduct()
  const browser = await chromium.launch({
    executablePath: findShell(),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    await addServers(product.db, serverCount)
    await product.kill()
    await product.restart()
    await (await fetch(product.siteUrl)).arrayBuffer()
    const runs: Run[] = []
    for (let i = 0; i < rounds; i++) runs.push(await openOnce(browser, product.siteUrl))
    const shown = (of: keyof Run) => `${Math.round(median(runs.map(run => run[of])))} ms`
    printTable(
      `The board of ${serverCount.toLocaleString('en')} servers on a phone: 150 ms away, 1.6 Mbit/s, CPU ${slowerCpu} times slower`,
      [
        ['', `median of ${rounds}`],
        ['first words shown', shown('painted')],
        ['largest part shown', shown('largest')],
        ['all read, and may be used', shown('usable')],
        ['laid out and done', shown('done')],
        ['longest time that a tap waits', shown('blocked')],
      ],
    )
  } finally {
    await browser.close()
    await product.stop()
  }
}

type Run = { painted: number; largest: number; usable: number; done: number; blocked: number }

async function openOnce(browser: Awaited<ReturnType<typeof chromium.launch>>, url: string): Promise<Run> {
  const context = await browser.newContext({
    viewport: { width: 412, height: 823 },
    deviceScaleFactor: 1.75,
    isMobile: true,
    hasTouch: true,
  })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', { offline: false, ...network })
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowerCpu })
  await page.addInitScript(`
    window.seen = { largest: 0, blocked: 0 }
    new PerformanceObserver(list => { for (const e of list.getEntries()) seen.largest = e.startTime }).observe({ type: 'largest-contentful-paint', buffered: true })
    new PerformanceObserver(list => { for (const e of list.getEntries()) seen.blocked = Math.max(seen.blocked, e.duration) }).observe({ type: 'longtask', buffered: true })`)
  await page.goto(url, { waitUntil: 'load', timeout: 120_000 })
  const run = await page.evaluate<Run>(`new Promise(resolve => requestAnimationFrame(() => setTimeout(() => {
    const [shown] = performance.getEntriesByType('navigation')
    const [paint] = performance.getEntriesByName('first-contentful-paint')
    resolve({ painted: paint.startTime, largest: seen.largest, usable: shown.domContentLoadedEventEnd, done: performance.now(), blocked: seen.blocked })
  }, 0)))`)
  await context.close()
  return run
}
