import type { Metadata } from 'next'
import { PreferencesClosed } from '#app/_components/forms/preferences-closed.tsx'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Link expired', robots: { index: false } }

export default function PreferencesExpiredPage() {
  return <PreferencesClosed reason="expired" />
}
