import type { Pool } from 'pg'
import { database as typed } from '#db/client.ts'
import { readBrandPlaces } from '#db/reads/brands/brand-places.ts'
import { writeBrandDocument } from '#lib/documents/brands/brand-documents.ts'
import { findDocument } from '#lib/documents/find-document.ts'
import { writeDocument } from '#lib/documents/write-document.ts'
import { env } from '#lib/env.ts'
import { isSilent } from '#lib/faults/absence.ts'
import { RenderFailure } from '#lib/faults/render-failure.ts'
import { log } from '#lib/log/log.ts'
import { getShared } from '#lib/shared.ts'
import { BrandHosts, isOfBrand } from './brands/brand-hosts.ts'
import { checkBranded } from './brands/check-branded.ts'
import type { Parts } from './exchange.ts'
import type { KnownPages } from './known-pages.ts'
import { speaking } from './languages/speaking.ts'
import type { RenderedAnswer } from './page.ts'
import { drawingFirst } from './rendering/draw.ts'
import { observeRender } from './rendering/observe-render.ts'
import { hasRead } from './rendering/reading.ts'
import { renderAnswer } from './rendering/render-answer.ts'

const isDevelopment = env.NODE_ENV === 'development'
/** A page is compiled when it is asked for the first time. */
const longestCompileMs = 120_000

type Render = Parts['render']

/** How pages are made of Next and of what it has built; in development of Next alone, which compiles them. */
export function openRender(socketPath: string): Render {
  const longestMs = isDevelopment ? longestCompileMs : undefined
  const byFramework: Render = (url, sender) =>
    renderAnswer(url, { socketPath, siteUrl: env.SITE_URL, longestMs }, sender)
  return isDevelopment ? byFramework : drawingFirst(() => getShared().drawnPages, byFramework, hasRead)
}

/** Where the sites of brands are, and how their pages are made. */
export function openBrands(pool: Pool, render: Render) {
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

/** Whether a key is a document of the hoster's own site: a server may be called web01.example.md. */
export function isWritten(key: string, known: KnownPages): boolean {
  return !isOfBrand(key) && findDocument(key) !== null && !known.has(key)
}

/** Whether what is at an address lies on the disk, or may: a page without its style is hard to read. */
function isFile(key: string): boolean {
  return key.startsWith('/_next/') || /^\/[^/]+\.\w+$/.test(key)
}

/** How what is kept is made, a document or a page. */
export function keptRender(pool: Pool, known: KnownPages, render: Render) {
  return speaking(key => {
    const isDocument = isWritten(key, known)
    return observeRender(isDocument ? 'document' : 'page', async (): Promise<RenderedAnswer> => {
      // Each page that is kept is tried again every two seconds: the framework would be busy with nothing else.
      if (isSilent() && !isFile(key)) throw new RenderFailure('away', 'the database does not answer')
      return isDocument ? writeDocument(key, { db: typed(pool), now: new Date() }) : render(key)
    })
  })
}
