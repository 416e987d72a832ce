import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSlug, mostSlug, slugFor } from '#lib/rules/posts/slug.ts'

const at = new Date('2026-11-24T23:59:00Z')

describe('the address that a title suggests', () => {
  it.each([
    ['A rootkit is spreading', '2026-11-24-a-rootkit-is-spreading'],
    ['  High alert: libkeyutils.so.1.9!  ', '2026-11-24-high-alert-libkeyutils-so-1-9'],
    ['Don’t panic', '2026-11-24-dont-panic'],
    ['Störung der Züge', '2026-11-24-storung-der-zuge'],
    ['停電', '2026-11-24'],
    ['', '2026-11-24'],
    [`${'word '.repeat(40)}`, `2026-11-24${'-word'.repeat(18)}`],
  ])('%j', (title, slug) => {
    expect(slugFor(title, at)).toBe(slug)
  })

  it('is an address, whatever the title', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), title => isSlug(slugFor(title, at))))
  })
})

it.each([
  ['a', true],
  ['2026-11-24-a', true],
  ['A', false],
  ['a--b', false],
  ['-a', false],
  ['a-', false],
  ['a/b', false],
  ['', false],
  ['a'.repeat(mostSlug), true],
  ['a'.repeat(mostSlug + 1), false],
])('%j is an address: %s', (text, is) => {
  expect(isSlug(text)).toBe(is)
})
