import type { Metadata } from 'next'
import { UnknownUnsubscribeLink } from '#app/_components/forms/unknown-unsubscribe-link.tsx'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Link not complete', robots: { index: false } }

export default function UnknownUnsubscribeLinkPage() {
  return <UnknownUnsubscribeLink />
}
