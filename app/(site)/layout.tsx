import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { siteIcons } from '#app/_components/brand/site-icons.ts'
import { alternatesOf } from '#app/_components/site/feed-addresses.ts'
import { SiteDocument } from '#app/_components/site/site-document.tsx'
import { env } from '#lib/env.ts'
import { ourSite } from '#lib/site.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return {
    title: { template: `%s · ${ourSite().name}`, default: ourSite().name },
    icons: siteIcons(ourSite()),
    metadataBase: new URL(env.SITE_URL),
    alternates: alternatesOf(),
    formatDetection: { telephone: false, address: false, email: false },
  }
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

export default function SiteLayout({ children }: { children: ReactNode }) {
  return <SiteDocument>{children}</SiteDocument>
}
