import type { Metadata } from 'next'
import { SubscriptionConfirmed } from '#app/(site)/confirm/_parts/subscription-answers.tsx'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Notices are on', robots: { index: false } }

export default function ConfirmedPage() {
  return <SubscriptionConfirmed />
}
