import { staffWords } from '#app/desk/staff-words.ts'
import { hasTranslator } from '#lib/flows/languages/draft-languages.ts'
import { currentLanguage, offeredLanguages } from '#lib/language.ts'
import { languages } from '#lib/rules/languages/language.ts'
import type { SpokenWords } from '#lib/rules/languages/translation.ts'
import { ourSite } from '#lib/site.ts'
import { languageName } from '#lib/words/languages/name.ts'
import { SpokenFields, type SpokenPart } from './spoken-fields.tsx'

type Props = {
  parts: readonly SpokenPart[]
  /** What is stored; left out: nothing, and the words are in the language of the site. */
  stored?: SpokenWords
  /** They stay in the language that they are in. */
  isFixed?: boolean
}

/** The fields above it in the other languages that the site offers; nothing where it offers one. */
export function OtherLanguages({ parts, stored = {}, isFixed = false }: Props) {
  const codes = new Set([...offeredLanguages(), ...(stored.language ? [stored.language] : [])])
  if (codes.size === 1) return null
  const offered = [...codes].map(code => ({
    code,
    name: languageName(currentLanguage(), code),
    dir: languages[code].dir,
  }))
  return (
    <SpokenFields
      offered={offered}
      parts={parts}
      language={stored.language ?? ourSite().language}
      stored={stored.translations ?? {}}
      isFixed={isFixed}
      canDraft={hasTranslator()}
    />
  )
}

/** Of words that customers read, as WordsField takes them. */
export const wordsPart = (): SpokenPart => ({
  part: 'body',
  label: staffWords('deskShared.otherLanguages.whatCustomersRead'),
  maxLength: 5000,
  rows: 4,
})

/** Why something does not take place. */
export const reasonPart = (): SpokenPart => ({
  part: 'body',
  label: staffWords('deskShared.otherLanguages.why'),
  maxLength: 500,
})

/** Of the title of a post. */
export const titlePart = (): SpokenPart => ({
  part: 'title',
  label: staffWords('deskShared.otherLanguages.title'),
  maxLength: 160,
})
