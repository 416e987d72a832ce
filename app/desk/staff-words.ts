import type { DeskWords } from '#app/_components/desk/words/desk-words.tsx'
import { currentWords } from '#lib/language.ts'
import { ourSite } from '#lib/site.ts'
import { type Words, wordsIn } from '#lib/words/words.ts'

type Say = (...given: Parameters<Words>) => string
type Said = (say: 'rich' | 'markup' | 'raw' | 'has') => unknown

const say: Say = (...given) => currentWords()(...given)
const part: Said =
  name =>
  (...given: unknown[]) =>
    (currentWords()[name] as (...all: unknown[]) => unknown)(...given)

/** The words of the desk, in the language of the person for whom a page of it is made or who has sent a form. */
export const staffWords = Object.assign(say, {
  rich: part('rich'),
  markup: part('markup'),
  raw: part('raw'),
  has: part('has'),
}) as unknown as Words

/** The words of the desk's scripts in the same language, which browsers are handed as they stand in the catalogue. */
export function scriptWords(): DeskWords {
  const raw = staffWords.raw as (noun: string) => unknown
  return { ...(raw('deskClient') as Omit<DeskWords, 'tag'>), tag: staffWords('language.tag') }
}

/** The words of the site's own language, for what a form suggests to say to readers. */
export function publicWords(): Words {
  return wordsIn(ourSite().language)
}
