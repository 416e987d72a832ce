import { currentWords } from '#lib/language.ts'
import type { Words } from '#lib/words/words.ts'

/** The words of the reader whose page is rendered. All public pages ask here, so that the language is chosen in one place. */
export function readerWords(): Words {
  return currentWords()
}
