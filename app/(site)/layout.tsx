import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { alternatesOf } from '#app/_components/site/feed-addresses.ts'
import { SiteDocument } from '#app/_components/site/site-document.tsx'
import { env } from '#lib/env.ts'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = {
  title: { template: `%s · ${env.SITE_NAME}`, default: env.SITE_NAME },
  icons: { icon: { url: '/icon.svg', type: 'image/svg+xml' } },
  metadataBase: new URL(env.SITE_URL),
  alternates: alternatesOf(),
  formatDetection: { telephone: false, address: false, email: false },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

export default function SiteLayout({ children }: { children: ReactNode }) {
  return <SiteDocument>{children}</SiteDocument>
}
