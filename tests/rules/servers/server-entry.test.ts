import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupSlugFor, isGroupSlug } from '#lib/rules/servers/group-slug.ts'
import { readAlias, readHostName, readIpAddress } from '#lib/rules/servers/host-name.ts'
import {
  readServerColumns,
  readServerEntry,
  readServerLine,
  type ServerColumns,
} from '#lib/rules/servers/server-entry.ts'

describe('a host name', () => {
  it.each([
    ['web07.example.com', 'web07.example.com'],
    [' Web07.Example.COM. ', 'web07.example.com'],
    ['web07', 'web07'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['7', null],
    ['203.0.113.7', null],
    ['web_07.example.com', null],
    ['-web.example.com', null],
    ['web..example.com', null],
    ['web07.example.com/x', null],
    ['web07.example.com:80', null],
    ['dana@web07.example.com', null],
    ['web 07', null],
    ['bücher.example/%00', null],
    [`${'a'.repeat(64)}.example.com`, null],
    [`${'a.'.repeat(127)}example`, null],
    ['', null],
    ['<script>', null],
  ])('%j is read as %j', (typed, read) => {
    expect(readHostName(typed)).toBe(read)
  })

  it('that was read is read as itself, whatever it came from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), typed => {
        const read = readHostName(typed)
        if (read !== null) expect(readHostName(read)).toBe(read)
      }),
    )
  })
})

describe('another name', () => {
  it.each([
    ['docker_host_7', 'docker_host_7'],
    ['WEB7', 'web7'],
    ['a..b', null],
    ['1.2.3.4', null],
  ])('%j is read as %j', (typed, read) => {
    expect(readAlias(typed)).toBe(read)
  })
})

describe('an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['203.0.113.256', null],
    ['203.0.113', null],
    ['2001:db8::1::2', null],
    ['::1]/x[', null],
    ['web07', null],
  ])('%j is read as %j', (typed, read) => {
    expect(readIpAddress(typed)).toBe(read)
  })
})

const problemOf = (given: unknown) => {
  const item = readServerEntry(1, given)
  return 'problem' in item ? [item.problem.is, item.problem.field] : item
}

describe('an entry', () => {
  it('takes lists, and texts with blanks or commas between, each name once', () => {
    const given = { hostname: 'Web07.example.com', aliases: 'web7, WEB7  w7', addresses: ['203.0.113.7'] }
    expect(readServerEntry(3, given)).toEqual({
      at: 3,
      entry: { hostname: 'web07.example.com', aliases: ['web7', 'w7'], addresses: ['203.0.113.7'] },
    })
  })

  it('leaves out what is left out, and empties what is empty', () => {
    expect(readServerEntry(1, { hostname: 'a.example', group: '', note: null })).toEqual({
      at: 1,
      entry: { hostname: 'a.example', group: null, note: null },
    })
  })

  it.each([
    [{ hostname: 'a b' }, ['unacceptable', 'hostname']],
    [{}, ['unacceptable', 'hostname']],
    ['what', ['unacceptable', 'hostname']],
    [null, ['unacceptable', 'hostname']],
    [{ hostname: 'a.example', label: '' }, ['unacceptable', 'label']],
    [{ hostname: 'a.example', label: 'x'.repeat(61) }, ['unacceptable', 'label']],
    [{ hostname: 'a.example', label: 'a\nb' }, ['unacceptable', 'label']],
    [{ hostname: 'a.example', note: 'a\u0000b' }, ['unacceptable', 'note']],
    [{ hostname: 'a.example', aliases: 'ok not/ok' }, ['unacceptable', 'aliases']],
    [{ hostname: 'a.example', addresses: 'web07' }, ['unacceptable', 'addresses']],
    [
      { hostname: 'a.example', aliases: Array.from({ length: 101 }, (_, i) => `a${i}`) },
      ['unacceptable', 'aliases'],
    ],
    [{ hostname: 'a.example', adresses: '203.0.113.7' }, ['unknown-field', null]],
  ])('%j is refused at its field', (given, problem) => {
    expect(problemOf(given)).toEqual(problem)
  })
})

describe('a file', () => {
  it('names its columns in any order and case, and says which mean nothing', () => {
    const read = readServerColumns(['Group', 'IP', 'Host', 'Rack unit'])
    expect(read).toEqual({
      columns: new Map([
        ['group', 0],
        ['addresses', 1],
        ['hostname', 2],
      ]),
      unread: ['Rack unit'],
    })
  })

  it.each<[string[], ReturnType<typeof readServerColumns>]>([
    [['web01.example.com'], 'bare'],
    [['web01.example.com', 'Vienna'], 'bare'],
    [['web01'], { field: null, is: 'no-hostname' }],
    [['label', 'group'], { field: null, is: 'no-hostname' }],
    [['a.example', 'b', 'c'], { field: null, is: 'no-hostname' }],
  ])('%j begins as %j', (header, read) => {
    expect(readServerColumns(header)).toEqual(read)
  })

  it('an empty label is none, and an empty group is no group', () => {
    const columns: ServerColumns = new Map([
      ['hostname', 0],
      ['label', 1],
      ['group', 2],
    ])
    expect(readServerLine(2, ['a.example', '', ''], columns)).toEqual({
      at: 2,
      entry: { hostname: 'a.example', group: null },
    })
  })
})

describe('the address of a group', () => {
  it.each([
    ['Dallas, rack 1', [], 'dallas-rack-1'],
    ['Wien – Nördlich', [], 'wien-nordlich'],
    ['東京', [], 'group'],
    ['Mail', ['mail', 'mail-2'], 'mail-3'],
  ])('of %j, beside %j, is %j', (name, taken, slug) => {
    expect(groupSlugFor(name, new Set(taken))).toBe(slug)
  })

  it('is one, whatever the name', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), name => isGroupSlug(groupSlugFor(name, new Set()))))
  })
})
