import type { Metadata } from 'next'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { confirmHours } from '#lib/rules/subscribers/subscription.ts'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Look into your mailbox', robots: { index: false } }

export default function SubscriptionSentPage() {
  return (
    <PageAnswer headline="Look into your mailbox.">
      <p>
        If notices to this address are still to be confirmed, a mail with a link is there in a minute. Nothing
        is sent before you confirm there. The link works for {confirmHours / 24} days.
      </p>
      <p>
        No mail? Look where your mailbox keeps spam, and check the address: <a href="/subscribe">ask again</a>{' '}
        after five minutes. Whoever gets these notices already gets no mail now.
      </p>
    </PageAnswer>
  )
}
