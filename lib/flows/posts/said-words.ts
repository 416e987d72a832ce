import { offeredLanguages } from '#lib/language.ts'
import {
  type KeptWords,
  keptWords,
  type SpokenWords,
  type TextTranslations,
  textsByLanguage,
  type WrittenText,
} from '#lib/rules/languages/translation.ts'
import { ourSite } from '#lib/site.ts'
import { type Words, wordsIn } from '#lib/words/words.ts'

/** The words of staff as a post keeps them. texts: of an entry that is written with them. */
export function saidWords(spoken: SpokenWords): KeptWords & { texts: TextTranslations } {
  const kept = keptWords(spoken, ourSite().language)
  return { ...kept, texts: textsByLanguage('body', kept.translations) }
}

/** The same for a post with a title and a text of its own. */
export function saidPost(spoken: SpokenWords): KeptWords {
  return keptWords(spoken, ourSite().language)
}

/** The same of the first words on a post, which lists show in short. */
export function openingWords(spoken: SpokenWords): ReturnType<typeof saidWords> {
  const { translations, ...said } = saidWords(spoken)
  const opened = Object.entries(translations).map(([code, { title, body }]) => [
    code,
    { title, summary: body },
  ])
  return { ...said, translations: Object.fromEntries(opened) }
}

/** What staff wrote in one field, as an entry of a timeline keeps it. */
export function saidText(text: string, spoken: SpokenWords): WrittenText {
  const { language, texts } = saidWords(spoken)
  return { text, language, translations: texts }
}

/** A text as the row of an entry has it. */
export function bodyColumns({ text, language, translations }: WrittenText) {
  return { body: text, language, translations }
}

/** A sentence of ours that is kept as if staff had written it, in all languages that the site offers. */
export function saidByUs(say: (words: Words) => string): WrittenText {
  const [language = 'en', ...others] = offeredLanguages()
  const translations = Object.fromEntries(others.map(other => [other, say(wordsIn(other))]))
  return { text: say(wordsIn(language)), language, translations }
}
