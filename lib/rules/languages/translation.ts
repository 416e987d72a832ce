import type { Language } from './language.ts'

/** The words of a post in one more language: what is missing is shown in the language that it was written in. */
export type PostTranslation = { title?: string; summary?: string; body?: string }

/** By language. */
export type PostTranslations = Partial<Record<Language, PostTranslation>>

/** One text in further languages, by language. */
export type TextTranslations = Partial<Record<Language, string>>

/** A text of staff as one reader reads it. language: in which it is, where that is not the reader's own; then readers see a mark. */
export type Spoken = { text: string; language: Language | null }

/** A text in the language of a reader, or in its own. */
export function spokenIn(
  reader: Language,
  { text, language, translations }: { text: string; language: Language; translations: TextTranslations },
): Spoken {
  if (reader === language) return { text, language: null }
  const translated = translations[reader]
  return translated === undefined ? { text, language } : { text: translated, language: null }
}
