import { describe, expect, it } from 'vitest'
import { htmlText } from '#lib/posts/html-text.ts'

const place = { site: 'https://status.example.com/', page: 'https://status.example.com/posts/a-hole' }
const light = (text: string) => htmlText(text, place, 'light')

describe('a text as HTML for feed readers', () => {
  it.each([
    [
      'Look at [web07](/servers/web07).',
      '<p>Look at <a href="https://status.example.com/servers/web07">web07</a>.</p>',
    ],
    [
      'As [point 6](#point-6) says.',
      '<p>As <a href="https://status.example.com/posts/a-hole#point-6">point 6</a> says.</p>',
    ],
    ['[Write](mailto:us@example.com)', '<p><a href="mailto:us@example.com">Write</a></p>'],
    ['From ~~22:00~~ **23:00**\non.', '<p>From <del>22:00</del> <strong>23:00</strong><br>on.</p>'],
    ['- one\n- two', '<ul><li>one</li><li>two</li></ul>'],
    ['Since <Timestamp at="2013-02-19T09:00:00Z" />.', '<p>Since 2013-02-19 09:00 UTC.</p>'],
  ])('%j keeps its meaning, and its links are whole', (text, html) => {
    expect(light(text)).toBe(html)
  })

  it.each([
    '<script>alert(1)</script>',
    '[x](javascript:alert(1))',
    '<img src=x onerror=alert(1)>',
    'a "quote" & <b onclick="x">',
    '[x](https://example.com/"onmouseover="x)',
  ])('%j runs nothing', text => {
    expect(light(text)).not.toMatch(/<(?!\/?p>|br>|\/?a\b)|href="(?!https?:|mailto:)|<[^>]*\son\w+=/)
  })

  it('numbers points and names callouts, as the page does', () => {
    const text =
      '<Callout tone="warning" title="Change it">\nYour password.\n</Callout>\n\n<Points>\n1. First\n2. Second\n</Points>'
    expect(htmlText(text, place)).toBe(
      '<blockquote><p><strong>Change it</strong></p><p>Your password.</p></blockquote>' +
        '<div><p><strong>1.</strong></p><p>First</p></div><div><p><strong>2.</strong></p><p>Second</p></div>',
    )
  })
})
