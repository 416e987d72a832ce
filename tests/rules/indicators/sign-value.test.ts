import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextVersion, writeAgentList } from '#lib/rules/indicators/agent-list.ts'
import { cautionOf } from '#lib/rules/indicators/caution.ts'
import { firstList } from '#lib/rules/indicators/first-list.ts'
import { signTypes } from '#lib/rules/indicators/indicator.ts'
import { readValue } from '#lib/rules/indicators/sign-value.ts'

const a = (count: number) => 'a'.repeat(count)

describe('the value of an indicator', () => {
  it.each([
    ['sha256', a(64).toUpperCase(), a(64)],
    ['md5', ` ${a(32)}\n`.trim(), a(32)],
    ['path', '/lib64/libkeyutils.so.1.9', '/lib64/libkeyutils.so.1.9'],
    ['name', 'libns2.so', 'libns2.so'],
    ['string', ' 8 bytes', ' 8 bytes'],
    ['string', 'äöüß', 'äöüß'],
    ['address', '78.47.139.110', '78.47.139.110'],
    ['address', '192.0.2.0/24', '192.0.2.0/24'],
    ['address', '192.0.2.7/32', '192.0.2.7'],
    ['address', '2001:DB8:0:0::1', '2001:db8::1'],
    ['domain', 'BÜCHER.example.', 'xn--bcher-kva.example'],
    ['domain', 'a_b.example.com', 'a_b.example.com'],
    ['socket', '/proc/udevd', '@/proc/udevd'],
    ['socket', '@/proc/udevd', '@/proc/udevd'],
  ] as const)('of the type %s: %j is kept as %j', (type, typed, value) => {
    expect(readValue(type, typed)).toEqual({ value })
  })

  it.each([
    ['sha256', a(63), 'hash'],
    ['sha1', `${a(39)}g`, 'hash'],
    ['sha256', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'common'],
    ['path', 'lib64/x', 'path'],
    ['path', '/tmp/../etc/x', 'path'],
    ['path', '/tmp/', 'path'],
    ['path', '/', 'path'],
    ['path', '/etc/passwd', 'common'],
    ['name', 'a/b', 'name'],
    ['name', '..', 'name'],
    ['string', '7 bytes', 'short'],
    ['string', 'line one\nline two', 'control'],
    ['string', 'tab\tinside it', 'control'],
    ['string', `lone surrogate ${'\ud800'}`, 'control'],
    ['address', '127.0.0.1', 'common'],
    ['address', '0.0.0.0/0', 'common'],
    ['address', '8.0.0.0/8', 'common'],
    ['address', '::1', 'common'],
    ['address', '1.2.3.256', 'address'],
    ['address', '01.2.3.4', 'address'],
    ['address', '1.2.3.4/33', 'address'],
    ['address', 'example.com', 'address'],
    ['domain', '1.2.3.4', 'domain'],
    ['domain', 'localhost', 'domain'],
    ['domain', 'http://bad.example', 'domain'],
    ['domain', 'bad.example/path', 'domain'],
    ['socket', '@', 'socket'],
    ['name', 'x'.repeat(301), 'long'],
  ] as const)('of the type %s: %j is refused as %s', (type, typed, problem) => {
    expect(readValue(type, typed)).toEqual({ problem })
  })

  it('is the same when it is read again, whatever was typed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...signTypes),
        fc.string({ unit: 'binary', maxLength: 80 }),
        (type, typed) => {
          const read = readValue(type, typed)
          if ('value' in read) expect(readValue(type, read.value)).toEqual(read)
        },
      ),
    )
  })

  it('of a list to begin with is right, each once', () => {
    for (const { type, value } of firstList) expect(readValue(type, value)).toEqual({ value })
    expect(new Set(firstList.map(({ type, value }) => `${type} ${value}`)).size).toBe(firstList.length)
  })
})

it.each([
  ['name', 'libkeyutils.so.1.9', 'shipped'],
  ['path', '/lib64/libkeyutils.so.1.9', 'shipped'],
  ['name', 'libkeyutils.so.1.3.2', null],
  ['string', 'libkeyutils.so.1.9', null],
  ['address', '10.1.2.3', 'private'],
  ['address', '78.47.139.110', null],
] as const)('of %s %s staff are warned: %s', (type, value, caution) => {
  expect(cautionOf({ type, value })).toBe(caution)
})

const first = new Date('2026-11-30T10:00:00Z')

describe('the list as agents fetch it', () => {
  const entry = (id: string, value: string, isActive = true) => ({
    id,
    type: 'string' as const,
    value,
    isActive,
  })
  const at = { version: 7, issuedAt: new Date('2026-11-30T10:00:00.900Z') }

  it('names its version and its lines, and only what is active', () => {
    const list = writeAgentList(
      [entry('b', 'two "words"'), entry('a', 'back\\slash'), entry('c', 'not this', false)],
      at,
    )
    expect(list).toBe(
      'allclear-indicators 1 7 1796032800 2\na\tstring\tback\\\\slash\nb\tstring\ttwo \\"words\\"\n',
    )
  })

  it('is newer after each change, whatever the clock does and whichever copy of the database was put back', () => {
    const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(moment, moment, fc.nat(1_000), (first, second, count) => {
        let list = { version: 0, issuedAt: new Date(0) }
        for (const clock of [first, second, ...Array(count % 9).fill(second)]) {
          const next = nextVersion(list, clock)
          expect(next.version).toBeGreaterThan(list.version)
          expect(+next.issuedAt).toBeGreaterThanOrEqual(+list.issuedAt)
          list = next
        }
      }),
    )
    const busy = Array(50)
      .fill(first)
      .reduce(nextVersion, { version: 0, issuedAt: new Date(0) })
    expect(
      nextVersion({ version: 0, issuedAt: new Date(0) }, new Date(+first + 3_600_000)).version,
    ).toBeGreaterThan(busy.version)
  })

  it('has as many lines as entries and three fields in each, whatever the values are', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), values => {
        const entries = values.map((value, place) => entry(`id${String(place).padStart(6, '0')}`, value))
        const [head = '', ...lines] = writeAgentList(entries, at).slice(0, -1).split('\n')
        expect(head.split(' ')[4]).toBe(String(values.length))
        const said = lines.map(line => line.split('\t'))
        expect(said.map(fields => fields.length)).toEqual(values.map(() => 3))
        expect(said.map(fields => JSON.parse(`"${fields[2]}"`))).toEqual(values)
      }),
    )
  })
})
