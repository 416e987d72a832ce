import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { siteIcons } from '#app/_components/brand/site-icons.ts'
import { BrandFrame } from './_parts/brand-frame.tsx'
import { type BrandProps, brandOfPage } from './_parts/brand-of.ts'

export const dynamic = 'force-dynamic'

export async function generateMetadata(props: BrandProps): Promise<Metadata> {
  const { site, url } = await brandOfPage(props)
  return {
    title: { template: `%s · ${site.name}`, default: site.name },
    icons: siteIcons(site),
    metadataBase: new URL(url),
    formatDetection: { telephone: false, address: false, email: false },
  }
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

export default async function BrandLayout({ children, ...props }: BrandProps & { children: ReactNode }) {
  return <BrandFrame brand={await brandOfPage(props)}>{children}</BrandFrame>
}
