import { describe, expect, it } from 'vitest'
import { citedPoints, findCitations } from '#lib/posts/citation.ts'

describe('a comment cites', () => {
  it.each<[string, number[]]>([
    ['I was agreeing with point 6, which says so.', [6]],
    ['Point 6.', [6]],
    ['POINT #6!', [6]],
    ['(#6)', [6]],
    ['item 6 and also #2', [2, 6]],
    ['points 2, 3 and 6', [2, 3, 6]],
    ['points 2, and 6', [2, 6]],
    ['point no. 4', [4]],
    ['points 6 & #1', [1, 6]],
    ['point 6 or 7, point 6', [6, 7]],
    ["point 6's wording", [6]],
    ['“point 12”', [12]],
  ])('%j', (text, points) => {
    expect(citedPoints(text)).toEqual(points)
  })

  it.each([
    'checkpoint 6',
    'points6',
    '6 points',
    'point six',
    'point 6.5',
    'point 6% of users',
    'point 2013',
    'point 0',
    '#fff #1a #100',
    'https://example.com/page#6 and /#6 and a#6',
    'on 6 February, at 10:06',
    'point\n\n\n\n6',
    '',
  ])('nothing in %j', text => {
    expect(citedPoints(text)).toEqual([])
  })
})

describe('citations for linking', () => {
  it('are the words to underline, each number of a list by itself', () => {
    const text = 'See points 2, #5 and 6, and item 3.'
    expect(findCitations(text).map(each => [each.point, text.slice(each.start, each.end)])).toEqual([
      [2, 'points 2'],
      [5, '#5'],
      [6, '6'],
      [3, 'item 3'],
    ])
  })

  it('leave out points that the post does not have', () => {
    expect(findCitations('points 6 and 7', 6).map(each => each.point)).toEqual([6])
  })
})
