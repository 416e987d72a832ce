import { readFileSync } from 'node:fs'
import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import { renderToStaticMarkup } from 'react-dom/server'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { describe, expect, it } from 'vitest'
import { type MarkdownWords, markdownText } from '#lib/posts/markdown-text.ts'
import { awkwardTexts, unmarked } from '#tests/support/awkward.ts'
import { seenHtml, seenText } from '#tests/support/seen.ts'

const words: MarkdownWords = {
  addressOf: path => (path.startsWith('#') ? `https://s.example/posts/p${path}` : `https://s.example${path}`),
  point: number => `Point ${number}`,
  callout: (tone, title) => (title ? `${tone}: ${title}` : tone),
  indicator: type => `Look for ${type}`,
  lookUpServer: hostname =>
    hostname === 'web07.example-host.net'
      ? { label: 'web07', address: 'https://s.example/servers/web07.md', word: 'down' }
      : null,
}
const said = (text: string) => markdownText(text, words)

describe('a post as Markdown', () => {
  it.each([
    [
      'headings, marks and code',
      '## What\n\n**Which** are *hit*: `sshd`, ~~22:00~~ 23:00.\n\n```sh\nls -l\n```',
    ],
    ['lists', '- one\n\n  - inner\n- two\n\n3. three\n4. four'],
    ['a table', '| a | b |\n| - | - |\n| 1 | 2 |'],
    ['a quotation and a rule', '> said\n\n---\n\nend'],
  ])('keeps %s', (_, text) => {
    expect(tree(said(text))).toEqual(tree(text))
  })

  it('has whole addresses', () => {
    expect(said('[a](/servers/web07), [b](#point-2), ![c](/c.png), [d][d]\n\n[d]: /d')).toBe(
      '[a](https://s.example/servers/web07), [b](https://s.example/posts/p#point-2), ![c](https://s.example/c.png), [d][d]\n\n[d]: https://s.example/d',
    )
  })

  it('numbers points through all lists of them, each with its address', () => {
    const text =
      '<Points>\n1. first\n2. second\n</Points>\n\nThen:\n\n<Points>\n<Point id="aim">\nThird.\n\nMore.\n</Point>\n</Points>'
    expect(said(text)).toBe(
      [
        '1. [Point 1](https://s.example/posts/p#point-1) first',
        '2. [Point 2](https://s.example/posts/p#point-2) second',
        'Then:',
        '3. [Point 3](https://s.example/posts/p#aim) Third.',
        '   More.',
      ].join('\n\n'),
    )
  })

  it('says elements as what they mean', () => {
    expect(said('<Callout tone="warning" title="Read">Slow *now*.</Callout>')).toBe(
      '> **warning: Read**\n>\n> Slow *now*.',
    )
    expect(said('<Indicator type="file" value="/lib64/libkeyutils.so.1.9">A rootkit.</Indicator>')).toBe(
      '**Look for file:** `/lib64/libkeyutils.so.1.9`\n\nA rootkit.',
    )
    expect(
      said(
        'On <ServerChip hostname="web07.example-host.net" /> and <ServerChip hostname="x.example" /> since <Timestamp at="2013-02-19T09:00:00Z" />.',
      ),
    ).toBe('On [web07](https://s.example/servers/web07.md) (down) and x.example since 2013-02-19 09:00 UTC.')
  })

  it('is that of the advisory of 2013, with all of its points and no element', () => {
    const file = 'content/demo/posts/2013-02-19-high-alert-rootkit-on-hosting-servers.mdx'
    const text = said(readFileSync(file, 'utf8'))
    expect(text).not.toMatch(/<\/?[A-Z]/)
    expect(text.match(/^\d+\. \[Point \d+\]/gm)?.length).toBeGreaterThan(5)
    expect(text).toMatch(/^## /m)
  })

  it('that does not pass the check stands there as it was typed', () => {
    expect(said('<b>*bold*</b>\n\n# a')).toBe('\\<b>\\*bold\\*\\</b>\n\n\\# a')
  })
})

describe('a short text as Markdown', () => {
  it.each(awkwardTexts)('with %s reads as it was typed, in any reader of Markdown', (_, text) => {
    expect(seenHtml(html(markdownText(text, words, 'light')))).toBe(
      seenText(unmarked(text)).replace(/^(?:[-*]|\d+[.)]) /gm, ''),
    )
  })

  it('keeps its lines', () => {
    expect(markdownText('one\ntwo', words, 'light')).toBe('one\\\ntwo')
  })
})

const processor = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(remarkRehype).freeze()

/** Without places. */
function tree(text: string): unknown {
  const read = processor.parse(text)
  return JSON.parse(JSON.stringify(read, (key, value) => (key === 'position' ? undefined : value)))
}

function html(text: string): string {
  const read = processor.runSync(processor.parse(text))
  return renderToStaticMarkup(toJsxRuntime(read, { Fragment, jsx, jsxs }))
}
