import { expect, it } from 'vitest'
import { oneByOne } from '#lib/limits/one-by-one.ts'
import { until } from '#tests/support/until.ts'

it('what comes at once begins one by one, in its order, with others served in between', async () => {
  const inTurn = oneByOne()
  const order: string[] = []
  for (const name of ['a', 'b', 'c'])
    inTurn(() => {
      order.push(name)
      queueMicrotask(() => order.push(`rest of ${name}`))
    })
  expect(order).toEqual([])
  await until(() => order.length === 6, 'all have begun')
  expect(order).toEqual(['a', 'rest of a', 'b', 'rest of b', 'c', 'rest of c'])
})

it('what comes later begins too', async () => {
  const inTurn = oneByOne()
  let begun = 0
  inTurn(() => inTurn(() => begun++))
  await until(() => begun === 1, 'it has begun')
  inTurn(() => begun++)
  await until(() => begun === 2, 'it has begun')
})
