import { describe, expect, it } from 'vitest'
import { RenderQueue } from '#lib/front/render-queue.ts'

/** A queue whose renders the test ends by hand. */
function world() {
  const queue = new RenderQueue()
  const begun: string[] = []
  const ends = new Map<string, { resolve(): void; reject(why: Error): void }>()
  const render = (key: string) =>
    queue.run(key, () => {
      begun.push(key)
      return new Promise<string>((resolve, reject) =>
        ends.set(key, { resolve: () => resolve(`${key} rendered`), reject }),
      )
    })
  return { queue, begun, render, end: (key: string) => ends.get(key)?.resolve(), ends }
}

describe('the queue of renders', () => {
  it('renders two at a time, the others in the order in which they were asked for', async () => {
    const { begun, render, end } = world()
    const all = ['a', 'b', 'c', 'd'].map(render)
    expect(begun).toEqual(['a', 'b'])
    end('b')
    expect(await all[1]).toBe('b rendered')
    expect(begun).toEqual(['a', 'b', 'c'])
    end('a')
    end('c')
    await all[2]
    end('d')
    expect(await Promise.all(all)).toHaveLength(4)
    const late = render('e')
    expect(begun.at(-1)).toBe('e')
    end('e')
    await late
  })

  it('takes what a reader waits for first', async () => {
    const { queue, begun, render, end } = world()
    const all = ['a', 'b', 'c', 'd'].map(render)
    queue.hurry('d')
    queue.hurry('not there')
    end('a')
    await all[0]
    expect(begun).toEqual(['a', 'b', 'd'])
    for (const key of ['b', 'd']) end(key)
    await Promise.all([all[1], all[3]])
    end('c')
    await all[2]
  })

  it('goes on after a render that fails', async () => {
    const { begun, render, end, ends } = world()
    const [first, second, third] = ['a', 'b', 'c'].map(render)
    ends.get('a')?.reject(new Error('the database is gone'))
    await expect(first).rejects.toThrow('the database is gone')
    expect(begun).toEqual(['a', 'b', 'c'])
    for (const key of ['b', 'c']) end(key)
    expect(await Promise.all([second, third])).toEqual(['b rendered', 'c rendered'])
  })
})
