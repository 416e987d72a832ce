import type { Metadata } from 'next'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('comments.quieted.title'), robots: { index: false } }
}

export default function QuietedPage() {
  const words = readerWords()
  return (
    <PageAnswer headline={words('comments.quieted.headline')}>
      <p>{words.rich('comments.quieted.text', { board: text => <a href="/">{text}</a> })}</p>
    </PageAnswer>
  )
}
