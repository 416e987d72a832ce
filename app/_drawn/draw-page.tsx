import type { ReactElement } from 'react'
import type { DrawnMetadata } from '#app/_components/site/drawn-metadata.ts'
import { SiteDocument } from '#app/_components/site/site-document.tsx'
import type { DrawnPages } from '#lib/shared.ts'
import { DrawnHead } from './head.tsx'
import { inRender } from './per-render.ts'

/** What a page's file exports, as the framework calls it. */
type PageFile<Params> = {
  default: (props: { params: Promise<Params> }) => Promise<ReactElement>
  generateMetadata: (props: { params: Promise<Params> }) => DrawnMetadata | Promise<DrawnMetadata>
}

type Kind = {
  path: RegExp
  load: () => Promise<PageFile<never>>
  /** Its title is the whole one; left out: the name of the site follows. */
  isTitledAlone?: boolean
}

/**
 * The pages that an alert changes. They are made of the same files as by the framework, without what it does for pages with
 * scripts: a fifth of the time. The names in a pattern are those of the folders.
 */
const kinds: Readonly<Record<string, Kind>> = {
  board: { path: /^\/$/, load: () => import('#app/(site)/page.tsx'), isTitledAlone: true },
  server: {
    path: /^\/servers\/(?<hostname>[a-z0-9._-]+)$/,
    load: () => import('#app/(site)/servers/[hostname]/page.tsx'),
  },
  post: { path: /^\/posts\/(?<slug>[a-z0-9-]+)$/, load: () => import('#app/(site)/posts/[slug]/page.tsx') },
  posts: { path: /^\/history$/, load: () => import('#app/(site)/history/page.tsx') },
}

export const drawnPages: DrawnPages = {
  kindOf: url => Object.entries(kinds).find(([, { path }]) => path.test(url))?.[0] ?? null,
  draw: (url, styles) => inRender(() => draw(url, styles)),
}

async function draw(url: string, styles: readonly string[]): Promise<ReactElement | null> {
  const kind = Object.values(kinds).find(({ path }) => path.test(url))
  if (!kind) return null
  const { default: Page, generateMetadata } = await kind.load()
  const props = { params: Promise.resolve({ ...kind.path.exec(url)?.groups } as never) }
  try {
    const metadata = await generateMetadata(props)
    const page = await Page(props)
    return (
      <SiteDocument>
        <DrawnHead metadata={metadata} styles={styles} isTitledAlone={kind.isTitledAlone === true} />
        {page}
      </SiteDocument>
    )
  } catch (error) {
    if (isLeftToFramework(error)) return null
    throw error
  }
}

/** That there is no such page, or that it has moved. */
function isLeftToFramework(error: unknown): boolean {
  const { digest } = error as { digest?: unknown }
  return typeof digest === 'string' && /^NEXT_(HTTP_ERROR_FALLBACK|REDIRECT)/.test(digest)
}
