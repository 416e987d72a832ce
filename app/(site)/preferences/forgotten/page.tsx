import type { Metadata } from 'next'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('preferences.forgotten.title'), robots: { index: false } }
}

export default function ForgottenPage() {
  const words = readerWords()
  return (
    <PageAnswer headline={words('preferences.forgotten.headline')}>
      <p>{words.rich('preferences.forgotten.text', { board: text => <a href="/">{text}</a> })}</p>
    </PageAnswer>
  )
}
