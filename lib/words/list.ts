import type { Words } from './words.ts'

/** To make one takes as long as to use it many times. */
const formats = new Map<string, Intl.ListFormat>()

/** "a", "a and b", "a, b and c". */
export function listOf(words: Words, items: readonly string[]): string {
  const tag = words('language.tag')
  const known = formats.get(tag)
  if (known) return known.format(items)
  const made = new Intl.ListFormat(tag)
  formats.set(tag, made)
  return made.format(items)
}
