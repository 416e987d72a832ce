import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPostSearch } from '#lib/rules/posts/search.ts'

describe('what a reader looks for', () => {
  it.each([
    [{}, { text: '', kind: null, server: '', page: 1 }],
    [
      { q: ' disk\u0000 full\n', kind: 'incident', server: 'WEB07', page: '3' },
      { text: 'disk full', kind: 'incident', server: 'web07', page: 3 },
    ],
    [
      { q: ['a', 'b'], kind: 'secret', server: 7, page: '0' },
      { text: '', kind: null, server: '', page: 1 },
    ],
    [{ page: '999' }, { text: '', kind: null, server: '', page: 500 }],
  ])('%j is %j', (fields, search) => expect(readPostSearch(fields)).toEqual(search))

  it('is never longer than the form allows, whole letters, and without what is not seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 140 }), q => {
        const { text } = readPostSearch({ q })
        expect(text.length).toBeLessThanOrEqual(120)
        expect(text).not.toMatch(/\p{Cc}/u)
        expect(text.isWellFormed()).toBe(true)
      }),
    )
  })
})
