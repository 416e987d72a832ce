import { createTranslator } from 'use-intl/core'
import { en } from './en/en.ts'

const catalogues = { en }

/** A language that the catalogue is written in. */
export type Locale = keyof typeof catalogues

function translatorOf(locale: Locale) {
  return createTranslator({ locale, messages: catalogues[locale] })
}

/** Says a message of the catalogue by its key. Keys and arguments are checked by the compiler. */
export type Words = ReturnType<typeof translatorOf>

const translators = new Map<Locale, Words>()

/** The words of one language, in the ICU form. The same object each time: a translator keeps what it has parsed. */
export function wordsIn(locale: Locale): Words {
  const known = translators.get(locale)
  if (known) return known
  const made = translatorOf(locale)
  translators.set(locale, made)
  return made
}
