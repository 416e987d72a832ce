import { expect, it } from 'vitest'
import { CopyWork } from '#lib/mirror/work.ts'

const servers = Array.from({ length: 20 }, (_, i) => `/servers/web${i}.example.net`)

/** What is made in each turn until nothing waits. */
function turnsOf(work: CopyWork) {
  const turns = []
  while (!work.isDone) turns.push(work.take())
  return turns
}

it('shows the board without waiting for all servers of an incident, and those next, all together', () => {
  const work = new CopyWork()
  const [struck = '', ...others] = servers
  work.note([struck, '/posts/down', '/', '/history', ...others])
  const [first, ...rest] = turnsOf(work)
  expect(first).toMatchObject({ isUrgent: true, isShown: true })
  expect(first?.addresses).toEqual(expect.arrayContaining([struck, `${struck}.txt`, '/posts/down', '/']))
  expect(first?.addresses.at(-1)).toBe('/')
  expect(first?.addresses.length).toBeLessThan(20)
  const made = [...(first?.addresses ?? []), ...rest.flatMap(turn => turn.addresses)]
  expect(made).toEqual(
    expect.arrayContaining(servers.flatMap(path => [path, `${path}.txt`, `/badge${path}.svg`])),
  )
  const shown = rest.findIndex(turn => turn.isShown)
  const nextOnes = rest.slice(0, shown + 1).flatMap(turn => turn.addresses)
  expect(nextOnes).toEqual(expect.arrayContaining(others.slice(2).map(path => `${path}.txt`)))
  expect(nextOnes.filter(address => address.endsWith('.rss'))).toEqual([])
})

it('makes each address once, however often it is named', () => {
  const work = new CopyWork()
  work.note(['/', ...servers])
  work.note(['/', ...servers.toReversed()])
  const made = turnsOf(work).flatMap(turn => turn.addresses)
  expect(made.length).toBe(new Set(made).size)
})

it('makes what is new before what waits', () => {
  const work = new CopyWork()
  work.note(['/', ...servers])
  work.take()
  work.take()
  work.note(['/servers/db01.example.net', '/'])
  expect(work.take()).toMatchObject({ isUrgent: true })
  expect(work.isOwnDone).toBe(false)
})

it('makes all that is named in the end, though changes never cease', () => {
  const work = new CopyWork()
  const made = new Set<string>()
  for (let turn = 0; turn < 16; turn++) {
    work.note(['/', ...servers])
    for (const address of work.take().addresses) made.add(address)
  }
  expect([...made]).toEqual(expect.arrayContaining(servers.map(path => `${path}.txt`)))
})
