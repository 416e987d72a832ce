import type { Metadata } from 'next'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { VerdictPage } from '#app/_components/verdict/verdict-page.tsx'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('find.title'), robots: { index: false } }
}

type Props = {
  params: Promise<{ name: string }>
  /** remembered: the reader comes from having it remembered, or from the link to what is. */
  searchParams: Promise<{ remembered?: string }>
}

/** The same answer at an address that can be kept: /is/example.com. */
export default async function IsPage({ params, searchParams }: Props) {
  const typed = decodeURIComponent((await params).name)
  return <VerdictPage typed={typed} isRemembered={'remembered' in (await searchParams)} />
}
