import { expect, it } from 'vitest'
import { inTurns, mapInTurns } from '#lib/turns.ts'

it('work in turns gives what it returns, and throws what it throws', async () => {
  expect(await mapInTurns([1, 2, 3], (each, place) => each * 10 + place)).toEqual([10, 21, 32])
  await expect(
    mapInTurns([1], () => {
      throw new Error('wrong')
    }),
  ).rejects.toThrow('wrong')
})

it('work in turns lets others be served before it ends', async () => {
  const order: string[] = []
  setImmediate(() => order.push('another'))
  await inTurns(
    (function* () {
      const until = performance.now() + 20
      while (performance.now() < until) yield
      order.push('the work')
    })(),
  )
  expect(order).toEqual(['another', 'the work'])
})
