import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ListedSign, signTypes } from '#lib/rules/indicators/indicator.ts'
import { readPlainList } from '#lib/rules/indicators/plain-list.ts'
import { readValue } from '#lib/rules/indicators/sign-value.ts'
import { readBundle } from '#lib/rules/indicators/stix/bundle.ts'
import { readPattern } from '#lib/rules/indicators/stix/pattern.ts'
import { writeBundle, writePlainList } from '#lib/rules/indicators/stix/write-bundle.ts'

const now = new Date('2026-11-30T10:00:00Z')
const hash = 'b'.repeat(64)
const indicator = (pattern: string, facts = {}) => ({
  type: 'indicator',
  id: 'indicator--1',
  pattern,
  ...facts,
})
const bundle = (...objects: unknown[]) => JSON.stringify({ type: 'bundle', id: 'bundle--1', objects })

function readOne(pattern: string, facts = {}) {
  const read = readBundle(bundle(indicator(pattern, facts)), now)
  if (typeof read === 'string') throw new Error(read)
  return read
}

const said = (pattern: string, facts = {}) =>
  readOne(pattern, facts).found.map(({ type, value }) => `${type} ${value}`)
const whys = (pattern: string, facts = {}) =>
  readOne(pattern, facts).leftOut.map(({ why }) => ('what' in why ? `${why.is}: ${why.what}` : why.is))

describe('a STIX pattern', () => {
  it.each([
    [`[file:hashes.'SHA-256' = '${hash}']`, [`sha256 ${hash}`]],
    [`[file:hashes.MD5='${'c'.repeat(32)}']`, [`md5 ${'c'.repeat(32)}`]],
    ["[file:name = 'libns2.so']", ['name libns2.so']],
    ["[file:name = '/tmp/x1']", ['path /tmp/x1']],
    ["[file:path = '/lib64/libx.so']", ['path /lib64/libx.so']],
    ["[file:parent_directory_ref.path = '/lib64' AND file:name = 'libx.so']", ['path /lib64/libx.so']],
    ["[ipv4-addr:value = '78.47.139.110']", ['address 78.47.139.110']],
    [
      "[ipv6-addr:value = '2001:db8::1'] OR [domain-name:value = 'bad.example']",
      ['address 2001:db8::1', 'domain bad.example'],
    ],
    ["[domain-name:value IN ('a.example', 'b.example')]", ['domain a.example', 'domain b.example']],
    ["([file:name = 'aa'] OR ([file:name = 'bb']))", ['name aa', 'name bb']],
    ["[(file:name = 'aa' OR file:name = 'bb')]", ['name aa', 'name bb']],
    ["[file:name = 'it\\'s a \\\\ name']", ["name it's a \\ name"]],
    // A checksum means this very file, whatever else is said of it.
    [
      `[file:hashes.'SHA-1' = '${'d'.repeat(40)}' AND file:name = 'x1' AND file:hashes.'SHA-256' = '${hash}']`,
      [`sha256 ${hash}`],
    ],
  ])('%s is understood', (pattern, signs) => {
    expect(said(pattern)).toEqual(signs)
    expect(whys(pattern)).toEqual([])
  })

  it.each([
    ["[file:name != 'a']", 'not-understood: != a ]'],
    ["[file:name LIKE 'a%']", 'not-understood: LIKE a% ]'],
    ["[file:name MATCHES '(a+)+$']", 'not-understood: MATCHES (a+)+$ ]'],
    ["[file:name = 'aa'] FOLLOWEDBY [file:name = 'bb']", 'not-understood: FOLLOWEDBY [ file:name ='],
    ["[file:name = 'aa'] AND [file:name = 'bb']", 'not-understood: AND [ file:name ='],
    ["[file:name = 'aa'] WITHIN 5 SECONDS", 'not-understood: WITHIN 5 SECONDS'],
    ['[file:size = 25]', 'not-understood: 25 ]'],
    ["[process:name = 'sshd']", 'not-understood: process:name'],
    ["[file:name = 'aa' AND ipv4-addr:value = '192.0.2.1']", 'only-together'],
    ["[file:name = 'aa'", 'not-understood: its end'],
    ["[file:name = 'aa", "not-understood: 'aa"],
    ['', 'not-understood: its end'],
    ["[ipv4-addr:value = '999.1.1.1']", 'value'],
  ])('%s is left out, and it is said why', (pattern, why) => {
    expect(said(pattern)).toEqual([])
    expect(whys(pattern)).toEqual([why])
  })

  it('that is no bomb is read to its end, and one that is is refused', () => {
    const many = (count: number) => Array.from({ length: count }, (_, place) => `file:name = 'n${place}'`)
    expect(said(`[${many(400).join(' OR ')}]`)).toHaveLength(400)
    const both = `(${many(30).join(' OR ')})`
    for (const bomb of [
      `[${many(900).join(' OR ')}]`,
      `[${[both, both, both].join(' AND ')}]`,
      `[${'('.repeat(5_000)}file:name = 'x'${')'.repeat(5_000)}]`,
      `${'('.repeat(9_000)}`,
      `[file:name = '${'\\'.repeat(19_000)}`,
      `[file:name = '${'x'.repeat(30_000)}']`,
      `[file:name IN (${"'x',".repeat(4_000)}'y')]`,
      `[${"file:hashes.'".repeat(1_000)}]`,
    ]) {
      expect('unread' in readPattern(bomb)).toBe(true)
    }
  })

  it('of any signs is read or refused, and never throws', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '=',
      ' AND ',
      ' OR ',
      ' IN ',
      "'x'",
      'file:name',
      'a:b.c',
      ',',
      '\\',
      "'",
    )
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), pieces => void readPattern(pieces.join(''))))
    fc.assert(fc.property(fc.string(), text => void readPattern(text)))
  })
})

describe('a bundle', () => {
  it('is read object by object: what is wrong is named, and the others count', () => {
    const read = readBundle(
      bundle(
        { type: 'identity' },
        null,
        { type: 'file', name: 'x' },
        indicator("[file:name = 'gone']", { revoked: true }),
        indicator("[file:name = 'old']", { valid_until: '2020-01-01T00:00:00Z' }),
        indicator('rule x {}', { pattern_type: 'yara' }),
        indicator("[file:name = 'good']", { name: 'A file' }),
        indicator("[file:name = 'good']"),
      ),
      now,
    )
    expect(read).toEqual({
      found: [{ type: 'name', value: 'good', note: 'A file' }],
      leftOut: [
        { where: { is: 'object', number: 2 }, text: '', why: { is: 'not-understood', what: '' } },
        { where: { is: 'object', number: 3 }, text: 'file', why: { is: 'not-understood', what: 'file' } },
        { where: { is: 'object', number: 4 }, text: 'indicator--1', why: { is: 'revoked' } },
        { where: { is: 'object', number: 5 }, text: 'indicator--1', why: { is: 'expired' } },
        {
          where: { is: 'object', number: 6 },
          text: 'indicator--1',
          why: { is: 'not-understood', what: 'yara' },
        },
      ],
    })
  })

  it.each([
    ['{', 'not-json'],
    ['[]', 'no-bundle'],
    ['{"type":"indicator"}', 'no-bundle'],
    [`${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`, 'no-bundle'],
    [`{"type":"bundle","objects":${'['.repeat(200_000)}`, 'not-json'],
  ])('is not what begins as %.20s', (text, why) => {
    expect(readBundle(text, now)).toBe(why)
  })

  it('of too many objects is read up to a number, which is said', () => {
    const read = readBundle(bundle(...Array.from({ length: 6_000 }, () => ({ type: 'identity' }))), now)
    expect(read).toEqual({
      found: [],
      leftOut: [{ where: { is: 'object', number: 5001 }, text: '', why: { is: 'too-many' } }],
    })
  })
})

describe('a plain list', () => {
  it('tells what each line is', () => {
    const text = `# remarks
${hash}
78.47.139.110
hxxp://bad[.]example/path?x=1
evil[.]example
/lib64/libkeyutils.so.1.9
libns2.so
@/proc/udevd
string: some bytes here
name libx.so.1
sha1\t${'e'.repeat(40)}\t# what it is
2001:db8::/32
`
    const { found, leftOut } = readPlainList(text)
    expect(leftOut).toEqual([])
    expect(found.map(({ type, value }) => `${type} ${value}`)).toEqual([
      `sha256 ${hash}`,
      'address 78.47.139.110',
      'domain bad.example',
      'domain evil.example',
      'path /lib64/libkeyutils.so.1.9',
      'name libns2.so',
      'socket @/proc/udevd',
      'string some bytes here',
      'name libx.so.1',
      `sha1 ${'e'.repeat(40)}`,
      'address 2001:db8::/32',
    ])
    expect(found.find(({ type }) => type === 'sha1')?.note).toBe('what it is')
  })

  it('names the line that it does not understand, and what is wrong with a value', () => {
    const { leftOut } = readPlainList('what is this\nsha256: abc\n\u0000\u0001')
    expect(leftOut.map(({ where, why }) => [where.number, why.is])).toEqual([
      [1, 'not-understood'],
      [2, 'value'],
      [3, 'not-understood'],
    ])
  })

  it('of any text never throws, however long it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => void readPlainList(text)))
    readPlainList('a.'.repeat(400_000))
    readPlainList(`${'x\n'.repeat(400_000)}`)
    readPlainList(`${'9'.repeat(900_000)}`)
  })
})

describe('an export', () => {
  const value = fc.tuple(fc.constantFrom(...signTypes), fc.string({ maxLength: 40 })).map(([type, typed]) => {
    const letters = typed.replace(/[^a-z0-9 '\\"`.-]/gi, '') || 'x'
    const samples: Record<string, string> = {
      path: `/tmp/${letters}x`,
      name: `${letters}xx`,
      string: `${letters} and more`,
      socket: `@${letters}xx`,
      sha256: hash,
      sha1: 'a'.repeat(40),
      md5: 'a'.repeat(32),
      address: '192.0.2.7',
      domain: 'bad.example',
    }
    return { type, value: samples[type] ?? '' }
  })
  const entries = fc
    .uniqueArray(value, { selector: each => `${each.type} ${each.value}`, maxLength: 20 })
    .map(all =>
      all.filter(({ type, value: typed }) => {
        const read = readValue(type, typed)
        return 'value' in read && read.value === typed
      }),
    )
    .map(all =>
      all.map((each, place): ListedSign => {
        return {
          ...each,
          id: `id${place}`,
          tag: null,
          note: 'A note',
          reference: null,
          isPublic: false,
          isActive: true,
          changedIn: 1,
        }
      }),
    )
  const keys = (all: readonly { type: string; value: string }[]) =>
    all.map(each => `${each.type} ${each.value}`).sort()

  it('is read again as what it was, as a bundle and as a list', () => {
    fc.assert(
      fc.property(entries, all => {
        const read = readBundle(writeBundle(all, 'Example', now), now)
        if (typeof read === 'string') throw new Error(read)
        expect(read.leftOut).toEqual([])
        expect(keys(read.found)).toEqual(keys(all))
        const plain = readPlainList(writePlainList(all))
        expect(plain.leftOut).toEqual([])
        expect(keys(plain.found)).toEqual(keys(all))
      }),
    )
  })

  it('has the ids that STIX asks for, the same in each export', () => {
    const { objects } = JSON.parse(
      writeBundle(
        [
          {
            id: 'abcdefghijkl',
            type: 'name',
            value: 'xx',
            tag: 'kit',
            note: null,
            reference: null,
            isPublic: true,
            isActive: true,
            changedIn: 1,
          },
        ],
        'Example',
        now,
      ),
    )
    expect(objects[0].id).toBe('indicator--61626364-6566-8a11-8c1e-6768696a6b6c')
    expect(objects[0].labels).toEqual(['kit'])
  })
})
