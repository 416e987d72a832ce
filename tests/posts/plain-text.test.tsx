import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { postComponents } from '#app/_components/post/post-components.tsx'
import { plainPoints, plainText } from '#lib/posts/plain-text.ts'
import { renderPost } from '#lib/posts/render.ts'
import { awkwardTexts, unmarked } from '#tests/support/awkward.ts'
import { seenHtml, seenText } from '#tests/support/seen.ts'

const components = postComponents({ lookUpServer: () => undefined })

const draw = (text: string, mode: 'light' | 'full') =>
  renderToStaticMarkup(renderPost(text, { components, mode }))

/** Without the marks that the page shows as look: of words, of code, and of lists. */
const looked = (text: string) => unmarked(text).replace(/^(?:[-*]|\d+[.)]) /gm, '')

describe('a short text of staff', () => {
  it.each(awkwardTexts)('with %s is said in plain as it was typed', (_, text) => {
    expect(plainText(text, 'light')).toBe(unmarked(text).trim())
  })

  it.each(awkwardTexts)('with %s has the same words on the page', (_, text) => {
    expect(seenHtml(draw(text, 'light'))).toBe(looked(seenText(text)))
  })

  it('marks what is struck through, so that two times do not stand for one', () => {
    expect(plainText('It begins at ~~22:00~~ 23:00.', 'light')).toBe('It begins at (was 22:00) 23:00.')
    expect(draw('It begins at ~~22:00~~ 23:00.', 'light')).toContain('<del>22:00</del> 23:00')
  })

  it('keeps words that are marked as such, marked on the page', () => {
    expect(draw('**100 %** of **$5**, *(see below)*', 'light')).not.toContain('*')
    expect(draw('这是**重要**的', 'light')).toContain('<strong>重要</strong>')
    expect(draw('Do **not** restart, *please*.', 'light')).toContain(
      '<strong>not</strong> restart, <em>please</em>.',
    )
  })
})

describe('a post', () => {
  it('says tildes, underscores and stars of paths as they were typed, on the page and in plain', () => {
    const text = 'It takes 1~2 hours for /home/*/mail and /var/*/log and __init__, not 3~4 hours.'
    expect(plainText(text)).toBe(text)
    expect(seenHtml(draw(text, 'full'))).toBe(text)
  })

  it('marks what is struck through, and keeps a bare address bare', () => {
    expect(plainText('At ~~22:00~~ 23:00, see www.example.com.')).toBe(
      'At (was 22:00) 23:00, see www.example.com.',
    )
  })

  it('loses only the signs of its marks', () => {
    expect(plainText('**Which systems.** Those with `sshd` and *your* mail, ***all***.')).toBe(
      'Which systems. Those with sshd and your mail, all.',
    )
    expect(draw('***all***', 'full')).toContain('<em><strong>all</strong></em>')
  })
})

it('the numbered points of a post are said one by one, through all its lists', () => {
  const post =
    '<Points>\n\n1. Change **all** keys.\n2. Look at [this](https://example.com).\n\n</Points>\n\n<Points>\n<Point id="last">Done.</Point>\n</Points>'
  expect([...plainPoints(post)]).toEqual([
    [1, 'Change all keys.'],
    [2, 'Look at this (https://example.com).'],
    [3, 'Done.'],
  ])
  expect([...plainPoints('<Points>')]).toEqual([])
})
