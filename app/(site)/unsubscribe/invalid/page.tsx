import type { Metadata } from 'next'
import { UnknownUnsubscribeLink } from '#app/_components/forms/unknown-unsubscribe-link.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('subscribers.unknownLink.title'), robots: { index: false } }
}

export default function UnknownUnsubscribeLinkPage() {
  return <UnknownUnsubscribeLink />
}
