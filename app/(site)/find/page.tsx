import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { DomainBox } from '#app/_components/site/domain-box.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { env } from '#lib/env.ts'
import { findServer } from '#lib/flows/servers/find-server.ts'
import { clientAddress, createRateLimit } from '#lib/turns/rate-limit.ts'
import { FindingAnswer } from './_parts/finding.tsx'
import { findingSentence } from './_parts/finding-sentence.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('find.title'), robots: { index: false } }
}

/** Each look costs up to ten questions to DNS. An office shares one network. */
const limit = createRateLimit({
  address: { burst: 12, perMinute: 12 },
  network: { burst: 60, perMinute: 60 },
})

type Props = { searchParams: Promise<{ q?: string | string[] }> }

export default async function FindPage({ searchParams }: Props) {
  const { q } = await searchParams
  const typed = typeof q === 'string' ? q : ''
  const now = new Date()
  const from = clientAddress(await headers(), env.TRUSTED_PROXIES)
  const finding = await findServer(typed, now, undefined, { mayAsk: () => limit.take(from, now) })
  return (
    <div className="py-8">
      <h1 className="headline">{findingSentence(readerWords(), finding)}</h1>
      <div data-finding="">
        <FindingAnswer finding={finding} now={now} />
      </div>
      <div className="mt-8">
        <DomainBox typed={typed.slice(0, 300)} />
      </div>
    </div>
  )
}
