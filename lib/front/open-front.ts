import type { Pool } from 'pg'
import { askIfThere, database as typed } from '#db/client.ts'
import { readPagePaths } from '#db/reads/posts/page-paths.ts'
import { readReadership } from '#db/reads/readers/readership.ts'
import { readKeptSite } from '#db/reads/settings/site.ts'
import { env } from '#lib/env.ts'
import { absence } from '#lib/faults/absence.ts'
import { logFault } from '#lib/faults/fault.ts'
import { deskRefusal } from '#lib/identity/desk-refusal.ts'
import { readerCheck } from '#lib/identity/readers.ts'
import { openDesk } from '#lib/identity/session.ts'
import { log } from '#lib/log/log.ts'
import { hearSiblings, tellSiblings } from '#lib/processes/siblings.ts'
import type { FindKept } from '#lib/processes/wire/whole-answer.ts'
import { holdSite, ourSite } from '#lib/site.ts'
import { agedNotice } from './aged/aged-notice.ts'
import { AgedPages } from './aged/aged-pages.ts'
import type { BrandHosts } from './brands/brand-hosts.ts'
import { readBuiltSite } from './built-site.ts'
import { freshPages } from './development/fresh-pages.ts'
import { passOwn } from './development/pass-own.ts'
import { readSourceSite } from './development/source-site.ts'
import type { Handler, Pages, Parts } from './exchange.ts'
import { createFront } from './front.ts'
import { Gate } from './gate/gate.ts'
import { askForReadiness } from './health.ts'
import { KnownPages } from './known-pages.ts'
import { splitLanguage } from './languages/address.ts'
import { speaking } from './languages/speaking.ts'
import { LiveStream } from './live/live-stream.ts'
import { isWritten, keptRender, openBrands, openRender } from './open-render.ts'
import { PageCache } from './page-cache.ts'
import { ProxyWatch, type SeenProxy } from './proxy-watch.ts'
import { createRefresh } from './refresh.ts'
import { RenderQueue } from './rendering/render-queue.ts'
import { warmPages } from './rendering/warm-pages.ts'
import { nowhere } from './serve-page.ts'

const isDevelopment = env.NODE_ENV === 'development'
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

function openWatch(): ProxyWatch {
  const { TRUSTED_PROXIES: trustedProxies, HOST: host, PORT: port } = env
  const tell = (seen: SeenProxy) => tellSiblings('proxy', seen)
  const watch = new ProxyWatch({ trustedProxies, host, port, say: log.warn, tell })
  hearSiblings<SeenProxy>('proxy', seen => watch.noteSeen(seen))
  return watch
}

function openAged(): AgedPages {
  return new AgedPages({
    asOf: () => absence()?.wellAt ?? null,
    notice: (asOf, language) => agedNotice(asOf, ourSite().zone, language),
  })
}

/** What keeps pages, and gives renders their turns. */
function openPages(render: Parts['render'], known: KnownPages) {
  const sorts = {
    isDocument: (key: string) => isWritten(splitLanguage(key).url, known),
    isTranslated: (key: string) => splitLanguage(key).language !== null,
  }
  const queue = new RenderQueue(isDevelopment ? { budget: noBudget, ...sorts } : sorts)
  const isKept = env.PAGE_CACHE ?? !isDevelopment
  const { isTranslated } = sorts
  const pages: Pages = isKept ? new PageCache({ render, queue, isTranslated }) : freshPages(render, queue)
  return { pages, queue, isKept }
}

/**
 * What stands before Next, which is the same in development but that routes are those of the folders, pages are made anew
 * for each request, and the framework's own files pass.
 */
export function openFront({ pool, socketPath, ...behind }: Given) {
  const render = openRender(socketPath)
  const readPaths = () => readPagePaths(typed(pool), new Date())
  const known = new KnownPages({ read: readPaths })
  const { brands, renderAny } = openBrands(pool, render)
  const renderKept = keptRender(pool, known, renderAny)
  const { pages, queue, isKept } = openPages(renderKept, known)
  const live = new LiveStream()
  const watch = openWatch()
  const gate = openGate(pool)
  askForReadiness(() => askIfThere(pool))

  /** Called once the site is built, or prepared for development. */
  function answerWith(): { answer: Handler; findKept: FindKept | null } {
    const built = isDevelopment ? readSourceSite() : readBuiltSite()
    const front = createFront({
      pages,
      queue,
      live,
      gate,
      brands,
      known,
      aged: openAged(),
      watch,
      trustedProxies: env.TRUSTED_PROXIES,
      render: speaking(renderAny),
      isStaff,
      shutPage: deskRefusal,
      built,
      ...behind,
    })
    return isDevelopment ? { answer: passOwn(behind.next, front.answer), findKept: null } : front
  }

  return {
    changes: createRefresh(pages, live, known, gate, () => reload(pool, brands), brands),
    watch,
    showAgain: () => live.send(['*']),
    /** Of what copies of the site are made. */
    looked: {
      liveReaders: () => live.size,
      pages: () => (pages instanceof PageCache ? pages.size : { entries: 0, bytes: 0 }),
    },
    copied: { pages, queue, gate, render: renderKept, readPaths },
    answerWith,
    async prepare(): Promise<void> {
      await prepare({ pages, known, brands, gate })
      if (isKept) void warmPages(pages, known.samples(), env.WARM_ROUNDS)
    },
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
