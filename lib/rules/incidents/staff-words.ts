import type { SectionKind } from '#lib/rules/notices/digest.ts'

/** What staff wrote on a post with what they did: approved or planned it, and resolved it. */
export type StaffWords = { opening: string | null; closing: { text: string; at: Date } | null }

/**
 * Which of these words stand in a notice that was decided then. Who never heard the beginning gets both; updates and warnings
 * are words of staff themselves.
 */
export function wordsFor(kind: SectionKind, { opening, closing }: StaffWords, at: Date): string[] {
  const last = closing && closing.at <= at ? closing.text : null
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
    case 'held':
      return []
  }
}

function listOf(...words: (string | null)[]): string[] {
  return words.filter(each => each !== null && each.trim() !== '') as string[]
}
