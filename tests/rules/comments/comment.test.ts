import { describe, expect, it } from 'vitest'
import {
  commentLine,
  type Parent,
  parentFor,
  plainWords,
  readCommentForm,
} from '#lib/rules/comments/comment.ts'

const post = 'abc123def456'
const good = { post, name: 'Martin', email: 'Martin@Example.com', body: 'Thank you.' }

describe('reading the form', () => {
  it('takes a comment', () => {
    expect(readCommentForm(good)).toEqual({
      is: 'comment',
      postId: post,
      parentId: null,
      authorName: 'Martin',
      email: 'martin@example.com',
      body: 'Thank you.',
    })
  })

  it.each([
    ['', null],
    ['zzz123def456', 'zzz123def456'],
  ])('takes what it answers: "%s"', (parent, parentId) => {
    expect(readCommentForm({ ...good, parent })).toMatchObject({ is: 'comment', parentId })
  })

  it.each([
    ['no name', { name: ' ' }, ['name']],
    ['a name that cannot be seen', { name: '\u202e\u200d' }, ['name']],
    ['a name that is too long', { name: 'x'.repeat(61) }, ['name']],
    ['no address', { email: 'martin' }, ['email']],
    ['a mailbox in other letters', { email: 'jörg@müller.de' }, ['mailbox']],
    ['a text that is too short', { body: 'x' }, ['body']],
    ['a text that is too long', { body: 'x'.repeat(4001) }, ['body']],
    ['no post', { post: 'p1' }, ['post']],
    ['a broken parent', { parent: '../x' }, ['post']],
    ['all at once', { name: '', email: '', body: '', post: '' }, ['name', 'email', 'body', 'post']],
  ])('says what is wrong: %s', (_, change, problems) => {
    expect(readCommentForm({ ...good, ...change })).toEqual({ is: 'wrong', problems })
  })

  it('counts a line end once, as the browser does', () => {
    expect(readCommentForm({ ...good, body: 'x\r\n'.repeat(2000) })).toMatchObject({ is: 'comment' })
  })

  it('says what is wrong with an empty form', () => {
    expect(readCommentForm({})).toEqual({ is: 'wrong', problems: ['name', 'email', 'body', 'post'] })
  })

  it('knows a robot by the field that people do not see', () => {
    expect(readCommentForm({ ...good, website: 'x' })).toEqual({ is: 'robot' })
  })
})

it.each([
  ['control characters', 'a\u0000b\u0007c\u007fd\u009b', 'abcd'],
  ['bidirectional controls', 'abc\u202etxt.exe\u2066x\u200f', 'abctxt.exex'],
  ['characters without width', 'a\u200bb\ufeffc\u00ad', 'abc'],
  ['half a character', 'a\ud800b', 'a\ufffdb'],
  ['line ends of any kind', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
  ['many empty lines', '\n\na\n\n\n \n\nb \t\n', 'a\n\nb'],
  ['nothing from words of the world', 'می\u200cخواهم 👩\u200d💻 שלום', 'می\u200cخواهم 👩\u200d💻 שלום'],
])('plain words leave out %s', (_, text, expected) => {
  expect(plainWords(text)).toBe(expected)
})

it('a name is one line', () => {
  expect(commentLine(' Dana\n\tStaff ')).toBe('Dana Staff')
})

const parent: Parent = { id: 'one', postId: post, parentId: null, state: 'published' }

it.each<[string, Parent | undefined, string | null]>([
  ['a comment', parent, 'one'],
  ['an answer: its comment', { ...parent, id: 'two', parentId: 'one' }, 'one'],
  ['nothing, for it is another post’s', { ...parent, postId: 'other' }, null],
  ['nothing, for it is hidden', { ...parent, state: 'held' }, null],
  ['nothing, for it was removed', { ...parent, state: 'removed' }, null],
  ['nothing, for it does not exist', undefined, null],
])('an answer hangs on %s', (_, given, expected) => {
  expect(parentFor(given, post)).toBe(expected)
})
