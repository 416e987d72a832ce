import type { Metadata } from 'next'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { readBrandBoard } from '#db/reads/brands/brand-board.ts'
import { siteSentence } from '#lib/words/board.ts'
import { BrandFind } from './_parts/brand-find.tsx'
import { type BrandProps, brandOfPage } from './_parts/brand-of.ts'
import { BrandWall } from './_parts/brand-wall.tsx'

export const dynamic = 'force-dynamic'

export async function generateMetadata(props: BrandProps): Promise<Metadata> {
  const { id, site } = await brandOfPage(props)
  const words = readerWords()
  const banner = siteSentence(words, (await readBrandBoard(id, new Date())).banner)
  return {
    title: banner.replace(/\.$/, ''),
    description: words('board.description', { site: site.name, banner }),
    alternates: {
      types: {
        'application/rss+xml': '/history.rss',
        'application/atom+xml': '/history.atom',
        'application/feed+json': '/feed.json',
        'text/calendar': '/maintenance.ics',
      },
    },
    openGraph: { siteName: site.name, type: 'website' },
  }
}

export default async function BrandBoardPage(props: BrandProps) {
  const { id, site } = await brandOfPage(props)
  return (
    <>
      <BrandWall board={await readBrandBoard(id, new Date())} zone={site.zone} />
      <BrandFind />
      <script type="module" src="/board.js" />
    </>
  )
}
