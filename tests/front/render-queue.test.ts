import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RenderQueue } from '#lib/front/render-queue.ts'

/** A queue with turns of 100 ms, whose renders the test ends by hand. */
function world() {
  const queue = new RenderQueue(100)
  const begun: string[] = []
  const ends = new Map<string, { resolve(text: string): void; reject(why: Error): void }>()
  const render = (key: string) =>
    queue.run(key, () => {
      begun.push(key)
      return new Promise<string>((resolve, reject) => ends.set(key, { resolve, reject }))
    })
  const end = (key: string) => ends.get(key)?.resolve(`${key} rendered`)
  const fail = (key: string) => ends.get(key)?.reject(new Error('the database is gone'))
  return { queue, begun, render, end, fail }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the queue of renders', () => {
  it('renders one after the other, in the order in which they were asked for', async () => {
    const { begun, render, end } = world()
    const all = ['a', 'b', 'c'].map(render)
    expect(begun).toEqual(['a'])
    for (const key of ['a', 'b', 'c']) {
      end(key)
      await vi.advanceTimersByTimeAsync(0)
    }
    expect(begun).toEqual(['a', 'b', 'c'])
    expect(await Promise.all(all)).toEqual(['a rendered', 'b rendered', 'c rendered'])
    render('d')
    expect(begun).toContain('d')
  })

  it('takes what a reader waits for first', async () => {
    const { queue, begun, render, end } = world()
    for (const key of ['a', 'b', 'c']) render(key)
    queue.hurry('c')
    queue.hurry('not there')
    end('a')
    await vi.advanceTimersByTimeAsync(0)
    expect(begun).toEqual(['a', 'c'])
  })

  it('begins the next one beside a render that takes long, and only one', async () => {
    const { begun, render, end } = world()
    for (const key of ['a', 'b', 'c', 'd']) render(key)
    await vi.advanceTimersByTimeAsync(99)
    expect(begun).toEqual(['a'])
    await vi.advanceTimersByTimeAsync(1)
    expect(begun).toEqual(['a', 'b'])
    end('a')
    await vi.advanceTimersByTimeAsync(0)
    expect(begun).toEqual(['a', 'b'])
    end('b')
    await vi.advanceTimersByTimeAsync(0)
    expect(begun).toEqual(['a', 'b', 'c'])
  })

  it('goes on after a render that fails', async () => {
    const { begun, render, fail } = world()
    const first = expect(render('a')).rejects.toThrow('the database is gone')
    render('b')
    fail('a')
    await first
    await vi.advanceTimersByTimeAsync(0)
    expect(begun).toEqual(['a', 'b'])
  })
})
