import { describe, expect, it } from 'vitest'
import { checkText } from '#lib/posts/check.ts'
import type { TextMode } from '#lib/posts/text.ts'

function problems(source: string, mode: TextMode = 'full'): string[] {
  return checkText(source, 'a.mdx', mode).map(each => `${each.line}:${each.column} ${each.message}`)
}

const code = 'is code, and posts run no code.'
const braces = `Text in { } ${code} For a brace in the text write \\{ and \\}.`
const codeLine = `A paragraph that begins with import or export ${code} Begin with another word.`

describe('a post that is well written', () => {
  it.each([
    '## Words\n\nA *b* **c** ~~d~~ `e {f} <g>` [h](https://example.com "i") https://example.com a@example.com',
    '- a\n- b\n\n1. c\n2. d\n\n> e\n\n```sh\nif [ a < b ]; then { :; }\n```\n\n| a | b |\n|---|--:|\n| c | d |\n\n---',
    'Load is \\<5, and 3 < 4, and \\{this\\}.',
    'Seen {/* a remark for authors */} here.\n\n{/* and\nhere */}\n\nEnd.',
    '<Points>\n\n1. a\n2. b\n\n</Points>',
    '<Points>\n<Point id="what">a</Point>\n<Point>\n\n- b\n\n</Point>\n</Points>',
    '<Callout tone="note">One line.</Callout>',
    '<Callout tone="danger" title="Now">\nText\n</Callout>',
    '<Indicator type="file" value="/lib64/x" />',
    'On <ServerChip hostname="web07" /> at <Timestamp at="2013-02-19T03:00:00-06:00">3 AM</Timestamp>.',
    '![A graph](/graph.png)',
    '[a][b]\n\n[b]: mailto:a@example.com',
  ])('has no problems: %j', source => {
    expect(problems(source)).toEqual([])
  })
})

describe('a mistake in a post is told with its place and what to write instead', () => {
  it.each<[string, string]>([
    [
      'Text\n\nIt took <5ms here.',
      '3:9 The < in <5ms begins a tag. Write \\< for the sign itself, or a word such as “under”.',
    ],
    ['a <= b', '1:3 The < in <= begins a tag. Write \\< for the sign itself, or a word such as “under”.'],
    ['a\n\n<!-- b -->', '3:1 A remark for other authors is written {/* … */}, not <!-- … -->.'],
    [
      'See <https://example.com/a>.',
      '1:5 Write the address without < and >, or as [words](https://example.com/a).',
    ],
    ['Write <a@example.com>.', '1:7 Write the mail address without < and >: a@example.com.'],
    ['<!DOCTYPE html>', '1:1 <!DOCTYPE is HTML, which posts do not use. Write Markdown instead.'],
    ['a <Callout', '1:3 The tag <Callout is not finished: a > is missing. For the sign itself write \\<.'],
    ['<Callout tone=note>a</Callout>', '1:1 Put the values in <Callout in "quotes".'],
    ['a {b', `1:3 ${braces}`],
    ['a\n\nb {c d} e', `3:3 ${braces}`],
    ['a {1 + 1}', `1:3 ${braces}`],
    ['{process.env.HOME}', `1:1 ${braces}`],
    ['a\n\nimport us when you can', `3:1 ${codeLine}`],
    ['import fs from "node:fs"', `1:1 ${codeLine}`],
    ['export const a = 1', `1:1 ${codeLine}`],
    [
      '<Callout tone="note">\nb',
      '1:1 <Callout> is never closed. Add </Callout> after its text, or end the tag with />.',
    ],
    [
      '<Callout tone="note">a\n</Callout>',
      '1:1 Put <Callout> and </Callout> on lines of their own, or both on one line.',
    ],
    ['a\n\n</Callout>', '3:1 This closing tag closes nothing. Remove it, or add the opening tag before it.'],
    ['# Title', '1:1 The title of the post is its only heading of the first level. Write ## here.'],
    ['##', '1:1 This heading has no words. Add some, or remove the signs #.'],
    ['a[^1]\n\n[^1]: b', '1:2 Posts have no footnotes. Put the remark into the text.'],
    ['- [ ] a', '1:1 Posts have no check boxes. Remove the [ ] or [x].'],
    ['![](/a.png)', '1:1 Describe the picture for those who cannot see it: ![what it shows](/…).'],
  ])('%j', (source, expected) => {
    expect(problems(source)[0]).toBe(expected)
  })
})

describe('an element of a post', () => {
  it.each<[string, string]>([
    [
      'a\n\n<Foo />',
      '3:1 <Foo> is no element of a post. The elements are Points, Point, Callout, Indicator, Indicators, Containment, ServerChip, Timestamp.',
    ],
    ['<constructor />', '1:1 <constructor> is HTML, which posts do not use. Write Markdown instead.'],
    ['<Callout.Title />', '1:1 <Callout.Title> is no element of a post.'],
    ['<>a</>', '1:1 <> is no element of a post.'],
    [
      '<Callout tone="loud">a</Callout>',
      '1:10 tone of <Callout> is “loud”, but accepts note, warning or danger.',
    ],
    ['<Callout>a</Callout>', '1:1 tone of <Callout> is missing. It accepts note, warning or danger.'],
    ['<Callout tone>a</Callout>', '1:10 tone of <Callout> is true, but accepts note, warning or danger.'],
    [
      '<Callout\n  tone="note"\n  colour="red"\n>\na\n</Callout>',
      '3:3 <Callout> has no property colour. It takes tone or title.',
    ],
    ['<Callout tone="note" tone="danger">a</Callout>', '1:22 tone is given twice. Remove one.'],
    ['<Callout tone={"note"}>a</Callout>', `1:10 tone={…} ${code} Write tone="text".`],
    ['<Callout {...a}>b</Callout>', `1:10 {...a} ${code} Write each property as name="text".`],
    ['<Callout tone="note" __proto__="a">b</Callout>', '1:22 <Callout> has no property __proto__.'],
    ['<Callout tone="note"></Callout>', '1:1 <Callout> is empty. Put text between <Callout> and </Callout>.'],
    [
      'a <Callout tone="note">b</Callout>',
      '1:3 <Callout> stands inside a sentence. Put it on a line of its own, with empty lines around it.',
    ],
    ['<ServerChip hostname="a">b</ServerChip>', '1:1 <ServerChip> takes no text. End the tag with />.'],
    [
      '<Timestamp at="3 AM" />',
      '1:12 at of <Timestamp> is “3 AM”, but accepts a time with its zone, such as 2013-02-19T09:00:00Z.',
    ],
    [
      '<Indicators tag="Kit!" />',
      '1:13 tag of <Indicators> is “Kit!”, but accepts a tag of the list of indicators',
    ],
    ['<Indicators>a</Indicators>', '1:1 <Indicators> takes no text.'],
    ['a <Containment />', '1:3 <Containment> stands inside a sentence.'],
    ['<Containment kind="magic" />', '1:14 kind of <Containment> is “magic”, but accepts firewall, account'],
    [
      '<Containment post="../x" />',
      '1:14 post of <Containment> is “../x”, but accepts the last part of the address of a post',
    ],
    [
      `${'<Containment />\n\n'.repeat(10)}<Indicators />`,
      '21:1 There are more than 10 lists of <Indicators> and <Containment>. Take some out.',
    ],
    ['<Point>a</Point>', '1:1 <Point> belongs inside <Points>.'],
    [
      '<Points>\n\na\n\n</Points>',
      '1:1 <Points> holds one numbered list (1. …), or <Point> elements, and nothing else.',
    ],
    ['<Points>\n\n- a\n\n</Points>', '1:1 <Points> holds one numbered list'],
    ['<Points></Points>', '1:1 <Points> holds one numbered list'],
    ['- a\n\n  <Points>\n  1. b\n  </Points>', '3:3 <Points> cannot be inside something else'],
    [
      '<Points>\n<Point id="a">b</Point>\n<Point id="a">c</Point>\n</Points>',
      '3:8 id “a” is taken. Choose another.',
    ],
    ['<Points>\n<Point id="point-2">b</Point>\n</Points>', '2:8 id “point-2” is taken. Choose another.'],
    ['<Points>\n<Point number="9">b</Point>\n</Points>', '2:8 <Point> has no property number. It takes id.'],
  ])('%j', (source, expected) => {
    expect(problems(source)[0]).toContain(expected)
  })
})

describe('an injection is refused', () => {
  it.each<[string, string]>([
    ['<script>alert(1)</script>', '1:1 <script> is HTML'],
    ['<img src="x" onerror="alert(1)" />', '1:1 <img> is HTML: write ![what it shows](/…).'],
    ['<img src=x onerror=alert(1)>', '1:1 Put the values in <img in "quotes".'],
    ['<b onclick="alert(1)">a</b>', '1:1 <b> is HTML: write **words**.'],
    ['<iframe src="https://example.com" />', '1:1 <iframe> is HTML'],
    ['<a href="javascript:alert(1)">a</a>', '1:1 <a> is HTML: write [words](https://…).'],
    ['<Callout tone="note" onClick="alert(1)">a</Callout>', '1:22 <Callout> has no property onClick.'],
    [
      '<Callout tone="note" dangerouslySetInnerHTML={{__html: "<b>"}}>a</Callout>',
      '1:22 dangerouslySetInnerHTML={…} is code',
    ],
    [
      '<Callout tone="note" dangerouslySetInnerHTML="a">a</Callout>',
      '1:22 <Callout> has no property dangerouslySetInnerHTML.',
    ],
    ['{globalThis.process.exit(1)}', '1:1 Text in { } is code'],
    ['a {(() => { while (true); })()} b', '1:3 Text in { } is code'],
  ])('%j', (source, expected) => {
    expect(problems(source)[0]).toContain(expected)
  })

  const schemes = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java&#x09;script:alert(1)',
    'data:text/html,a',
    'vbscript:a',
    'file:///etc/passwd',
    '//example.com',
    '/\\\\example.com',
    'ftp://example.com',
    'page',
    '',
  ]
  it.each(schemes)('a link to %j', address => {
    expect(problems(`a\n\nb [c](${address})`)).toEqual([
      expect.stringContaining(
        '3:3 A link may lead to https://…, http://…, mailto:…, /… or #…, but leads to “',
      ),
    ])
    expect(problems(`[c][d]\n\n[d]: <${address}>`)).toEqual([
      expect.stringContaining('3:1 A link may lead to'),
    ])
    expect(problems(`![c](${address})`)).toEqual([expect.stringContaining('1:1 A picture may come from')])
  })

  it.each(['http://example.com/a.png', 'mailto:a@example.com', '#a'])('a picture from %j', address => {
    expect(problems(`![a](${address})`)).toEqual([
      `1:1 A picture may come from https://… or /…, but comes from “${address}”.`,
    ])
  })
})

it.each(['https://example.com/a.png', 'HTTPS://cdn.example.com/a.png'])(
  'a picture from another site is refused when it is saved, for no reader would see it: %s',
  address => {
    expect(problems(`a\n\n![a](${address})`)).toEqual([
      `3:1 A picture comes from this site alone, as ![what it shows](/…), but this one from “${address}”. Lay it into the folder public/, or link to it.`,
    ])
  },
)

describe('a short text', () => {
  it.each(['One sentence, *two* [links](/a) and `code`.', '- a\n- b', 'On <ServerChip hostname="web07" />.'])(
    'may be %j',
    source => {
      expect(problems(source, 'light')).toEqual([])
    },
  )

  it.each(['## a', '> a', '```\na\n```', '![a](/a)', '---', '| a |\n|---|\n| b |'])(
    'may not hold %j',
    source => {
      expect(problems(source, 'light')[0]).toBe(
        '1:1 A short text has paragraphs, lists and links only. Put the rest into a post.',
      )
    },
  )

  it('may not hold a callout', () => {
    expect(problems('<Callout tone="note">a</Callout>', 'light')).toEqual([
      '1:1 <Callout> cannot be in a short text. Put it into a post.',
    ])
  })
})

it('a text that is too long is refused before it is parsed', () => {
  expect(problems('> '.repeat(60_000))).toEqual([
    '1:1 The text has 120000 characters, but accepts 50000. Split it into two posts.',
  ])
})

it.each(['> '.repeat(60), '> '.repeat(20_000)])('a text that is nested too deeply is refused', source => {
  expect(problems(`${source}a`)[0]).toMatch(
    /^1:\d+ Things stand inside each other too deeply here. Take some out.$/,
  )
})
