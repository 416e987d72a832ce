import type { Language } from '#lib/rules/languages/language.ts'
import { lossesOf } from '#lib/rules/languages/survivors.ts'
import type { PostTranslation, PostTranslations } from '#lib/rules/languages/translation.ts'
import { openTranslator } from '#lib/translator/open-translator.ts'
import type { TranslationDraft, Translator } from '#lib/translator/translator.ts'

export type DraftAsk = {
  /** What staff wrote, and in which language. */
  words: PostTranslation
  from: Language
  /** What is empty of them is drafted, and nothing else is touched. */
  into: readonly { language: Language; empty: readonly (keyof PostTranslation)[] }[]
  /** The longest that each part may be, in UTF-16 units. */
  limits: Partial<Record<keyof PostTranslation, number>>
}

/** What was drafted, and what was not, and why. */
export type DraftedLanguages = {
  drafts: PostTranslations
  failures: { language: Language; part: keyof PostTranslation; why: string }[]
}

/** Whether the operator has set up a translator. */
export function hasTranslator(): boolean {
  return openTranslator() !== null
}

/** All drafts of a form together, in milliseconds: a person waits for them. */
const patienceMs = 60_000
const atOnce = 4

/**
 * Drafts words of staff in other languages, for them to read and change. A draft that has lost a link, an element, a field, a name
 * or a time, or put in one, is not taken. Nothing is saved. null: there is no translator.
 */
export async function draftLanguages(
  { words, from, into, limits }: DraftAsk,
  translator: Translator | null = openTranslator(),
  mostMs: number = patienceMs,
): Promise<DraftedLanguages | null> {
  if (!translator) return null
  const signal = AbortSignal.timeout(mostMs)
  const jobs = into.flatMap(({ language, empty }) =>
    empty.flatMap(part => (words[part] ? [{ language, part, text: words[part] }] : [])),
  )
  const drafted: DraftedLanguages = { drafts: {}, failures: [] }
  const work = async (): Promise<void> => {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      const { language, part, text } = job
      const draft = checked(text, await translator.draft({ text, from, to: language }, signal), limits[part])
      if (draft.is === 'failed') drafted.failures.push({ language, part, why: draft.why })
      else drafted.drafts[language] = { ...drafted.drafts[language], [part]: draft.text }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return drafted
}

const mostNamed = 3

function checked(text: string, draft: TranslationDraft, most = Number.POSITIVE_INFINITY): TranslationDraft {
  if (draft.is === 'failed') return draft
  if (draft.text.length > most) return { is: 'failed', why: `the draft is longer than ${most} characters` }
  const { lost, added } = lossesOf(text, draft.text)
  if (lost.length > 0)
    return { is: 'failed', why: `the draft has lost ${lost.slice(0, mostNamed).join(', ')}` }
  if (added.length > 0)
    return { is: 'failed', why: `the draft has put in ${added.slice(0, mostNamed).join(', ')}` }
  return draft
}
