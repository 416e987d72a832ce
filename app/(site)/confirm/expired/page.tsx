import type { Metadata } from 'next'
import { ConfirmationExpired } from '#app/_components/forms/subscription-answers.tsx'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Link expired', robots: { index: false } }

export default function ConfirmationExpiredPage() {
  return <ConfirmationExpired />
}
