import type { TitleFacts } from '#lib/rules/incidents/title.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { PostTranslations, Spoken } from '#lib/rules/languages/translation.ts'
import { titleOf } from './incidents.ts'
import type { Words } from './words.ts'

export type TitledPost = {
  title: string
  titleFacts: TitleFacts | null
  language: Language
  translations: PostTranslations
}

/** The title of a post as one reader reads it: Allclear's own worded in their language, staff's translated, or as it was written. */
export function spokenTitle(words: Words, reader: Language, post: TitledPost): Spoken {
  const { title, titleFacts, language, translations } = post
  if (titleFacts) return { text: titleOf(words, titleFacts), language: null }
  if (reader === language) return { text: title, language: null }
  const translated = translations[reader]?.title
  return translated === undefined ? { text: title, language } : { text: translated, language: null }
}
