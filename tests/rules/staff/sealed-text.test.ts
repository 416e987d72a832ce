import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factsText, type SealedLine, sealedText } from '#lib/rules/staff/sealed-text.ts'

const place = { before: 'ab', position: 7, sealedAt: new Date('2026-11-30T12:00:05Z') }
const line: SealedLine = {
  sequence: 12,
  at: '2026-11-30T12:00:00.000001Z',
  staffId: 'dana',
  action: 'change-policy',
  subject: 'policy',
  factsHash: 'cd',
  address: null,
  device: null,
}

describe('the text under a seal', () => {
  it('is the array that the documentation names, so that others can check it', () => {
    expect(sealedText(place, line)).toBe(
      '["ab",7,"2026-11-30T12:00:05.000Z",12,"2026-11-30T12:00:00.000001Z","dana","change-policy","policy","cd",null,null]',
    )
  })

  it('has of facts the hash of this text', () => {
    expect(factsText({ b: 1, a: [{ d: null, c: 'ü' }] })).toBe('{"a":[{"c":"ü","d":null}],"b":1}')
    expect(factsText(undefined)).toBe('null')
  })

  it('is the same in whatever order the database gives the names of facts', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), facts => {
        const turned = Object.fromEntries(Object.entries(facts).reverse())
        expect(factsText(turned)).toBe(factsText(facts))
      }),
    )
  })

  it('is another one for each field that is another one', () => {
    const others: Partial<SealedLine>[] = [
      { sequence: 13 },
      { at: '2026-11-30T12:00:00.000002Z' },
      { staffId: null },
      { action: 'sign-in' },
      { subject: 'policy"' },
      { factsHash: 'ce' },
      { address: '192.0.2.1' },
      { device: '' },
    ]
    const texts = others.map(other => sealedText(place, { ...line, ...other }))
    expect(new Set([...texts, sealedText(place, line)]).size).toBe(others.length + 1)
  })
})
