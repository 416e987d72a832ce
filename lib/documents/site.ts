import { env } from '#lib/env.ts'
import { currentLanguage, documentIn, pageIn } from '#lib/language.ts'
import { ourSite } from '#lib/site.ts'
import { longTimes, type TimeWords } from '#lib/words/time.ts'
import type { Words } from '#lib/words/words.ts'

/**
 * The whole address of a page of this site, in the language that is spoken; a document in English is for programs, which are led to
 * the plain address. path: begins with a slash.
 */
export function siteAddress(path: string): string {
  const language = currentLanguage()
  return new URL(language === 'en' ? path : pageIn(language, path), env.SITE_URL).href
}

/** The whole address of a document of this site, in the language that is spoken. path: begins with a slash. */
export function documentAddress(path: string): string {
  return new URL(documentIn(currentLanguage(), path), env.SITE_URL).href
}

/** Moments by the clock of the site, with UTC beside them. */
export function siteTimes(words: Words, now: Date): TimeWords {
  return longTimes(words, ourSite().zone, now)
}
