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
export const wordsPart = { part: 'body', label: 'What customers read', maxLength: 5000, rows: 4 } as const

/** Why something does not take place. */
export const reasonPart = { part: 'body', label: 'Why', maxLength: 500 } as const

/** Of the title of a post. */
export const titlePart = { part: 'title', label: 'Title', maxLength: 160 } as const
