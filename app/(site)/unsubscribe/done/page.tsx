import type { Metadata } from 'next'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('subscribers.left.title'), robots: { index: false } }
}

export default function UnsubscribedPage() {
  const words = readerWords()
  return (
    <PageAnswer headline={words('subscribers.left.headline')}>
      <p>
        {words.rich('subscribers.left.text', {
          board: text => <a href="/">{text}</a>,
          again: text => <a href="/subscribe">{text}</a>,
        })}
      </p>
    </PageAnswer>
  )
}
