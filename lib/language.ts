import { AsyncLocalStorage } from 'node:async_hooks'
import type { Language } from './rules/languages/language.ts'
import { sharedOnce } from './shared.ts'
import { ourSite } from './site.ts'
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

/** The languages that readers may choose, that of the site first. */
export function offeredLanguages(): Language[] {
  const { language, otherLanguages } = ourSite()
  return [language, ...otherLanguages.filter(other => other !== language)]
}

/** The language of a reader who has chosen this one, or none: what is offered no more is the site's. */
export function readerLanguage(chosen: Language | null): Language {
  return offeredLanguages().find(language => language === chosen) ?? ourSite().language
}

/** What stands before the addresses of pages in a language: nothing in that of the site. */
export function pagePrefix(language: Language): string {
  return language === ourSite().language ? '' : `/${language}`
}

/** Where a site has its pages in a language, for mails: "https://status.example.com/de". siteUrl: the hoster's, or a brand's. */
export function pagesIn(language: Language, siteUrl: string): string {
  return siteUrl + pagePrefix(language)
}

/** The address of a page in a language: "/de" and not "/de/" for the board. path: begins with a slash. */
export function pageIn(language: Language, path: string): string {
  const prefix = pagePrefix(language)
  return prefix !== '' && /^\/(\?|#|$)/.test(path) ? prefix + path.slice(1) : prefix + path
}

/** The address of a document in a language: programs that ask for nothing else are answered in English. path: begins with a slash. */
export function documentIn(language: Language, path: string): string {
  return language === 'en' ? path : `/${language}${path}`
}
