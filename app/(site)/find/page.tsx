import type { Metadata } from 'next'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { VerdictPage } from '#app/_components/verdict/verdict-page.tsx'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('find.title'), robots: { index: false } }
}

type Props = { searchParams: Promise<{ q?: string | string[] }> }

/** What the box asks. */
export default async function FindPage({ searchParams }: Props) {
  const { q } = await searchParams
  return <VerdictPage typed={typeof q === 'string' ? q : ''} />
}
