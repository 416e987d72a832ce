import type { TitleFacts } from '#lib/rules/incidents/title.ts'
import type { Language } from './language.ts'

/** The words of a post in one more language: what is missing is shown in the language that it was written in. */
export type PostTranslation = { title?: string; summary?: string; body?: string }

/** By language. */
export type PostTranslations = Partial<Record<Language, PostTranslation>>

/** One text in further languages, by language. */
export type TextTranslations = Partial<Record<Language, string>>

/** A text of staff, with the same in the other languages that they gave it. */
export type WrittenText = { text: string; language: Language; translations: TextTranslations }

/** The title of a post with all that it takes to say it to any reader. titleFacts: of one of Allclear's own. */
export type TitledPost = {
  title: string
  titleFacts: TitleFacts | null
  language: Language
  translations: PostTranslations
}

/** A text of staff as one reader reads it. language: in which it is, where that is not the reader's own; then readers see a mark. */
export type Spoken = { text: string; language: Language | null }

/** A text in the language of a reader, or in its own. */
export function spokenIn(reader: Language, { text, language, translations }: WrittenText): Spoken {
  if (reader === language) return { text, language: null }
  const translated = translations[reader]
  return translated === undefined ? { text, language } : { text: translated, language: null }
}

/** One of the texts of a post in all the languages that it has it in; null: it has none in its own. */
export function writtenPart(
  part: keyof PostTranslation,
  text: string | null,
  { language, translations }: Pick<TitledPost, 'language' | 'translations'>,
): WrittenText | null {
  if (text === null) return null
  const own = Object.entries(translations).flatMap(([code, translation]) =>
    translation[part] === undefined ? [] : [[code, translation[part]]],
  )
  return { text, language, translations: Object.fromEntries(own) }
}
