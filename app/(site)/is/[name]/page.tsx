import type { Metadata } from 'next'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { VerdictPage } from '#app/_components/verdict/verdict-page.tsx'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('find.title'), robots: { index: false } }
}

/** The same answer at an address that can be kept: /is/example.com. */
export default async function IsPage({ params }: { params: Promise<{ name: string }> }) {
  return <VerdictPage typed={decodeURIComponent((await params).name)} />
}
