import { describe, expect, it } from 'vitest'
import { isLanguage, languageCodes, languages, preferredLanguage } from '#lib/rules/languages/language.ts'

const offered = ['en', 'de', 'ja', 'nb', 'he', 'pt', 'zh'] as const

describe('what a browser prefers', () => {
  it.each<[header: string, language: string | null]>([
    ['', null],
    ['de', 'de'],
    ['DE-at', 'de'],
    ['de-CH-1996, en;q=0.5', 'de'],
    ['en;q=0.5, de;q=0.9', 'de'],
    ['en; q=0.5 , de ; q=0.9', 'de'],
    ['fr, de;q=0.1', 'de'],
    ['fr, es;q=0.9', null],
    ['de;q=0, en', 'en'],
    ['de;q=0', null],
    ['de;q=0.000, ja;q=0.001', 'ja'],
    ['ja, de', 'ja'],
    ['ja;q=0.8, de;q=0.8', 'ja'],
    ['no', 'nb'],
    ['nn-NO', 'nb'],
    ['iw', 'he'],
    ['pt-BR', 'pt'],
    ['zh-Hant-TW', 'zh'],
    ['*', null],
    ['de;level=1;q=0.2, en;q=0.3', 'en'],
    ['constructor, __proto__, toString', null],
    ['de;q=abc, en;q=0.1', 'en'],
    ['de;q=5, en;q=0.1', 'en'],
    ['de;q=-1, en;q=0.1', 'en'],
    ['de;q=, en;q=0.1', 'en'],
    [';;;,,,;q=1,', null],
    ['德语', null],
  ])('%s: %s', (header, language) => {
    expect(preferredLanguage(header, offered)).toBe(language)
  })

  it('is one that is offered, or none', () => {
    expect(preferredLanguage('de, en', ['en'])).toBe('en')
    expect(preferredLanguage('de', [])).toBe(null)
  })

  it.each([
    ['a letter without end', 'd'.repeat(100_000)],
    ['ten thousand ranges', Array.from({ length: 10_000 }, (_, i) => `x${i};q=0.${i % 10}`).join()],
    ['a weight without end', `de;q=0.${'9'.repeat(100_000)}`],
    ['nothing but signs', ';'.repeat(50_000) + ','.repeat(50_000)],
    ['blanks', ' '.repeat(100_000)],
  ])('is not looked for in %s', (_, header) => {
    expect(preferredLanguage(header, offered)).toBe(null)
  })

  it('is what stands at the beginning of a long header, as far as it is whole', () => {
    expect(preferredLanguage(`ja;q=0.4, ${'x, '.repeat(10_000)}de`, offered)).toBe('ja')
    const filled = `en;q=0.3,${'x,'.repeat(300)}`.slice(0, 496)
    expect(preferredLanguage(`${filled.slice(0, -1)},de;q=0.1`, offered)).toBe('en')
  })
})

it('every language is known to Intl by its tag, and called by a code of two letters', () => {
  for (const code of languageCodes) {
    expect(code).toMatch(/^[a-z]{2}$/)
    expect(isLanguage(code)).toBe(true)
    expect(Intl.PluralRules.supportedLocalesOf(languages[code].tag)).toHaveLength(1)
    expect(new Intl.NumberFormat(languages[code].tag).format(12)).toBe('12')
  }
  expect(isLanguage('constructor')).toBe(false)
  expect(isLanguage('EN')).toBe(false)
})
