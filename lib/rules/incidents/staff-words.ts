import type { Language } from '#lib/rules/languages/language.ts'
import type { TextTranslations } from '#lib/rules/languages/translation.ts'
import type { SectionKind } from '#lib/rules/notices/digest.ts'

/** A text of staff, with what they had translated of it. */
export type StaffText = { text: string; language: Language; translations: TextTranslations }

/** What staff wrote on a post with what they did: approved or planned it, and resolved it. */
export type StaffWords = { opening: StaffText | null; closing: (StaffText & { at: Date }) | null }

/**
 * Which of these words stand in a notice that was decided then. Who never heard the beginning gets both; updates and warnings
 * are words of staff themselves.
 */
export function wordsFor(kind: SectionKind, { opening, closing }: StaffWords, at: Date): StaffText[] {
  const last = closing && closing.at <= at ? closing : null
  switch (kind) {
    case 'began':
    case 'planned':
    case 'moved':
    case 'reminder':
    case 'starting':
    case 'done':
      return listOf(opening)
    case 'ended':
      return listOf(last)
    case 'passed':
      return listOf(opening, last)
    case 'worsened':
    case 'intermittent':
    case 'update':
    case 'advisory':
    case 'review':
    case 'held':
      return []
  }
}

function listOf(...words: (StaffText | null)[]): StaffText[] {
  return words.filter(each => each !== null && each.text.trim() !== '') as StaffText[]
}
