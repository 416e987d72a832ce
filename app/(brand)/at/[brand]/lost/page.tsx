import type { Metadata } from 'next'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('brands.lost.title'), robots: { index: false } }
}

/** For what a brand does not have, whoever else has it: the front says that it is not there. */
export default function BrandLostPage() {
  const words = readerWords()
  return (
    <PageAnswer headline={words('site.lost.headline')}>
      <p>{words.rich('brands.lost.text', { board: text => <a href="/">{text}</a> })}</p>
    </PageAnswer>
  )
}
