import type { Metadata } from 'next'
import { DomainBox } from '#app/_components/site/domain-box.tsx'
import { FindingAnswer, findingSentence } from '#app/_components/site/finding.tsx'
import { findServer } from '#lib/flows/find-server.ts'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Am I affected?', robots: { index: false } }

type Props = { searchParams: Promise<{ q?: string | string[] }> }

export default async function FindPage({ searchParams }: Props) {
  const { q } = await searchParams
  const typed = typeof q === 'string' ? q : ''
  const now = new Date()
  const finding = await findServer(typed, now)
  return (
    <div className="py-8">
      <h1 className="headline">{findingSentence(finding)}</h1>
      <div data-finding="">
        <FindingAnswer finding={finding} now={now} />
      </div>
      <div className="mt-8">
        <DomainBox typed={typed.slice(0, 300)} />
      </div>
    </div>
  )
}
