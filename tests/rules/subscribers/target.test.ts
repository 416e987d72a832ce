import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  columnsOf,
  readDomain,
  readTarget,
  type Target,
  targetOf,
  withoutRepeats,
  writeTarget,
} from '#lib/rules/subscribers/target.ts'

const id = 'abc123def456'

const target: fc.Arbitrary<Target> = fc.oneof(
  fc.constant<Target>({ is: 'all' }),
  fc.record({ is: fc.constantFrom('server', 'group', 'post'), id: fc.stringMatching(/^[a-z0-9]{12}$/) }),
  fc.domain().map((domain): Target => ({ is: 'domain', domain: readDomain(domain) ?? 'example.com' })),
)

describe('a target', () => {
  it('reads as it was written, and comes out of its columns as it went in', () => {
    fc.assert(
      fc.property(target, each => {
        expect(readTarget(writeTarget(each))).toEqual(each)
        expect(targetOf(columnsOf(each))).toEqual(each)
        expect(Object.values(columnsOf(each)).filter(column => column !== null).length).toBeLessThanOrEqual(1)
      }),
    )
  })

  it.each([
    ['example.com', 'example.com'],
    ['https://www.Example.com/shop?x', 'example.com'],
    ['jane@example.com', 'example.com'],
    ['www.example.com', 'example.com'],
    ['www.com', 'www.com'],
    ['shop.example.com.', 'shop.example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['localhost', null],
    ['192.0.2.1', null],
    ['[2001:db8::1]', null],
    ['what?', null],
    ['', null],
    ["example.com'; drop table", null],
  ])('of the domain %s is %s', (typed, domain) => {
    expect(readDomain(typed)).toBe(domain)
  })
})

it('all servers stands for every server, and not for the end of an incident', () => {
  const all = { target: { is: 'all' }, label: null } as const
  const server = { target: { is: 'server', id }, label: 'web07' } as const
  const end = { target: { is: 'post', id }, label: 'web07 is down' } as const
  expect(withoutRepeats([server, all, end])).toEqual([all, end])
  expect(withoutRepeats([server, end])).toEqual([server, end])
})
