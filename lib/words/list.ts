import { isLanguage, languages } from '#lib/rules/languages/language.ts'
import type { Words } from './words.ts'

/** "a", "a and b", "a, b and c". */
export function listInWords(words: Words, items: readonly string[]): string {
  return formatOf(words('language.tag')).format(items.map(setApart(words)))
}

/** "a, b, c": parts of a sentence that follow each other. */
export function seriesOf(words: Words, items: readonly string[]): string {
  const [first = '', ...others] = items.map(setApart(words))
  return others.reduce((before, second) => words('board.banner.both', { first: before, second }), first)
}

/**
 * In a language that is written from right to left each name stands for itself: a list that begins with the name of a host would
 * else be read from left to right as a whole. What has letters of that language keeps their direction.
 */
function setApart(words: Words): (item: string) => string {
  const code = words('language.code')
  if (!isLanguage(code) || languages[code].dir === 'ltr') return item => item
  return item => (/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(item) ? item : `\u2068${item}\u2069`)
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
