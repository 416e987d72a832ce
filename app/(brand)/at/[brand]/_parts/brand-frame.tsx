import type { ReactNode } from 'react'
import { SiteFrame } from '#app/_components/brand/site-frame.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { Brand } from '#lib/rules/brands/brand.ts'

/** The document of a page of a brand. */
export function BrandFrame({ brand: { id, site }, children }: { brand: Brand; children: ReactNode }) {
  return (
    <SiteFrame
      site={site}
      brandId={id}
      nav={null}
      foot={<a href="/subscribe#feeds">{readerWords()('feeds.link')}</a>}
    >
      {children}
    </SiteFrame>
  )
}
