import type { Metadata } from 'next'
import { PreferencesClosed } from '#app/(site)/preferences/_parts/preferences-closed.tsx'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Link expired', robots: { index: false } }

export default function PreferencesExpiredPage() {
  return <PreferencesClosed reason="expired" />
}
