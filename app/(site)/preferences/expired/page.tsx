import type { Metadata } from 'next'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { PreferencesClosed } from '#app/(site)/preferences/_parts/preferences-closed.tsx'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('preferences.expired.title'), robots: { index: false } }
}

export default function PreferencesExpiredPage() {
  return <PreferencesClosed reason="expired" />
}
