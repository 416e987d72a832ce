import { expect, it } from 'vitest'
import { mapFairly, runFairly } from '#lib/limits/fair-queue.ts'

it('work in turns gives what it returns, and throws what it throws', async () => {
  expect(await mapFairly([1, 2, 3], (each, place) => each * 10 + place)).toEqual([10, 21, 32])
  await expect(
    mapFairly([1], () => {
      throw new Error('wrong')
    }),
  ).rejects.toThrow('wrong')
})

it('work in turns lets others be served before it ends', async () => {
  const order: string[] = []
  setImmediate(() => order.push('another'))
  await runFairly(
    (function* () {
      for (let step = 0; step < 3; step += 1) {
        // Longer than a step may be, however the machine divides its time.
        const until = performance.now() + 6
        while (performance.now() < until);
        yield
      }
      order.push('the work')
    })(),
  )
  expect(order).toEqual(['another', 'the work'])
})

it('one step alone goes on between two turns of others, however many works there are', async () => {
  let turn = 0
  let isEnded = false
  const look = () => {
    turn += 1
    if (!isEnded) setImmediate(look)
  }
  setImmediate(look)
  const wentOnAt: number[] = []
  function* work() {
    for (let step = 0; step < 3; step += 1) {
      // Longer than a step may be, so that the next one waits for its turn.
      const until = performance.now() + 6
      while (performance.now() < until);
      yield
      wentOnAt.push(turn)
    }
  }
  await Promise.all(Array.from({ length: 5 }, () => runFairly(work())))
  isEnded = true
  expect(wentOnAt).toHaveLength(15)
  expect(new Set(wentOnAt).size).toBe(15)
})
