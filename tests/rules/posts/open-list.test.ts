import { expect, it } from 'vitest'
import { splitOpen } from '#lib/rules/posts/open-list.ts'

const posts = (count: number, pinned: number[] = []) =>
  Array.from({ length: count }, (_, id) => ({ id, isPinned: pinned.includes(id) }))

const ids = (list: readonly { id: number }[]) => list.map(post => post.id)

it.each([
  ['none', posts(0), [], []],
  ['five', posts(5), [0, 1, 2, 3, 4], []],
  ['six', posts(6), [0, 1, 2], [3, 4, 5]],
  ['eight of which one is pinned', posts(8, [6]), [0, 1, 2, 6], [3, 4, 5, 7]],
])(
  'of %s open posts the first few and the pinned are whole, the rest are lines',
  (_, given, whole, lines) => {
    const split = splitOpen(given)
    expect([ids(split.whole), ids(split.lines)]).toEqual([whole, lines])
  },
)
