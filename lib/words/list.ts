import type { Words } from './words.ts'

/** "a", "a and b", "a, b and c". */
export function listInWords(words: Words, items: readonly string[]): string {
  return formatOf(words('language.tag'), 'conjunction').format(items)
}

/** "a, b, c": parts of a sentence that follow each other. */
export function seriesOf(words: Words, items: readonly string[]): string {
  return formatOf(words('language.tag'), 'unit').format(items)
}

/** To make one takes as long as to use it many times. */
const formats = new Map<string, Intl.ListFormat>()

function formatOf(tag: string, type: 'conjunction' | 'unit'): Intl.ListFormat {
  const key = `${tag} ${type}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.ListFormat(tag, { type })
  formats.set(key, made)
  return made
}
