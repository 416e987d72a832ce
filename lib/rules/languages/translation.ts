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

/** What staff typed beside a text: in which language it is, and the same in others. Left out: the language of the site, and none. */
export type SpokenWords = { language?: Language; translations?: PostTranslations }

/** The same as it is kept. */
export type KeptWords = { language: Language; translations: PostTranslations }

const parts = ['title', 'summary', 'body'] as const

/** Without what is empty, and without the language that all of it is in. byDefault: the language of the site. */
export function keptWords({ language, translations = {} }: SpokenWords, byDefault: Language): KeptWords {
  const own = language ?? byDefault
  const kept = Object.entries(translations).flatMap(([code, translation]) => {
    const said = parts.filter(part => translation[part]?.trim())
    if (code === own || said.length === 0) return []
    return [[code, Object.fromEntries(said.map(part => [part, translation[part]?.trim()]))]]
  })
  return { language: own, translations: Object.fromEntries(kept) }
}

/** What is said of one part in each language that has it. */
export function textsByLanguage(
  part: keyof PostTranslation,
  translations: PostTranslations,
): TextTranslations {
  return writtenPart(part, '', { language: 'en', translations })?.translations ?? {}
}

/** Texts by language, as one part of a post. */
export function asPart(part: keyof PostTranslation, texts: TextTranslations): PostTranslations {
  return Object.fromEntries(Object.entries(texts).map(([code, text]) => [code, { [part]: text }]))
}

/** A text that is kept, as the form begins with it in which it is changed. */
export function spokenBody({
  language,
  translations,
}: Omit<SpokenWords, 'translations'> & { translations: TextTranslations }): SpokenWords {
  return { language, translations: asPart('body', translations) }
}

/** Titles with what is said in lists. */
export function withSummaries(titles: PostTranslations, summaries: TextTranslations): PostTranslations {
  const merged = { ...titles }
  for (const [code, summary] of Object.entries(summaries) as [Language, string][])
    merged[code] = { ...merged[code], summary }
  return merged
}

/** The parts of a post that readers see in lists. */
type ListedWords = KeptWords & { title: string; summary: string | null }

/**
 * A post after a person has given it another title. What else it says stays, in the languages that it is in; titles in other
 * languages than the person gave it fall out, since they say what is true no more.
 */
export function retitled(
  before: ListedWords,
  { title, ...said }: KeptWords & { title: string },
): ListedWords {
  const isSame = before.language === said.language
  const summaries = { ...textsByLanguage('summary', before.translations) }
  if (!isSame && before.summary !== null) summaries[before.language] = before.summary
  const summary = isSame ? before.summary : (summaries[said.language] ?? before.summary)
  const codes = new Set([...Object.keys(summaries), ...Object.keys(said.translations)] as Language[])
  codes.delete(said.language)
  const translations = Object.fromEntries(
    [...codes].map(code => [
      code,
      {
        ...(said.translations[code]?.title === undefined ? {} : { title: said.translations[code].title }),
        ...(summaries[code] === undefined ? {} : { summary: summaries[code] }),
      },
    ]),
  )
  return { title, summary, language: said.language, translations }
}
