import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { env } from '#lib/env.ts'
import '#app/desk.css'

export const dynamic = 'force-dynamic'

// A sign-in link is in the address bar: it must not leave with a referrer, yet forms need their Origin.
export const metadata: Metadata = {
  title: { template: `%s · ${env.SITE_NAME} desk`, default: `${env.SITE_NAME} desk` },
  robots: { index: false, follow: false },
  referrer: 'same-origin',
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

export default function DeskLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body className="site">{children}</body>
    </html>
  )
}
