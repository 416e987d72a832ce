import type { Metadata } from 'next'
import { ConfirmationExpired } from '#app/(site)/confirm/_parts/subscription-answers.tsx'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Link expired', robots: { index: false } }

export default function ConfirmationExpiredPage() {
  return <ConfirmationExpired />
}
