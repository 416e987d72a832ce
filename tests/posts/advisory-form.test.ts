import { describe, expect, it } from 'vitest'
import { readAdvisoryForm } from '#app/desk/(staff)/posts/post-forms.ts'
import type { Targets } from '#db/reads/subscribers/subscribing.ts'

const now = new Date('2026-11-24T20:00:00Z')
const targets: Targets = {
  groups: [{ id: 'groupfra0001', name: 'Frankfurt', slug: 'frankfurt' }],
  servers: [
    { id: 'serverweb007', label: 'web07', hostname: 'web07.example.com', groupId: 'groupfra0001' },
    { id: 'serverweb008', label: 'web08', hostname: 'web08.example.com', groupId: 'groupfra0001' },
    { id: 'serverdb0001', label: 'db01', hostname: 'db01.example.com', groupId: null },
  ],
}

const filled = {
  postId: 'abcdefghijkl',
  version: '3',
  title: ' A rootkit ',
  slug: 'rootkit',
  summary: 'What is known.',

  body: '## One\r\n\r\nTwo.',
  serverNames: 'web07, DB01.example.com',
  groupId: '',
}

function read(change: Record<string, string> = {}) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...filled, ...change })) form.set(name, value)
  return readAdvisoryForm(form, targets, now)
}

/** What is wrong, as staff read it. */
function problems(change: Record<string, string>): string[] {
  const result = read(change)
  return 'problems' in result ? result.problems.map(({ field, sentence }) => `${field}: ${sentence}`) : []
}

describe('the form of an advisory', () => {
  it('is read with the line ends of a file', () => {
    expect(read()).toEqual({
      written: {
        postId: 'abcdefghijkl',
        version: 3,
        slug: 'rootkit',
        onward: 'stay',
        draft: {
          title: 'A rootkit',
          summary: 'What is known.',
          body: '## One\n\nTwo.',
          serverIds: ['serverweb007', 'serverdb0001'],
          language: 'en',
          translations: {},
        },
      },
    })
  })

  it.each([
    ['an address from its title', { slug: '' }, { slug: '2026-11-24-a-rootkit' }],
    ['no server', { serverNames: ' ' }, { draft: { serverIds: [] } }],
    [
      'the servers of a group, each once',
      { groupId: 'groupfra0001' },
      { draft: { serverIds: ['serverweb007', 'serverdb0001', 'serverweb008'] } },
    ],
    ['its preview', { onward: 'preview' }, { onward: 'preview' }],
  ])('may ask for %s', (_, change, written) => {
    expect(read(change)).toMatchObject({ written })
  })

  it.each<[Record<string, string>, string[]]>([
    [{ title: ' ' }, ['title: The title is empty.']],
    [{ title: 'a'.repeat(121) }, ['title: The title is longer than 120 characters.']],
    [{ summary: 'a'.repeat(201) }, ['summary: The summary is longer than 200 characters.']],
    [
      { slug: 'A rootkit' },
      ['slug: The address accepts small letters, digits and single dashes, at most 100 characters.'],
    ],
    [{ body: ' \r\n ' }, ['body: The text is empty.']],
    [
      { body: 'One\r\n\r\n<Callout>\r\nTwo\r\n</Callout>' },
      ['body: Line 3, column 1: tone of <Callout> is missing. It accepts note, warning or danger.'],
    ],
    [
      { body: '<ServerChip hostname="web99.example.com" />', serverNames: 'web99' },
      [
        'serverNames: No one server is called "web99". Write host names or labels, such as web07, web08.',
        'body: Line 1, column 13: “web99.example.com” is no server here. Correct the name.',
      ],
    ],
    [
      { body: '---\r\ntitle: x\r\n---\r\n\r\nText.' },
      ['body: Line 1: a text at the desk has no front matter. Fill in the fields.'],
    ],
  ])('says what is wrong beside the field: %j', (change, said) => {
    expect(problems(change)).toEqual(said)
  })
})
