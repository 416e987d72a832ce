import type { Metadata } from 'next'
import { Headline } from '#app/_components/desk/card.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { type ListedSource, readListedSources } from '#db/reads/sources/desk-sources.ts'
import { SourceLine } from './_parts/source-line.tsx'

export const metadata: Metadata = { title: 'Sources' }

export default async function SourcesPage() {
  const { db } = await requireStaff()
  const sources = await readListedSources(db, new Date())
  return (
    <>
      <Headline>{sentence(sources)}</Headline>
      <p className="text-soft">A source is a configured caller of the alert endpoint, with its own token.</p>
      <p className="my-5">
        <a href="/desk/sources/new" className="button">
          Add a source
        </a>
      </p>
      <ul className="rows">
        {sources.map(source => (
          <SourceLine key={source.id} source={source} />
        ))}
      </ul>
    </>
  )
}

function sentence(sources: readonly ListedSource[]): string {
  const silent = sources.filter(source => source.silentSince).length
  if (sources.length === 0) return 'Nobody reports here yet: add the first source.'
  if (silent === 0) return 'Who reports here, and when they were heard.'
  return silent === 1 ? 'One source has fallen silent.' : `${silent} sources have fallen silent.`
}
