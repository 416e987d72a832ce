import type { Metadata, Viewport } from 'next'
import { Lost } from '#app/_components/site/lost.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { SiteDocument } from '#app/_components/site/site-document.tsx'
import { env } from '#lib/env.ts'

export function generateMetadata(): Metadata {
  return {
    title: readerWords()('site.lost.title', { site: env.SITE_NAME }),
    icons: { icon: { url: '/icon.svg', type: 'image/svg+xml' } },
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
