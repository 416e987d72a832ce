import { expect, it } from 'vitest'
import { Lane } from '#lib/front/rendering/lane.ts'

const isTranslated = (key: string) => key.startsWith('/de/')

function laneOf(...keys: string[]) {
  const lane = new Lane<{ key: string }>(isTranslated)
  for (const key of keys) lane.add({ key })
  return lane
}

function drained(lane: Lane<{ key: string }>): string[] {
  const taken: string[] = []
  for (let next = lane.take(); next; next = lane.take()) taken.push(next.key)
  return taken
}

it('takes the site’s own language first, in each what readers wait for', () => {
  const lane = laneOf('/de/a', '/de/b', '/a', '/b')
  expect([lane.hurry('/de/b'), lane.hurry('/b'), lane.hurry('/c')]).toEqual([true, true, false])
  expect(drained(lane)).toEqual(['/b', '/a', '/de/b', '/de/a'])
})

it('lets no language wait for ever', () => {
  const lane = laneOf('/de/1', '/de/2', '/1', '/2', '/3', '/4', '/5', '/6', '/7')
  expect(drained(lane)).toEqual(['/1', '/2', '/3', '/de/1', '/4', '/5', '/6', '/de/2', '/7'])
})

it('is busy as long as something is made or waits', () => {
  const lane = laneOf('/de/1')
  expect(lane.isBusy).toBe(true)
  lane.take()
  expect(lane.isBusy).toBe(false)
  const first = lane.begin()
  expect([lane.isBusy, lane.isReading]).toEqual([true, true])
  first.endReading()
  expect([lane.isBusy, lane.isReading]).toEqual([true, false])
  // One that took too long is behind the next, which its end does not concern.
  const { end } = lane.begin()
  first.end()
  expect(lane.isBusy).toBe(true)
  end()
  expect(lane.isBusy).toBe(false)
})
