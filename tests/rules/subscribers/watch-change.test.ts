import { describe, expect, it } from 'vitest'
import { readWatchChange, type ShownWatch } from '#lib/rules/subscribers/watch-change.ts'
import { createWatchNames } from '#lib/rules/subscribers/watch-names.ts'

const [web07, web08, rack] = ['aaaaaaaaaaa7', 'aaaaaaaaaaa8', 'aaaaaaaaaaa1']
const names = createWatchNames(
  [
    { id: web07, label: 'web07', hostname: 'web07.example.net' },
    { id: web08, label: 'web08', hostname: 'web08.example.net' },
  ],
  [{ id: rack, name: 'Rack 1' }],
)
const shown: ShownWatch[] = [
  [`server:${web07}`, 'web07.example.net'],
  ['domain:example.org', 'example.org'],
]

describe('names that take the place of those that a form showed', () => {
  it('change nothing where they are the same, in any order and case', () => {
    expect(readWatchChange(['Example.org', 'WEB07.example.net'], shown, names)).toEqual({
      add: [],
      remove: [],
    })
    expect(readWatchChange(['web07', 'example.org'], shown, names)).toEqual({ add: [], remove: [] })
  })

  it('add what is new, and remove what is left out', () => {
    expect(readWatchChange(['web08', 'rack 1'], shown, names)).toEqual({
      add: [
        { is: 'server', id: web08 },
        { is: 'group', id: rack },
      ],
      remove: [
        { is: 'server', id: web07 },
        { is: 'domain', domain: 'example.org' },
      ],
    })
    expect(readWatchChange([], shown, names)).toMatchObject({ add: [], remove: [{ id: web07 }, {}] })
  })

  it('mean what the form showed, even where its server is retired by now', () => {
    const retired: ShownWatch[] = [['server:aaaaaaaaaaa9', 'old']]
    expect(readWatchChange(['old'], retired, names)).toEqual({ add: [], remove: [] })
  })

  it('that are none are named', () => {
    expect(readWatchChange(['nowhere'], shown, names)).toEqual({
      problem: { field: 'watch', is: 'unknown', name: 'nowhere' },
    })
  })
})
