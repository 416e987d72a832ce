import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { cache } from 'react'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { findingSentence } from '#lib/flows/servers/finding-sentence.ts'
import { answerTyped } from './answer-typed.ts'

/** Looks once for a page and its title. */
export const loadVerdict = cache(async (typed: string) => answerTyped(typed, await headers(), new Date()))

/** The title says the answer: who has the page in a tab behind others sees it change. */
export async function verdictMetadata(typed: string): Promise<Metadata> {
  const { finding } = await loadVerdict(typed)
  return {
    title: findingSentence(readerWords(), finding).replace(/\.$/, ''),
    robots: { index: false },
  }
}
