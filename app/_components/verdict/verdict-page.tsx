import { DomainBox } from '#app/_components/site/domain-box.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { serversOf } from '#lib/flows/servers/ask-verdict.ts'
import { findingSentence } from '#lib/flows/servers/finding-sentence.ts'
import { FindingAnswer } from './finding.tsx'
import { followedPages } from './followed-pages.ts'
import { loadVerdict } from './load-verdict.ts'

type Props = {
  typed: string
  /** This browser remembers the server that it is about. */
  isRemembered?: boolean
}

/** The answer to what somebody typed or followed a link to, with the box to ask for more. */
export async function VerdictPage({ typed, isRemembered }: Props) {
  const verdict = await loadVerdict(typed)
  return (
    <div className="py-8">
      <h1 className="headline">{findingSentence(readerWords(), verdict.finding)}</h1>
      <div data-finding="" data-follows={followedPages(serversOf(verdict.finding))}>
        <FindingAnswer {...verdict} isRemembered={isRemembered} />
      </div>
      <div className="mt-8">
        <DomainBox typed={typed.slice(0, 300)} />
      </div>
    </div>
  )
}
