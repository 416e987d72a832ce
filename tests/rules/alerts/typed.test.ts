import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTyped } from '#lib/rules/alerts/typed.ts'

/** Knows a server, and a few suffixes of the world. */
const sense = {
  isOurs: ({ value }: { value: string }) => value === 'web07' || value === '203.0.113.7',
  isDomain: (name: string) => /[^.]\.(com|net|de)$/.test(name),
}
const read = (typed: string) => readTyped(typed, sense)

describe('one name', () => {
  it.each([
    ['example.com', 'example.com'],
    ['EXAMPLE.COM', 'example.com'],
    ['  Example.Com.  ', 'example.com'],
    ['example.com..', 'example.com'],
    ['http:\\\\example.com', 'example.com'],
    ['http:\\\\example.com\\shop\\', 'example.com'],
    ['http:/example.com', 'example.com'],
    ['http:example.com', 'example.com'],
    ['https//example.com', 'example.com'],
    ['https;//example.com', 'example.com'],
    ['//example.com/x', 'example.com'],
    ['HTTPS://WWW.Example.com/', 'www.example.com'],
    ['https://user:secret@example.com:8443/a/b?c=d#e', 'example.com'],
    ['example.com:443', 'example.com'],
    ['example.com:', 'example.com'],
    ['example.com.:8080/', 'example.com'],
    ['anna@example.com', 'example.com'],
    ['anna@example.com.', 'example.com'],
    ['mailto:anna@example.com?subject=Hi', 'example.com'],
    ['<https://example.com/>', 'example.com'],
    ['<anna@example.com>', 'example.com'],
    ['"example.com"', 'example.com'],
    ['„example.com“', 'example.com'],
    ['(example.com)', 'example.com'],
    ['[example.com]', 'example.com'],
    ['`example.com`,', 'example.com'],
    ['[example.com](https://example.com/)', 'example.com'],
    ['example.com!', 'example.com'],
    ['exam​ple.com', 'example.com'],
    ['­example.com﻿', 'example.com'],
    ['münchen.de', 'xn--mnchen-3ya.de'],
    ['MÜNCHEN.DE', 'xn--mnchen-3ya.de'],
    ['anna@münchen.de', 'xn--mnchen-3ya.de'],
    ['example。com', 'example.com'],
    ['web07', 'web07'],
    ['203.0.113.7', '203.0.113.7'],
    ['[2001:db8::1]:8080', '2001:db8::1'],
    ['https://[2001:db8::1]/', '2001:db8::1'],
  ])('%s is %s, whole', (typed, value) => {
    expect(read(typed)).toEqual({
      is: 'names',
      first: { is: expect.any(String), value },
      others: [],
      isWhole: true,
    })
  })
})

describe('more than a name', () => {
  const signature = `Best regards
Anna Müller | Head of e.g. Sales
Example Ltd., 12 High St.
Tel. +49 (0)30 123.456
anna.mueller@example.com – www.example.com`

  it.each<[string, string, string[]]>([
    ['ex ample.com', 'example.com', ['ample.com']],
    ['example .com', 'example.com', []],
    ['example. com', 'example.com', []],
    ['my example.com', 'example.com', []],
    ['www example.com', 'example.com', []],
    ['is example.com down?', 'example.com', []],
    ['My site (https://example.com/shop) is slow.', 'example.com', []],
    ['Anna <anna@example.com>', 'example.com', []],
    [signature, 'example.com', []],
    ['example.com example.net', 'example.com', ['example.net']],
    ['example.com, example.net and www.example.com', 'example.com', ['example.net']],
    ['example.com;example.net', 'example.com', ['example.net']],
    ['example.com on web07', 'web07', ['example.com']],
    ['web 07', 'web07', []],
    ['server web07 please', 'web07', []],
    ['example.com 198.51.100.1', 'example.com', ['198.51.100.1']],
  ])('%s means %s first, and that is to be said', (typed, value, others) => {
    expect(read(typed)).toEqual({
      is: 'names',
      first: { is: 'name', value },
      isWhole: false,
      others: others.map(other => ({ is: expect.any(String), value: other })),
    })
  })

  it.each(['???', '<>', '@', 'my site is down', 'a..b', 'Tel. +49 30 12', '. . .'])(
    '%s names nothing',
    typed => {
      expect(read(typed)).toEqual({ is: 'unclear', typed })
    },
  )

  it('is nothing where nothing can be seen', () => {
    for (const typed of ['', '  ', '\n', '​']) expect(read(typed)).toEqual({ is: 'nothing' })
  })

  it('never throws, and names nothing that is not safe in a sentence', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), typed => {
        const found = read(typed)
        if (found.is !== 'names') return
        for (const { value } of [found.first, ...found.others]) expect(value).toMatch(/^[0-9a-z._:-]{1,253}$/)
      }),
    )
  })
})
