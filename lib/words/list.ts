import type { Words } from './words.ts'

/** "a", "a and b", "a, b and c". */
export function listInWords(words: Words, items: readonly string[]): string {
  return formatOf(words('language.tag')).format(items)
}

/** "a, b, c": parts of a sentence that follow each other. */
export function seriesOf(words: Words, items: readonly string[]): string {
  const [first = '', ...others] = items
  return others.reduce((before, second) => words('board.banner.both', { first: before, second }), first)
}

/** What stands between two of a series, where each is an element of a page: ", ". */
export function betweenOf(words: Words): string {
  return seriesOf(words, ['', '']).replace(/[\u2066-\u2069]/g, '')
}

/** To make one takes as long as to use it many times. */
const formats = new Map<string, Intl.ListFormat>()

function formatOf(tag: string): Intl.ListFormat {
  const known = formats.get(tag)
  if (known) return known
  const made = new Intl.ListFormat(tag, { type: 'conjunction' })
  formats.set(tag, made)
  return made
}
