import { AsyncLocalStorage } from 'node:async_hooks'
import type { Language } from './rules/languages/language.ts'
import { sharedOnce } from './shared.ts'
import { offeredLanguages, ourSite } from './site.ts'
import { type Words, wordsIn } from './words/words.ts'

const store = sharedOnce('language', () => new AsyncLocalStorage<Language>())

/** Does something in the language of the reader for whom it is done: a page, a document, a form that they send. */
export function inLanguage<T>(language: Language, run: () => T): T {
  return store.run(language, run)
}

/** The language of the reader for whom something is done now; without one that of the site. */
export function currentLanguage(): Language {
  return store.getStore() ?? ourSite().language
}

/** The same as their choice among several; null: the site has one alone, so nobody chooses. */
export function chosenLanguage(): Language | null {
  return offeredLanguages().length > 1 ? currentLanguage() : null
}

/** The words of the current language. */
export function currentWords(): Words {
  return wordsIn(currentLanguage())
}
