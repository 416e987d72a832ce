'use client'

import { createContext, type ReactNode, use } from 'react'
import { deskClient } from '#lib/words/en/desk/client.ts'

/** The messages of deskClient in some language. */
type Spoken<Said> = { readonly [Key in keyof Said]: Said[Key] extends string ? string : Spoken<Said[Key]> }

/** What the desk's scripts say. tag: how the language is known to Intl, for times and numbers. */
export type DeskWords = Spoken<typeof deskClient> & { tag: string }

const WordsContext = createContext<DeskWords>({ ...deskClient, tag: 'en-GB' })

/** Hands the words of the person's language to all scripts below it. */
export function InDeskWords({ words, children }: { words: DeskWords; children: ReactNode }) {
  return <WordsContext value={words}>{children}</WordsContext>
}

/** What scripts of the desk say to this person. */
export function useDeskWords(): DeskWords {
  return use(WordsContext)
}

/** What staff may put into Markdown, for the hint below its field. */
export const markdownElements = {
  elements: '<Points>, <Callout>, <Indicator>, <Indicators />, <Containment />, <ServerChip>',
  last: '<Timestamp>',
}

/** Puts values in the place of the names in braces. */
export function fillIn(message: string, values: Readonly<Record<string, string | number>>): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
