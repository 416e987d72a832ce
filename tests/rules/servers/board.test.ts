import { expect, it } from 'vitest'
import { arrangeBoard, type BoardServer } from '#lib/rules/servers/board.ts'
import type { Impact } from '#lib/rules/servers/status.ts'

function server(label: string, groupId: string | null, impact: Impact = 'operational'): BoardServer {
  const status = { impact, cause: null, since: null, postId: null, isWatching: false, isIntermittent: false }
  return { id: label, hostname: `${label}.example-host.net`, label, groupId, status, maintenanceUntil: null }
}

const groups = [
  { id: 'a', name: 'Dallas', slug: 'dallas' },
  { id: 'b', name: 'Amsterdam', slug: 'amsterdam' },
  { id: 'c', name: 'Empty', slug: 'empty' },
]

const shown = (servers: BoardServer[]) =>
  arrangeBoard(groups, servers).map(group => [group.name, group.servers.map(each => each.label).join(' ')])

it('keeps the order of staff while all is fine, and leaves out empty groups', () => {
  expect(shown([server('b1', 'b'), server('a1', 'a'), server('a2', 'a')])).toEqual([
    ['Dallas', 'a1 a2'],
    ['Amsterdam', 'b1'],
  ])
})

it('puts the worst first, among groups and within them', () => {
  const servers = [
    server('a1', 'a'),
    server('a2', 'a', 'degraded'),
    server('b1', 'b'),
    server('b2', 'b', 'maintenance'),
    server('b3', 'b', 'major_outage'),
  ]
  expect(shown(servers)).toEqual([
    ['Amsterdam', 'b3 b2 b1'],
    ['Dallas', 'a2 a1'],
  ])
})

it('shows servers without a group after the others', () => {
  expect(shown([server('a1', 'a'), server('x1', null)])).toEqual([
    ['Dallas', 'a1'],
    [null, 'x1'],
  ])
})
