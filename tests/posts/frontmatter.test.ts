import { describe, expect, it } from 'vitest'
import { checkPost } from '#lib/posts/check.ts'
import { blankFrontmatter } from '#lib/posts/front-block.ts'
import { describeProblem } from '#lib/posts/problem.ts'

const fileName = '2013-02-19-slow-mail.mdx'
const fields = {
  title: 'Slow mail',
  kind: 'incident',
  publishedAt: '2013-02-19T23:30:00-06:00',
  summary: 'Mail arrives late.',
}

function post(changes: Record<string, string | null> = {}): string {
  const lines = Object.entries({ ...fields, ...changes })
  return `---\n${lines.flatMap(([key, value]) => (value === null ? [] : [`${key}: ${value}`])).join('\n')}\n---\n\nText.\n`
}

function problems(source: string, name = fileName): string[] {
  return checkPost(source, name).problems.map(describeProblem)
}

describe('the front matter of a post', () => {
  it('gives the facts, and the file name gives the slug', () => {
    const { post: read, problems } = checkPost(post({ servers: '\n  - web07.example.com' }), fileName)
    expect(problems).toEqual([])
    expect(read).toEqual({
      slug: '2013-02-19-slow-mail',
      fileName,
      title: 'Slow mail',
      kind: 'incident',
      publishedAt: new Date('2013-02-20T05:30:00Z'),
      updatedAt: null,
      summary: 'Mail arrives late.',
      servers: ['web07.example.com'],
      groups: [],
      notify: false,
      body: '\n\n\n\n\n\n\n\n\nText.\n',
    })
  })

  it.each<[string, Record<string, string | null>, string]>([
    [
      'an unknown kind',
      { kind: 'news' },
      '3:7: kind is “news”, but accepts incident, advisory or maintenance.',
    ],
    ['no title', { title: null }, '1:1: title is missing. It accepts a text of 1 to 120 characters.'],
    ['a number for a title', { title: '12' }, '2:8: title is 12, but accepts a text of 1 to 120 characters.'],
    [
      'an unknown field',
      { colour: 'red' },
      '6:1: colour is not a field of a post. The fields are title, kind, publishedAt, updatedAt, summary, servers, groups, notify.',
    ],
    [
      'a time without a zone',
      { publishedAt: '2013-02-19T09:00:00' },
      '4:14: publishedAt is “2013-02-19T09:00:00”, but accepts a time with its zone, such as 2013-02-19T09:00:00Z.',
    ],
    [
      'another day than the file name',
      { publishedAt: '2013-02-20T09:00:00Z' },
      "4:14: publishedAt is on 2013-02-20, but the file's name says 2013-02-19.",
    ],
    [
      'an update before publication',
      { updatedAt: '2013-02-18T09:00:00Z' },
      '6:12: updatedAt is before publishedAt. Correct one of them.',
    ],
    ['a bad host name in a list', { servers: '\n  - web07.example.com\n  - WEB 08' }, '8:5: servers has'],
    [
      'a bad host name in brackets',
      { servers: '[web07, WEB08]' },
      '6:18: servers is “WEB08”, but accepts a list of host names in small letters, such as web07.example.com.',
    ],
    [
      'one server without a list',
      { servers: 'web07' },
      '6:10: servers is “web07”, but accepts a list of host names in small letters, such as web07.example.com.',
    ],
    ['broken YAML', { title: '"open' }, '5:28: The front matter cannot be read: Missing closing "quote.'],
    [
      'two fields of one name',
      { 'summary ': 'again' },
      '6:1: The front matter cannot be read: Map keys must be unique.',
    ],
  ])('with %s names file, line, column, field, what it got and what it accepts', (_, changes, expected) => {
    const [first] = problems(post(changes))
    expect(first).toContain(
      `${fileName}:${expected.replace('servers has', 'servers is “WEB 08”, but accepts a list')}`,
    )
  })

  it('tells a summary that is too long', () => {
    expect(problems(post({ summary: 'x'.repeat(201) }))).toEqual([
      `${fileName}:5:10: summary is “${'x'.repeat(57)}…”, but accepts a text of 1 to 200 characters.`,
    ])
    expect(problems(post({ summary: 'x'.repeat(200) }))).toEqual([])
  })

  it('names every problem at once, those of the text included', () => {
    expect(
      problems(post({ kind: 'news', colour: 'red' }).replace('Text.', '<b>Text</b>')).map(
        line => line.split(':')[1],
      ),
    ).toEqual(['3', '6', '9'])
  })

  it('is asked for when it is missing', () => {
    expect(problems('Just text.')).toEqual([
      `${fileName}:1:1: The front matter is missing. Begin the file with a line ---, fields, and a line ---.`,
    ])
  })

  it.each(['news.mdx', '2013-02-19.mdx', '2013-02-19-Slow.mdx', '2013-02-19-slow.md'])(
    'does not accept the file name %s',
    name => {
      expect(problems(post(), name)).toEqual([
        `${name}:1:1: The file is named “${name}”, but accepts YYYY-MM-DD-some-words.mdx in small letters.`,
      ])
    },
  )

  it('never runs code: a language after the dashes is no front matter', () => {
    const [first] = problems('---js\n{ title: process.exit(1) }\n---\n')
    expect(first).toContain('1:1: The front matter is missing.')
  })

  it('leaves as many lines and keeps the endings of Windows', () => {
    expect(blankFrontmatter('---\r\ntitle: x\r\n---\r\nText')).toBe('\r\n\r\n\r\nText')
    expect(checkPost(post().replaceAll('\n', '\r\n'), fileName).problems).toEqual([])
    expect(checkPost(`\uFEFF${post()}`, fileName).problems).toEqual([])
  })

  it('knows our servers when it is told how to', () => {
    const source = post({ servers: '\n  - web07\n  - web99' }).replace(
      'Text.',
      'See <ServerChip hostname="web98" />.',
    )
    const isKnownServer = (hostname: string) => hostname === 'web07'
    expect(checkPost(source, fileName, { isKnownServer }).problems.map(describeProblem)).toEqual([
      `${fileName}:8:5: servers has “web99”, which is no server here.`,
      `${fileName}:11:17: “web98” is no server here. Correct the name.`,
    ])
  })
})
