import { describe, expect, it } from 'vitest'
import { editObstacle, readCommentWords } from '#lib/rules/comments/own-comment.ts'

const at = new Date('2026-03-10T14:30:00Z')
const after = (minutes: number) => new Date(at.getTime() + minutes * 60_000)

describe('the author of a comment may change it', () => {
  it.each([
    ['while it waits for their word', { state: 'held', publishedAt: null, hasAnswer: false }, 3000, null],
    ['at once', { state: 'published', publishedAt: at, hasAnswer: false }, 0, null],
    ['for ten minutes', { state: 'published', publishedAt: at, hasAnswer: false }, 10, null],
    ['and not after that', { state: 'published', publishedAt: at, hasAnswer: false }, 10.1, 'late'],
    ['and not once it is answered', { state: 'published', publishedAt: at, hasAnswer: true }, 1, 'answered'],
    [
      'and not once the comments of its post have ended',
      { state: 'published', publishedAt: at, hasAnswer: false, isClosed: true },
      1,
      'closed',
    ],
    ['and not while it is hidden', { state: 'removed', publishedAt: at, hasAnswer: false }, 1, 'hidden'],
  ] as const)('%s', (_, words, minutes, obstacle) => {
    expect(editObstacle({ isClosed: false, ...words }, after(minutes))).toBe(obstacle)
  })
})

it.each([
  ['  Two words. ', 'Two words.'],
  ['x', null],
  ['', null],
  [undefined, null],
  ['x'.repeat(4001), null],
])('%j is kept as %j', (typed, kept) => {
  expect(readCommentWords(typed)).toBe(kept)
})
