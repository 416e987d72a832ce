import type { Metadata } from 'next'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { handOverProblems } from '#lib/rules/readers/readership.ts'
import { ourSite } from '#lib/site.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('readers.enter.title'), robots: { index: false, follow: false } }
}

/** Where those are led who may not read the board; it shows nothing of it. */
export default async function EnterPage({
  searchParams,
}: {
  searchParams: Promise<{ problem?: string | string[] }>
}) {
  const words = readerWords()
  const { problem } = await searchParams
  const known = handOverProblems.find(each => each === problem) ?? 'often'
  return (
    <PageAnswer headline={words('readers.enter.headline')}>
      {typeof problem === 'string' ? (
        <p role="alert" className="font-semibold">
          {words('readers.enter.problem', { problem: known })}
        </p>
      ) : null}
      <p>{words('readers.enter.text', { site: ourSite().name })}</p>
      <p>{words.rich('readers.enter.staff', { desk: text => <a href="/desk">{text}</a> })}</p>
    </PageAnswer>
  )
}
