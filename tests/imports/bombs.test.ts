import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTheirTime } from '#lib/imports/building/moment.ts'
import { CannotRead } from '#lib/imports/source/cannot-read.ts'
import { openBytes, openPath } from '#lib/imports/source/files.ts'
import { parseYaml } from '#lib/imports/source/parse.ts'
import { checkText } from '#lib/posts/check.ts'
import { foreignText } from '#lib/posts/foreign-text.ts'
import { drafted, leftOf, linesOf, readFiles, sample } from './reading.ts'
import { kumaStatements, sqliteOf } from './sqlite-samples.ts'
import { zipOf } from './zip-of.ts'

/** For which problem something cannot be read; null: it can. */
async function problemOf(read: () => unknown): Promise<string | null> {
  try {
    await read()
    return null
  } catch (error) {
    if (error instanceof CannotRead) return error.problem
    throw error
  }
}

describe('an archive', () => {
  it('of a product is read like its folder, wherever its names lead', async () => {
    const files = sample('upptime')
    const packed = Object.fromEntries(
      files.names.map(name => [`../../etc/upptime-main/${name}`, files.bytes(name)]),
    )
    const unpacked = await readFiles('upptime', openBytes('up.zip', zipOf(packed)))
    expect(linesOf(unpacked)).toEqual(linesOf(await readFiles('upptime', files)))
  })

  it.each([
    ['that says it holds more than anybody reads', zipOf({ 'a.json': 'x' }, 2_000_000_000), 'too-large'],
    ['that is cut off', zipOf({ 'a.json': 'x'.repeat(5_000) }).subarray(0, -10), 'unreadable-file'],
    [
      'whose list is nonsense',
      Buffer.concat([zipOf({ a: 'x' }).subarray(0, 40), Buffer.alloc(60, 1), zipOf({}).subarray(-22)]),
      'not-this-product',
    ],
  ])('%s is refused', async (_, bytes, problem) => {
    expect(await problemOf(() => readFiles('statuspage', openBytes('a.zip', bytes)))).toBe(problem)
  })

  it('that holds more than it says is not unpacked beyond that', async () => {
    const bomb = zipOf({ 'components.json': Buffer.alloc(5_000_000, 32) }, 100)
    expect(await problemOf(() => readFiles('statuspage', openBytes('a.zip', bomb)))).toBe('unreadable-file')
  })
})

it('a folder is not left by its links, and is as deep as a site is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'allclear-bomb-'))
  try {
    symlinkSync('/etc', join(folder, 'content'))
    writeFileSync(join(folder, 'config.yml'), 'title: x')
    expect(openPath(folder).names).toEqual(['config.yml'])
    mkdirSync(join(folder, ...Array<string>(30).fill('a')), { recursive: true })
    expect(await problemOf(() => openPath(folder))).toBe('too-many-files')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

it.each([
  [
    'aliases that stand for millions',
    `a: &a [x, x]\n${[...'bcdefghijk'].map((name, i) => `${name}: &${name} [*${'abcdefghij'[i]}, *${'abcdefghij'[i]}, *${'abcdefghij'[i]}, *${'abcdefghij'[i]}]`).join('\n')}`,
  ],
  ['thousands of levels', `a: ${'['.repeat(20_000)}`],
])('YAML of %s is refused', async (_, text) => {
  expect(await problemOf(() => parseYaml(text, 'config.yml'))).toBe('unreadable-file')
})

describe('a database', () => {
  it('whose tables are views, or run something, is read no further than its tables', async () => {
    const trap = `create view monitor as select load_extension('x') as id, 'x' as name;
      create table heartbeat(id integer); create table incident(id integer, title text);
      create trigger t after insert on incident begin select load_extension('x'); end;`
    expect(await problemOf(() => readFiles('uptime-kuma', openBytes('kuma.db', sqliteOf(trap))))).toBe(
      'not-this-product',
    )
  })

  it('that is cut off is refused', async () => {
    const bytes = sqliteOf(kumaStatements)
    expect(
      await problemOf(() => readFiles('uptime-kuma', openBytes('kuma.db', bytes.subarray(0, 5_000)))),
    ).not.toBeNull()
  })
})

it('words from elsewhere pass the check of our own, whatever they are', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '{',
    '}',
    '[x](',
    'javascript:',
    ')',
    '`',
    '```',
    '\n',
    '\n\n',
    '# ',
    '- ',
    '> ',
    '**',
    '<Points>',
    '</a>',
    '<a href="',
    '">',
    '<!--',
    '-->',
    'import x from "y"',
    'export const a',
    '&lt;',
    '\\',
    '|',
    '![',
    '<script>',
    '\u0000',
    '{{< track >}}',
    'word ',
    '1. ',
    '    ',
  )
  const texts = fc
    .array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 40 })
    .map(parts => parts.join(''))
  fc.assert(
    fc.property(texts, fc.constantFrom('light' as const, 'full' as const), (text, mode) => {
      const ours = foreignText(text, mode)
      expect(ours === '' ? [] : checkText(ours, '', mode)).toEqual([])
    }),
    { numRuns: 150 },
  )
})

it.each([
  ['2018-04-13 15:54:00', '2018-04-13T15:54:00.000Z'],
  ['2018-04-13 15:54:00 +0200', '2018-04-13T13:54:00.000Z'],
  ['2018-04-13T15:54', '2018-04-13T15:54:00.000Z'],
  ['2018-04-13', '2018-04-13T00:00:00.000Z'],
  [1_790_000_000, '2026-09-21T14:13:20.000Z'],
  ['2018-02-30 10:00:00', null],
  ['0000-00-00 00:00:00', null],
  ['99999-01-01T00:00:00Z', null],
  [9e15, null],
  [Number.NaN, null],
  ['yesterday', null],
  [null, null],
  [{}, null],
])('the time %s is %s', (given, read) => {
  expect(readTheirTime(given)).toBe(read)
})

it('a time without a zone is in the one that was said', () => {
  expect(readTheirTime('2026-07-01 12:00:00', 'Europe/Berlin')).toBe('2026-07-01T10:00:00.000Z')
})

it('more servers than any site has are counted, and not brought', async () => {
  const found = await drafted(draft => {
    for (let i = 0; i < 20_010; i++)
      draft.add({
        kind: 'server',
        id: `${i}`,
        name: `s${i}`,
        hosts: [],
        addresses: [],
        groupId: null,
        note: null,
      })
  })
  expect(found.items).toHaveLength(20_000)
  expect(leftOf(found)[0]).toMatch(/^10 too-many: s20000, /)
})
