import type { Pool } from 'pg'
import { askIfThere, database as typed } from '#db/client.ts'
import { readBrandPlaces } from '#db/reads/brands/brand-places.ts'
import { readPagePaths } from '#db/reads/posts/page-paths.ts'
import { readReadership } from '#db/reads/readers/readership.ts'
import { readKeptSite } from '#db/reads/settings/site.ts'
import { writeBrandDocument } from '#lib/documents/brands/brand-documents.ts'
import { findDocument } from '#lib/documents/find-document.ts'
import { writeDocument } from '#lib/documents/write-document.ts'
import { env } from '#lib/env.ts'
import { logFault } from '#lib/faults/fault.ts'
import { deskRefusal } from '#lib/identity/desk-refusal.ts'
import { readerCheck } from '#lib/identity/readers.ts'
import { openDesk } from '#lib/identity/session.ts'
import { log } from '#lib/log/log.ts'
import { holdSite } from '#lib/site.ts'
import { BrandHosts, isOfBrand } from './brands/brand-hosts.ts'
import { checkBranded } from './brands/check-branded.ts'
import { readBuiltSite } from './built-site.ts'
import { freshPages } from './development/fresh-pages.ts'
import { passOwn } from './development/pass-own.ts'
import { readSourceSite } from './development/source-site.ts'
import type { Handler, Pages, Parts } from './exchange.ts'
import { createFront } from './front.ts'
import { Gate } from './gate/gate.ts'
import { askForReadiness } from './health.ts'
import { KnownPages } from './known-pages.ts'
import { LiveStream } from './live-stream.ts'
import type { RenderedAnswer } from './page.ts'
import { PageCache } from './page-cache.ts'
import { ProxyWatch } from './proxy-watch.ts'
import { createRefresh } from './refresh.ts'
import { observeRender } from './rendering/observe-render.ts'
import { renderAnswer } from './rendering/render-answer.ts'
import { RenderQueue } from './rendering/render-queue.ts'
import { nowhere } from './serve-page.ts'

const isDevelopment = env.NODE_ENV === 'development'
/** A page is compiled when it is asked for the first time. */
const longestCompileMs = 120_000
/** Compiling takes the loop's time, and nobody else has to be served meanwhile. */
const noBudget = { waitMs: () => 0, begin: () => () => {} }

type Given = { pool: Pool; socketPath: string } & Pick<Parts, 'findIntake' | 'next'>

const isStaff = async (headers: Headers) => (await openDesk(headers)) !== null

function openGate(pool: Pool): Gate {
  const check = readerCheck(() => typed(pool))
  return new Gate({
    read: () => readReadership(typed(pool)),
    isStaff,
    readerToken: headers => check(headers, new Date()),
  })
}

type Render = Parts['render']

/** Where the sites of brands are, and how their pages are made. */
function openBrands(pool: Pool, render: Render) {
  const { hostname: ownHost } = new URL(env.SITE_URL)
  const read = () => readBrandPlaces(typed(pool))
  const brands = new BrandHosts({ read, ownHost, trustedProxies: env.TRUSTED_PROXIES, say: log.warn })
  const renderBranded: Render = async (url, sender) => {
    const written = await writeBrandDocument(url, { db: typed(pool), now: new Date() })
    return checkBranded(url, written ?? (await render(url, sender)), ownHost)
  }
  const renderAny: Render = (url, sender) => (isOfBrand(url) ? renderBranded : render)(url, sender)
  return { brands, renderAny }
}

function openWatch(): ProxyWatch {
  const { TRUSTED_PROXIES: trustedProxies, HOST: host, PORT: port } = env
  return new ProxyWatch({ trustedProxies, host, port, say: log.warn })
}

/** How what is kept is made, a document or a page. */
function keptRender(pool: Pool, known: KnownPages, render: Render) {
  return (key: string): Promise<RenderedAnswer> => {
    const isDocument = !isOfBrand(key) && findDocument(key) !== null && !known.has(key)
    const write = (): Promise<RenderedAnswer> => writeDocument(key, { db: typed(pool), now: new Date() })
    return observeRender(isDocument ? 'document' : 'page', isDocument ? write : () => render(key))
  }
}

/**
 * What stands before Next, which is the same in development but that routes are those of the folders, pages are made anew
 * for each request, and the framework's own files pass.
 */
export function openFront({ pool, socketPath, ...behind }: Given) {
  const options = {
    socketPath,
    siteUrl: env.SITE_URL,
    longestMs: isDevelopment ? longestCompileMs : undefined,
  }
  const render = (url: string, sender?: string) => renderAnswer(url, options, sender)
  const readPaths = () => readPagePaths(typed(pool), new Date())
  const known = new KnownPages({ read: readPaths })
  const { brands, renderAny } = openBrands(pool, render)
  const renderKept = keptRender(pool, known, renderAny)
  const queue = new RenderQueue(isDevelopment ? { budget: noBudget } : {})
  const isKept = env.PAGE_CACHE ?? !isDevelopment
  const pages: Pages = isKept ? new PageCache({ render: renderKept, queue }) : freshPages(renderKept, queue)
  const live = new LiveStream()
  const watch = openWatch()
  const gate = openGate(pool)
  askForReadiness(() => askIfThere(pool))

  /** Called once the site is built, or prepared for development. */
  function answerWith(): Handler {
    const built = isDevelopment ? readSourceSite() : readBuiltSite()
    const front = createFront({
      pages,
      queue,
      live,
      gate,
      brands,
      known,
      watch,
      trustedProxies: env.TRUSTED_PROXIES,
      render: renderAny,
      isStaff,
      shutPage: deskRefusal,
      built,
      ...behind,
    })
    return isDevelopment ? passOwn(behind.next, front) : front
  }

  return {
    refresh: createRefresh(pages, live, known, gate, () => reload(pool, brands), brands),
    watch,
    /** Of what copies of the site are made. */
    looked: {
      liveReaders: () => live.size,
      pages: () => (pages instanceof PageCache ? pages.size : { entries: 0, bytes: 0 }),
    },
    copied: { pages, queue, gate, render: renderKept, readPaths },
    answerWith,
    prepare: () => prepare({ pages, known, brands, gate }),
    close() {
      live.close()
      pages.close()
    },
  }
}

type Prepared = { pages: Pages; known: KnownPages; brands: BrandHosts; gate: Gate }

/** So that the first request for what there is not renders nothing. Next brings the database up to date before it renders. */
async function prepare({ pages, known, brands, gate }: Prepared): Promise<void> {
  await pages.get(nowhere.key, nowhere.path, 'ourselves').catch(() => {})
  await known.readAgain()
  // Where it fails, nobody reads anything at another host than our own until it is known.
  await brands.readAgain()
  // Where it fails, nobody reads anything until it is known.
  await gate.readAgain().catch(() => {})
}

/** What all pages rest on besides the database: the hoster's own site, and where those of brands are. */
async function reload(pool: Pool, brands: BrandHosts): Promise<void> {
  await Promise.all([reloadSite(pool), brands.readAgain()])
}

/** The site as it was stays in force while its settings cannot be read. */
async function reloadSite(pool: Pool): Promise<void> {
  try {
    holdSite(await readKeptSite(typed(pool)))
  } catch (error) {
    logFault('the settings of the site cannot be read, and those of before stay in force', error)
  }
}
