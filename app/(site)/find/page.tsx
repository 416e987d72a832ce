import type { Metadata } from 'next'
import { verdictMetadata } from '#app/_components/verdict/load-verdict.ts'
import { VerdictPage } from '#app/_components/verdict/verdict-page.tsx'

export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<{ q?: string | string[] }> }

async function typedIn({ searchParams }: Props): Promise<string> {
  const { q } = await searchParams
  return typeof q === 'string' ? q : ''
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return verdictMetadata(await typedIn(props))
}

/** What the box asks. */
export default async function FindPage(props: Props) {
  return <VerdictPage typed={await typedIn(props)} />
}
