import type { Metadata } from 'next'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('preferences.sent.title'), robots: { index: false } }
}

export default function PreferencesLinkSentPage() {
  const words = readerWords()
  return (
    <PageAnswer headline={words('preferences.sent.headline')}>
      <p>{words('preferences.sent.text')}</p>
      <p>{words.rich('preferences.sent.noMail', { subscribe: text => <a href="/subscribe">{text}</a> })}</p>
    </PageAnswer>
  )
}
