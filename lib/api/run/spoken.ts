import type { Language } from '#lib/rules/languages/language.ts'
import {
  asPart,
  type PostTranslations,
  type SpokenWords,
  type TextTranslations,
} from '#lib/rules/languages/translation.ts'

/** One language as requests and answers have it: the text of a post or of an update. */
type Said = { title?: string | undefined; summary?: string | undefined; text?: string | undefined }

/** By language. */
type SaidIn = Partial<Record<Language, Said>>

/** What a request says in other languages, as flows take it. */
export function spokenOf({
  language,
  translations = {},
}: {
  language?: Language | undefined
  translations?: SaidIn | undefined
}): SpokenWords {
  const others = Object.entries(translations).map(([code, { title, summary, text }]) => [
    code,
    { title, summary, body: text },
  ])
  return { ...(language ? { language } : {}), translations: Object.fromEntries(others) }
}

/** As answers have it. */
export function answerSpoken({
  language,
  translations,
}: {
  language: Language
  translations: PostTranslations
}) {
  const others = Object.entries(translations).map(([code, { body, ...said }]) => [
    code,
    { ...said, ...(body === undefined ? {} : { text: body }) },
  ])
  return { language, translations: Object.fromEntries(others) as SaidIn }
}

/** The same of an update. */
export function answerText({
  language,
  translations,
}: {
  language: Language
  translations: TextTranslations
}) {
  return answerSpoken({ language, translations: asPart('body', translations) })
}
