import type { Metadata } from 'next'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { ConfirmationExpired } from '#app/(site)/confirm/_parts/subscription-answers.tsx'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('subscribers.expired.title'), robots: { index: false } }
}

export default function ConfirmationExpiredPage() {
  return <ConfirmationExpired />
}
