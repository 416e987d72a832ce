import type { Metadata } from 'next'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { confirmHours } from '#lib/rules/subscribers/subscription.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('subscribers.sent.title'), robots: { index: false } }
}

export default function SubscriptionSentPage() {
  const words = readerWords()
  return (
    <PageAnswer headline={words('subscribers.sent.headline')}>
      <p>{words('subscribers.sent.text', { days: confirmHours / 24 })}</p>
      <p>{words.rich('subscribers.sent.noMail', { again: text => <a href="/subscribe">{text}</a> })}</p>
    </PageAnswer>
  )
}
