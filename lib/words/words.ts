import { createTranslator } from 'use-intl/core'
import { isLanguage, type Language, languages } from '#lib/rules/languages/language.ts'
import { en } from './en/en.ts'
import { type Messages, messagesIn } from './languages/catalogue.ts'
import { remembering, type Say } from './languages/remembering.ts'

type Catalogue = typeof en

function translatorOf(language: Language) {
  const { tag } = languages[language]
  return createTranslator({ locale: tag, messages: language === 'en' ? en : catalogueOf(language) })
}

/** What a language does not say is said in English: what only programs read, and outside English and German the desk. */
function catalogueOf(language: Language): Catalogue {
  const { tag } = languages[language]
  const own = messagesIn(language)
  return over(en, { ...own, language: { tag, code: language } }) as unknown as Catalogue
}

function over(below: Messages, above: Messages): Messages {
  const merged = Object.entries(above).map(([name, value]) => {
    const other = below[name]
    return [name, typeof value === 'string' || typeof other !== 'object' ? value : over(other, value)]
  })
  return { ...below, ...Object.fromEntries(merged) }
}

/** Says a message of the catalogue by its key. Keys and arguments are checked by the compiler. */
export type Words = ReturnType<typeof translatorOf>

const translators = new Map<Language, Words>()

/**
 * The words of one language, in the ICU form. The same object each time: a translator keeps what it has parsed. A catalogue is
 * read from its file when it is first asked for.
 */
export function wordsIn(language: Language): Words {
  const known = translators.get(language)
  if (known) return known
  const translator = translatorOf(language)
  // What else it has, such as rich, it keeps.
  const made = Object.assign(
    remembering(language, translator as unknown as Say),
    translator,
  ) as unknown as Words
  translators.set(language, made)
  return made
}

/** The language that words are in. */
export function languageOf(words: Words): Language {
  const code = words('language.code')
  return isLanguage(code) ? code : 'en'
}
