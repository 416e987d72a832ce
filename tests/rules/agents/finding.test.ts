import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evidenceOf, samenessOf } from '#lib/rules/agents/finding.ts'
import { groupSame } from '#lib/rules/agents/same-findings.ts'
import { serversByName } from '#lib/rules/alerts/server-choice.ts'

describe('the evidence of an alert', () => {
  it('is what its labels say, and no hash that is none', () => {
    const labels = { check: 'setuid', path: '/tmp/.x', package: 'owned by no package', indicator: 'ebury-1' }
    const sha256 = 'AB'.repeat(32)
    expect(evidenceOf({ ...labels, sha256 })).toEqual({
      check: 'setuid',
      path: '/tmp/.x',
      owner: null,
      sha256: 'ab'.repeat(32),
      packageAnswer: 'owned by no package',
      action: null,
      indicatorId: 'ebury-1',
    })
    for (const wrong of ['', 'ab', `${sha256}0`, 'g'.repeat(64)])
      expect(evidenceOf({ sha256: wrong }).sha256).toBeNull()
    // What a caller cannot have meant: names that every object has.
    expect(evidenceOf({}).check).toBeNull()
  })
})

describe('findings that are the same', () => {
  const found = fc.record({
    check: fc.constantFrom(null, 'setuid', 'unowned'),
    path: fc.constantFrom(null, '/a', '/b', '/c'),
    sha256: fc.constantFrom(null, 'a'.repeat(64), 'b'.repeat(64), 'c'.repeat(64)),
  })

  it('are in one group, each finding in one alone, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(found, { maxLength: 12 }), fc.nat(), (all, turn) => {
        const groups = groupSame(all)
        expect(groups.flat()).toHaveLength(all.length)
        const turned = [...all.slice(turn % (all.length || 1)), ...all.slice(0, turn % (all.length || 1))]
        const sizes = (list: unknown[][]) => list.map(group => group.length).sort()
        expect(sizes(groupSame(turned))).toEqual(sizes(groups))
        for (const [i, group] of groups.entries())
          for (const other of groups.slice(i + 1)) {
            const keys = new Set(group.flatMap(samenessOf))
            expect(other.flatMap(samenessOf).some(key => keys.has(key))).toBe(false)
          }
      }),
      { numRuns: 100 },
    )
  })

  it('are joined by a third that shares something with both', () => {
    const [a, b] = [
      { check: 'x', path: '/a', sha256: null },
      { check: 'y', path: '/b', sha256: 'b'.repeat(64) },
    ]
    expect(groupSame([a, b])).toHaveLength(2)
    expect(groupSame([a, b, { check: 'x', path: '/a', sha256: 'b'.repeat(64) }])).toHaveLength(1)
  })
})

describe('servers by what a person writes', () => {
  const servers = [
    { hostname: 'web01.example.net', label: 'web01' },
    { hostname: 'web02.example.net', label: 'twin' },
    { hostname: 'web03.example.net', label: 'Twin' },
  ]
  it.each([
    ['web01, WEB02.example.net\nweb01', ['web01.example.net', 'web02.example.net']],
    ['', []],
    [' \n, ', []],
  ])('%j are those', (typed, hostnames) => {
    expect(serversByName(typed, servers)).toEqual({
      servers: servers.filter(server => hostnames.includes(server.hostname)),
    })
  })
  it.each(['web09', 'twin', 'web01 nowhere'])('%j names one that is none, or several', typed => {
    expect(serversByName(typed, servers)).toEqual({ unknown: typed.split(' ').at(-1) })
  })
})
