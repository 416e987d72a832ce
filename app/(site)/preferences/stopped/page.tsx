import type { Metadata } from 'next'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('destinations.stopped.title'), robots: { index: false } }
}

export default function StoppedPage() {
  const words = readerWords()
  return (
    <PageAnswer headline={words('destinations.stopped.headline')}>
      <p>
        {words.rich('destinations.stopped.text', {
          board: text => <a href="/">{text}</a>,
          again: text => <a href="/preferences">{text}</a>,
        })}
      </p>
    </PageAnswer>
  )
}
