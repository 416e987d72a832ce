import type { Metadata } from 'next'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Look into your mailbox', robots: { index: false } }

export default function PreferencesLinkSentPage() {
  return (
    <PageAnswer headline="Look into your mailbox.">
      <p>
        If this address gets notices from us, a mail with the link is there in a minute. We mail it once an
        hour at most, so the last one may be there already.
      </p>
      <p>
        No mail? Look where your mailbox keeps spam, and check the address. An address that gets no notices
        gets no link either: <a href="/subscribe">ask for notices</a>.
      </p>
    </PageAnswer>
  )
}
