import type { Metadata } from 'next'
import { SubscriptionConfirmed } from '#app/_components/forms/subscription-answers.tsx'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Notices are on', robots: { index: false } }

export default function ConfirmedPage() {
  return <SubscriptionConfirmed />
}
