import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import { findChromium, findShell } from './chromium.ts'
import { until } from './until.ts'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--in-process-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  // One process for all pages: what they keep apart is not tested here, and each costs a start.
  '--disable-features=IsolateOrigins,site-per-process,BackForwardCache,PaintHolding,Translate,MediaRouter,OptimizationHints,ProcessPerSiteUpToMainFrameThreshold,SpareRendererForSitePerProcess',
  '--disable-site-isolation-trials',
  '--renderer-process-limit=1',
  '--process-per-site',
  // A page lives for seconds, in which what the optimizing compilers take is not earned back, nor what tidying up its memory takes.
  '--js-flags=--no-opt --no-maglev --min-semi-space-size=32 --max-semi-space-size=64',
]

/** One for all tests of this process, with which it ends. */
let opening: Promise<Browser> | undefined

function sharedBrowser(): Promise<Browser> {
  opening ??= chromium.launch({ executablePath: findShell(), args: flags })
  return opening
}

/** What a context has that is not told otherwise. */
const playwrightViewport = { width: 1280, height: 720 }

type Kept = { context: BrowserContext; page: Page }

/** Pages that nobody uses now, by the options of their context: a new one costs more than most tests do with it. */
const idle = new Map<string, Leaving>()

/** To empty a page costs as much as to open one: a test that comes at once opens its own in its place. */
const emptiedAfterMs = 200

/** Hands over a page of a browser that knows nobody, and takes it back, whatever happens. What the one before has opened may still stand there. */
export async function withPage<T>(
  options: BrowserContextOptions,
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const key = JSON.stringify(options)
  const kept = await idle.get(key)?.back()
  const { context, page } = kept ?? (await openPage(options))
  idle.delete(key)
  try {
    const result = await use(page)
    await forget(context, page)
    const { width, height } = options.viewport ?? playwrightViewport
    const now = page.viewportSize()
    if (now?.width !== width || now.height !== height) await page.setViewportSize({ width, height })
    idle.set(key, leave({ context, page }))
    return result
  } catch (error) {
    await context.close()
    throw error
  }
}

/** Leads to an empty page, for who writes into it without an address. */
export async function openNothing(page: Page): Promise<void> {
  if (page.url() !== nothing) await page.goto(nothing)
}

const nothing = 'about:blank'

type Leaving = { back(): Promise<Kept | null> }

/** Lets go of a page: soon it does nothing any more. back: it is wanted again; null: it could not be emptied. */
function leave(kept: Kept): Leaving {
  let emptied: Promise<boolean> = Promise.resolve(true)
  const timer = setTimeout(() => {
    emptied = openNothing(kept.page).then(
      () => true,
      () => false,
    )
  }, emptiedAfterMs)
  // Nobody waits for it when all is over.
  timer.unref()
  return {
    async back() {
      clearTimeout(timer)
      return (await emptied) ? kept : null
    },
  }
}

/** Hands over a page of a context that nothing else has had or will have. */
export async function withFreshPage<T>(
  options: BrowserContextOptions,
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const { context, page } = await openPage(options)
  try {
    return await use(page)
  } finally {
    await context.close()
  }
}

/** Hands over a page of a whole browser, for what its shell does not have. */
export async function withWholeBrowser<T>(
  options: BrowserContextOptions,
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: flags })
  try {
    return await use(await browser.newPage(options))
  } finally {
    await browser.close()
  }
}

/** Opens an address once its text is as awaited: to ask for the text alone takes a small part of showing the page. */
export async function openOnce(
  page: Page,
  address: string,
  isAwaited: (html: string) => boolean,
  what: string,
): Promise<void> {
  const read = async () => (await page.request.get(address)).text()
  await until(async () => isAwaited(await read()), what)
  await page.goto(address)
}

async function openPage(options: BrowserContextOptions): Promise<Kept> {
  const browser = await sharedBrowser()
  const context = await browser.newContext(options)
  return { context, page: await context.newPage() }
}

/** What tests leave behind that the next one would notice. The pages keep nothing in the browser but cookies. */
async function forget(context: BrowserContext, page: Page): Promise<void> {
  page.removeAllListeners()
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  // What is still under way would bring cookies after these are gone. Where the page is changing just now, the next one is stopped.
  const stop = () => page.evaluate(() => window.stop())
  await stop().catch(stop)
  await context.clearCookies()
}
