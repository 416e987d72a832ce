import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arrangeBoard, type BoardServer } from '#lib/rules/servers/board.ts'
import { foldGroups } from '#lib/rules/servers/fold.ts'
import type { Impact } from '#lib/rules/servers/status.ts'

function server(id: string, groupId: string, impact: Impact = 'operational'): BoardServer {
  const status = { impact, cause: null, since: null, postId: null, isWatching: false, isIntermittent: false }
  return { id, hostname: `${id}.example-host.net`, label: id, groupId, status, maintenanceUntil: null }
}

const places = [
  { id: 'a', name: 'Dallas', slug: 'dallas' },
  { id: 'b', name: 'Amsterdam', slug: 'amsterdam' },
]

/** So many servers in a group, of which the first few are down. */
const many = (groupId: string, count: number, down = 0) =>
  Array.from({ length: count }, (_, index) =>
    server(`${groupId}${index}`, groupId, index < down ? 'major_outage' : 'operational'),
  )

const folded = (servers: BoardServer[]) =>
  foldGroups(arrangeBoard(places, servers)).map(({ group, isOpen, shown, rest }) => [
    group.name,
    isOpen,
    shown.length,
    rest.length,
  ])

it.each([
  [
    '200 servers in trouble or not',
    [...many('a', 100), ...many('b', 100, 1)],
    [
      ['Amsterdam', true, 100, 0],
      ['Dallas', true, 100, 0],
    ],
  ],
  [
    '201 that are fine',
    [...many('a', 101), ...many('b', 100)],
    [
      ['Dallas', false, 101, 0],
      ['Amsterdam', false, 100, 0],
    ],
  ],
  [
    '400 of which two are down',
    [...many('a', 200), ...many('b', 200, 2)],
    [
      ['Amsterdam', true, 2, 198],
      ['Dallas', false, 200, 0],
    ],
  ],
  [
    'a rack of 100 that is down',
    [...many('a', 200), ...many('b', 110, 100)],
    [
      ['Amsterdam', true, 60, 50],
      ['Dallas', false, 200, 0],
    ],
  ],
  [
    'a group whose few others are fine',
    [...many('a', 200), ...many('b', 14, 2)],
    [
      ['Amsterdam', true, 14, 0],
      ['Dallas', false, 200, 0],
    ],
  ],
])('folds %s', (_, servers, expected) => {
  expect(folded(servers)).toEqual(expected)
})

it('shows or folds every server once, and hides no trouble behind what is fine', () => {
  const counts = fc.record({ a: fc.nat(300), b: fc.nat(300), down: fc.nat(300) })
  fc.assert(
    fc.property(counts, ({ a, b, down }) => {
      const servers = [...many('a', a), ...many('b', b, down)]
      const groups = foldGroups(arrangeBoard(places, servers))
      const all = groups.flatMap(({ shown, rest }) => [...shown, ...rest])
      expect(all.map(each => each.id).sort()).toEqual(servers.map(each => each.id).sort())
      for (const { group, isOpen, shown } of groups) {
        const isTroubled = group.servers.some(each => each.status.impact !== 'operational')
        if (isTroubled) expect([isOpen, shown[0]?.status.impact]).toEqual([true, 'major_outage'])
      }
    }),
  )
})
