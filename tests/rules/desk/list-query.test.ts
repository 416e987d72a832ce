import { describe, expect, it } from 'vitest'
import { listAddress, onPage, pageOf, textOf } from '#app/desk/list-query.ts'

describe('a page of a list', () => {
  const items = Array.from({ length: 101 }, (_, i) => i)

  it('has so many of it, and the last one the rest', () => {
    expect(onPage(items, 1, 50)).toEqual({ shown: items.slice(0, 50), page: 1, pages: 3 })
    expect(onPage(items, 3, 50)).toEqual({ shown: [100], page: 3, pages: 3 })
    expect(onPage([], 1, 50)).toEqual({ shown: [], page: 1, pages: 1 })
  })

  it.each([4, null])('that there is not is none: %j', page => {
    expect(onPage(items, page, 50)).toBeNull()
  })

  it.each([
    [undefined, 1],
    ['7', 7],
    ['0', null],
    ['-1', null],
    ['1e3', null],
    [['1', '2'], null],
  ])('is called %j in the address: %j', (given, page) => {
    expect(pageOf(given)).toBe(page)
  })
})

it.each([
  ['  ann ', 'ann'],
  ['', null],
  ['\0', null],
  ['a\0b', 'ab'],
  [['a', 'b'], null],
  ['x'.repeat(200), 'x'.repeat(100)],
])('%j is looked for as %j', (given, text) => {
  expect(textOf(given)).toBe(text)
})

it('the address of a list says only what is asked', () => {
  expect(listAddress('/desk/people', { text: null, page: 2 })).toBe('/desk/people?page=2')
  expect(listAddress('/desk/people', { text: '', page: null })).toBe('/desk/people')
  expect(listAddress('/desk/people', { text: 'a&b', page: 1 })).toBe('/desk/people?text=a%26b&page=1')
})
