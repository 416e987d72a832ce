import type { Metadata, Viewport } from 'next'
import { siteIcons } from '#app/_components/brand/site-icons.ts'
import { Lost } from '#app/_components/site/lost.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { SiteDocument } from '#app/_components/site/site-document.tsx'
import { ourSite } from '#lib/site.ts'

export function generateMetadata(): Metadata {
  return {
    title: readerWords()('site.lost.title', { site: ourSite().name }),
    icons: siteIcons(ourSite()),
  }
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

/** For addresses that lead nowhere: it brings its own document, as it belongs to neither the site nor the desk. */
export default function NotFound() {
  return (
    <SiteDocument>
      <Lost />
    </SiteDocument>
  )
}
