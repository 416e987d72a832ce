import { expect, it } from 'vitest'
import { inThread } from '#lib/limits/in-thread.ts'

it('makes one after the other, and goes on after one that failed or hung', async () => {
  const thread = inThread<string, string>('tests/limits/thread.mjs', 3_000)
  const asked = ['a', 'fails', 'hangs', 'b'].map(data => thread.make(data))
  expect(thread.waiting()).toBe(4)
  const ended = await Promise.allSettled(asked)
  expect(ended.map(each => (each.status === 'fulfilled' ? each.value : String(each.reason)))).toEqual([
    'made of a',
    'Error: It cannot be made.',
    'Error: tests/limits/thread.mjs ended without a result, or took more than 3000 ms.',
    'made of b',
  ])
  expect(thread.waiting()).toBe(0)
})
