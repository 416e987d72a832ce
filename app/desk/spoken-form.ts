import { offeredLanguages } from '#lib/language.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { LanguageCode } from '#lib/rules/languages/language-code.ts'
import type { PostTranslation, PostTranslations, SpokenWords } from '#lib/rules/languages/translation.ts'
import { advisoryLimits } from '#lib/rules/posts/advisory.ts'

import { plainFields } from './forms.ts'

/** The longest that a field may be in any language, by what it is of; what is left out is not in the form. */
type SpokenLimits = Partial<Record<keyof PostTranslation, number>>

/** The fields of a form in other languages than its own. What is longer than a browser lets anybody type is cut off. */
export function readSpoken(form: FormData, limits: SpokenLimits): SpokenWords {
  const typed = plainFields(form)
  const language = LanguageCode.safeParse(typed.language)
  if (!language.success) return {}
  const codes = [...new Set([...offeredLanguages(), language.data])].filter(code => code !== language.data)
  const translations: PostTranslations = {}
  for (const code of codes) translations[code] = readOne(typed, code, limits)
  return { language: language.data, translations }
}

/** Of an update, or another text without a title. */
export const wordsLimits = { body: 5000 }

/** Of what has changed in an advisory. */
export const changeLimits = { body: advisoryLimits.change }

/** Of a reason. */
export const reasonLimits = { body: 500 }

/** Of an incident. */
export const titledLimits = { title: 160, body: 5000 }

function readOne(
  typed: Record<string, FormDataEntryValue>,
  code: Language,
  limits: SpokenLimits,
): PostTranslation {
  const parts = Object.entries(limits).flatMap(([part, most]) => {
    const text = typed[`${part}.${code}`]
    return typeof text === 'string' ? [[part, text.replace(/\r\n?/g, '\n').trim().slice(0, most)]] : []
  })
  return Object.fromEntries(parts)
}
