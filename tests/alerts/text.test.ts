import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { givenLabels } from '#lib/alerts/fields/labels.ts'
import { detailsOf, plainLine, summaryOf } from '#lib/alerts/fields/text.ts'
import { notAhead, readTime } from '#lib/alerts/fields/time.ts'
import { normaliseHost } from '#lib/alerts/hosts/host.ts'

const tricky = fc.constantFrom(
  'a',
  ' ',
  '\n',
  '\t',
  '\u0000',
  '\u0007',
  '\u001b',
  '\u007f',
  '\u0085',
  '\u200f',
  '\u202e',
  '\u2066',
  'ż',
  '可',
  '🚨',
  '\ud800',
  '\udc00',
  '\ufeff',
)

describe('texts', () => {
  it('lose control characters and marks of direction, and stay valid', () => {
    fc.assert(
      fc.property(fc.string({ unit: tricky, maxLength: 300 }), text => {
        const line = plainLine(text)
        expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
        expect(line.isWellFormed()).toBe(true)
        expect([...summaryOf(text)].length).toBeLessThanOrEqual(200)
      }),
    )
  })

  it('of details are cut at 16 KiB, between two characters', () => {
    for (const letter of ['a', 'ż', '可', '🚨']) {
      const cut = detailsOf(letter.repeat(20_000)) ?? ''
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(16_384)
      expect(Buffer.byteLength(cut)).toBeGreaterThan(16_380)
      expect(new Set(cut)).toEqual(new Set([letter]))
    }
  })

  it('of labels are few and short', () => {
    const many = Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`label${i}`, 'x'.repeat(999)]))
    const labels = givenLabels({ ...many, nested: {}, empty: '' })
    expect(Object.keys(labels)).toHaveLength(40)
    expect(labels.label0).toHaveLength(200)
    expect(givenLabels('text')).toEqual({})
  })
})

describe('times', () => {
  const moment = new Date('2026-03-10T14:24:00.000Z')
  it.each([
    '2026-03-10T14:24:00Z',
    '2026-03-10T15:24:00+0100',
    '2026-03-10 14:24:00',
    '2026-03-10T14:24Z',
    1773152640,
    '1773152640',
    1773152640000,
    1773152640000000,
    '1773152640000000000',
    1773152640.0,
  ])('are read from %j', value => {
    expect(readTime(value)).toEqual(moment)
  })

  it.each([null, undefined, '', 0, '0001-01-01T00:00:00Z'])('are none in %j', value => {
    expect(readTime(value)).toBeNull()
  })

  it.each(['soon', '2026-02-30T00:00:00Z', '{EVENT.DATE}', 12, {}, Number.NaN])(
    'are unreadable in %j',
    value => {
      expect(readTime(value)).toBe('unreadable')
    },
  )

  it('become the time of receipt when they are more than five minutes ahead', () => {
    const ahead = (ms: number) => notAhead(new Date(moment.getTime() + ms), moment)
    expect(ahead(300_000)).toMatchObject({ isAhead: false })
    expect(ahead(300_001)).toEqual({ at: moment, isAhead: true })
  })
})

describe('hosts', () => {
  it.each([
    [' Web07.Example-Host.NET. ', 'web07.example-host.net'],
    ['https://user@web07.example-host.net:8443/health?x', 'web07.example-host.net'],
    ['web07.example-host.net:9100', 'web07.example-host.net'],
    ['[2001:DB8:17:0::7]:443', '2001:db8:17::7'],
    ['2001:db8:17:0:0:0:0:7', '2001:db8:17::7'],
    ['::ffff:203.0.113.17', '203.0.113.17'],
    ['203.0.113.17:22', '203.0.113.17'],
    ['nöde3.example-host.net', 'xn--nde3-5qa.example-host.net'],
    ['7', '7'],
    ['', null],
    ['https://', null],
  ])('%j is %j', (given, normal) => {
    expect(normaliseHost(given)).toBe(normal)
  })
})
