import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findCitations } from '#lib/posts/citation.ts'
import { quoteOf, readAskedPoint } from '#lib/rules/comments/quote.ts'
import { wordsIn } from '#lib/words/words.ts'

const words = wordsIn('en')

describe('a quote', () => {
  it('is one line, whole where it is short, and ends with a whole word where it is not', () => {
    expect(quoteOf(' The keys\n\n  are new. ')).toBe('The keys are new.')
    expect(quoteOf('word '.repeat(100))).toMatch(/^(word )+word…$/)
  })

  it('is of at most 280 signs, whatever is quoted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), text => {
        expect(quoteOf(text).length).toBeLessThanOrEqual(280)
        expect(quoteOf(text)).not.toContain('\n')
      }),
    )
  })

  it('of a point speaks of that point', () => {
    const quote = words('posts.ask.quotePoint', { number: '6', text: 'Change 12 passwords.' })
    expect(findCitations(quote, 9).map(({ point }) => point)).toEqual([6])
  })
})

it.each([
  ['point-6', { is: 'point', number: 6 }],
  ['update-abcdef012345', { is: 'update', id: 'abcdef012345' }],
  ['point-0', null],
  ['point-100', null],
  ["update-' or 1", null],
  [['point-6'], null],
  [undefined, null],
])('%j is asked about as %j', (about, asked) => expect(readAskedPoint(about)).toEqual(asked))
