import { headers } from 'next/headers'
import { DomainBox } from '#app/_components/site/domain-box.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { findingSentence } from '#lib/flows/servers/finding-sentence.ts'
import { answerTyped } from './answer-typed.ts'
import { FindingAnswer } from './finding.tsx'

type Props = {
  typed: string
  /** This browser remembers the server that it is about. */
  isRemembered?: boolean
}

/** The answer to what somebody typed or followed a link to, with the box to ask for more. */
export async function VerdictPage({ typed, isRemembered }: Props) {
  const verdict = await answerTyped(typed, await headers(), new Date())
  return (
    <div className="py-8">
      <h1 className="headline">{findingSentence(readerWords(), verdict.finding)}</h1>
      <div data-finding="">
        <FindingAnswer {...verdict} isRemembered={isRemembered} />
      </div>
      <div className="mt-8">
        <DomainBox typed={typed.slice(0, 300)} />
      </div>
    </div>
  )
}
