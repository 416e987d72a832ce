import { type Language, languages } from '#lib/rules/languages/language.ts'

/** To make one takes longer than to use it. */
const names = new Map<Language, Intl.DisplayNames>()

/** What a language is called by who reads another one: "Englisch" for English in German. */
export function languageName(reader: Language, language: Language): string {
  const known = names.get(reader) ?? new Intl.DisplayNames(languages[reader].tag, { type: 'language' })
  names.set(reader, known)
  return known.of(language) ?? languages[language].name
}
