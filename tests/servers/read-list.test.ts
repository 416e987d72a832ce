import { describe, expect, it } from 'vitest'
import type { ServerItem } from '#lib/rules/servers/server-entry.ts'
import { readServerList } from '#lib/servers/read-list.ts'

async function read(text: string, pieceLength = 1_000): Promise<ServerItem[]> {
  const pieces = text.match(new RegExp(`[\\s\\S]{1,${pieceLength}}`, 'g')) ?? []
  const items: ServerItem[] = []
  for await (const item of readServerList(pieces)) items.push(item)
  return items
}

const hosts = (items: readonly ServerItem[]) =>
  items.map(item =>
    'entry' in item ? item.entry.hostname : 'problem' in item ? item.problem.is : item.unread,
  )

const entry = (hostname: string, facts: object = {}) => ({ hostname, ...facts })

describe('a list', () => {
  it.each([
    ['CSV', 'hostname,group\na.example,"Vienna, rack 4"\nb.example,Mail\n'],
    [
      'CSV with semicolons and a byte order mark',
      '\uFEFFgroup;hostname\r\nVienna, rack 4;a.example\r\nMail;b.example',
    ],
    ['YAML', '- hostname: a.example\n  group: Vienna, rack 4\n- hostname: b.example\n  group: Mail\n'],
    [
      'YAML below a key, with comments',
      '# ours\n---\nservers: # all\n  # racks\n  - hostname: a.example\n    group: "Vienna, rack 4"\n\n  - {hostname: b.example, group: Mail}\n',
    ],
  ])('is read as %s, however it is cut', async (_, text) => {
    for (const length of [1, 7, 1_000]) {
      const items = await read(text, length)
      expect(items.map(item => ('entry' in item ? item.entry : item))).toEqual([
        entry('a.example', { group: 'Vienna, rack 4' }),
        entry('b.example', { group: 'Mail' }),
      ])
    }
  })

  it('may be host names alone', async () => {
    expect(hosts(await read('a.example\nb.example\n'))).toEqual(['a.example', 'b.example'])
    expect(hosts(await read('- a.example\n- b.example\n'))).toEqual(['a.example', 'b.example'])
  })

  it('in YAML keeps each text as it was written', async () => {
    const [item] = await read('- hostname: a.example\n  label: 007\n  note: yes\n  addresses: [203.0.113.7]')
    expect(item).toMatchObject({ entry: { label: '007', note: 'yes', addresses: ['203.0.113.7'] } })
  })

  it('says at which line something is wrong, and reads on', async () => {
    const yaml = await read('- hostname: a.example\n- hostname: "b\n- hostname: c.example\n- nothing: x\n')
    expect(yaml.map(item => [item.at, 'problem' in item ? item.problem.is : 'fine'])).toEqual([
      [1, 'fine'],
      [2, 'unreadable'],
      [3, 'fine'],
      [4, 'unknown-field'],
    ])
    const csv = await read('hostname,rack\na.example,1\n"b,2\nc.example,3')
    expect(hosts(csv)[0]).toEqual(['rack'])
  })

  it.each([
    ['nothing', '', 'empty-file'],
    ['empty lines', '\n\n', 'empty-file'],
    ['another document', '{"servers": []}', 'unreadable'],
    ['a map', 'web01:\n  ip: 1\n', 'no-list'],
    ['two documents', '- a.example\n---\n- b.example', 'no-list'],
    ['prose', 'Hello, world. This is no list.\n', 'no-hostname'],
  ])('that is %s is named so', async (_, text, problem) => {
    expect(hosts(await read(text))).toContain(problem)
  })
})

/** How long the thread worked at most without serving anything else, by its own processor time. */
async function longestMs(work: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let before = threadMs()
  const timer = setInterval(() => {
    longest = Math.max(longest, threadMs() - before)
    before = threadMs()
  }, 1)
  await work()
  clearInterval(timer)
  return longest
}

function threadMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

describe('a bomb', () => {
  const laughs = `- hostname: &a x\n${Array.from({ length: 9 }, (_, i) => `- aliases: &${'bcdefghij'[i]} [${`*${'abcdefghi'[i]},`.repeat(9)}]`).join('\n')}`

  it.each([
    ['of aliases', laughs, 'unreadable'],
    ['of aliases in one item', '- aliases: [&a [x,x,x], &b [*a,*a,*a], &c [*b,*b,*b]]', 'unreadable'],
    ['of depth', `- ${'['.repeat(4_000)}`, 'unreadable'],
    ['of depth by keys', `- ${'{a: '.repeat(1_200)}`, 'unreadable'],
    ['of one long item', `- hostname: ${'a'.repeat(100_000)}`, 'unreadable'],
    ['of one long line', `hostname\n${'a'.repeat(1_000_000)}`, 'unreadable'],
    ['of keys', `- ${Array.from({ length: 150 }, (_, i) => `k${i}: x`).join('\n  ')}`, 'unknown-field'],
    ['of more keys', `- ${Array.from({ length: 400 }, (_, i) => `k${i}: x`).join('\n  ')}`, 'unreadable'],
    [
      'of lines in CSV',
      `hostname\n${Array.from({ length: 100_000 }, (_, i) => `s${i}.example`).join('\n')}`,
      'too-many',
    ],
    ['of lines in YAML', Array.from({ length: 100_000 }, (_, i) => `- s${i}.example`).join('\n'), 'too-many'],
    ['of empty lines', `hostname\n${'\n'.repeat(200_000)}a.example`, 'a.example'],
    ['of quotes', `hostname\n${'"\n'.repeat(20_000)}`, 'too-many'],
  ])('%s ends with a word, and keeps nobody waiting', async (_, text, expected) => {
    let items: ServerItem[] = []
    const longest = await longestMs(async () => {
      items = await read(text, 16_384)
    })
    expect(hosts(items)).toContain(expected)
    expect(items.length).toBeLessThanOrEqual(5_001)
    expect(longest).toBeLessThan(50)
  })
})

it.each([
  ['open brackets', '['.repeat(300), 'too deeply nested'],
  ['lists in lists on one line', '- '.repeat(2000), 'too deeply nested'],
  ['commas', `[${','.repeat(4000)}]`, 'more than 400'],
  ['tags', '!a '.repeat(1500), 'more than 400'],
  ['keys of keys', 'a: '.repeat(1500), 'more than 400'],
])(
  'an item of %s is never given to the parser, whose time grows with their square',
  async (_, text, reason) => {
    const read = []
    for await (const item of readServerList([`- hostname: a.example\n- ${text}\n`])) read.push(item)
    const problem = { field: null, is: 'unreadable', reason: expect.stringContaining(reason) }
    expect(read[1]).toEqual({ at: 2, problem })
  },
)

it('a server with as many names as one may have is read', async () => {
  const names = Array.from({ length: 100 }, (_, i) => `n${i}`)
  const read = []
  for await (const item of readServerList([`- hostname: a.example\n  aliases: [${names.join(', ')}]\n`]))
    read.push(item)
  expect(read).toEqual([{ at: 1, entry: { hostname: 'a.example', aliases: names } }])
})
