import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { QueueFull, RenderQueue } from '#lib/front/rendering/render-queue.ts'

/** A queue with turns of 100 ms, whose renders the test ends by hand. */
function fixture() {
  let credit = Number.POSITIVE_INFINITY
  const budget = {
    waitMs: () => (credit > 0 ? 0 : 40),
    begin: () => () => {
      credit -= 1
    },
  }
  const queue = new RenderQueue({ longestTurnMs: 100, budget, most: 4 })
  const begun: string[] = []
  const ends = new Map<string, { resolve(text: string): void; reject(why: Error): void }>()
  const render = (key: string, from?: string) =>
    queue.run(key, from === undefined ? { is: 'changed' } : { is: 'asked', from }, () => {
      begun.push(key)
      return new Promise<string>((resolve, reject) => ends.set(key, { resolve, reject }))
    })
  const end = (key: string) => ends.get(key)?.resolve(`${key} rendered`)
  const fail = (key: string) => ends.get(key)?.reject(new Error('the database is gone'))
  const finish = async (key: string) => {
    end(key)
    await vi.advanceTimersByTimeAsync(0)
  }
  const allow = (count: number) => {
    credit = count
  }
  return { queue, begun, render, end, finish, fail, allow }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the queue of renders', () => {
  it('renders one after the other, in the order in which they were asked for', async () => {
    const { begun, render, end } = fixture()
    const all = ['a', 'b', 'c'].map(key => render(key))
    expect(begun).toEqual(['a'])
    for (const key of ['a', 'b', 'c']) {
      end(key)
      await vi.advanceTimersByTimeAsync(0)
    }
    expect(begun).toEqual(['a', 'b', 'c'])
    expect(await Promise.all(all)).toEqual(['a rendered', 'b rendered', 'c rendered'])
    void render('d')
    expect(begun).toContain('d')
  })

  it('takes what a reader waits for first', async () => {
    const { queue, begun, render, end } = fixture()
    for (const key of ['a', 'b', 'c']) void render(key)
    queue.hurry('c', 'us')
    queue.hurry('not there', 'us')
    end('a')
    await vi.advanceTimersByTimeAsync(0)
    expect(begun).toEqual(['a', 'c'])
  })

  it('begins the next one beside a render that takes long, and only one', async () => {
    const { begun, render, end } = fixture()
    for (const key of ['a', 'b', 'c', 'd']) void render(key)
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
    const { begun, render, fail } = fixture()
    const first = expect(render('a')).rejects.toThrow('the database is gone')
    void render('b')
    fail('a')
    await first
    await vi.advanceTimersByTimeAsync(0)
    expect(begun).toEqual(['a', 'b'])
  })
})

describe('what is only asked for', () => {
  it('waits until all that has changed is rendered', async () => {
    const { begun, render, finish } = fixture()
    void render('asked 1', 'a')
    void render('asked 2', 'a')
    for (const key of ['changed 1', 'changed 2']) void render(key)
    expect(begun).toEqual(['asked 1', 'changed 1'])
    await finish('asked 1')
    await finish('changed 1')
    expect(begun).toEqual(['asked 1', 'changed 1', 'changed 2'])
    await finish('changed 2')
    expect(begun.at(-1)).toBe('asked 2')
  })

  it('has a turn for everybody who asks, however much one of them asks for', async () => {
    const { begun, render, finish } = fixture()
    for (const key of ['a1', 'a2', 'a3']) void render(key, 'a')
    void render('b1', 'b')
    for (const key of ['a1', 'a2', 'b1']) await finish(key)
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3'])
  })

  it('is bounded, and who asks most gives way', async () => {
    const { render, begun, finish } = fixture()
    void render('a0', 'a')
    const own = ['a1', 'a2', 'a3', 'a4'].map(key => render(key, 'a').catch(error => error))
    const other = render('b1', 'b')
    expect(await own[3]).toBeInstanceOf(QueueFull)
    expect(await render('a5', 'a').catch(error => error)).toBeInstanceOf(QueueFull)
    for (const key of ['a0', 'a1']) await finish(key)
    expect(begun.at(-1)).toBe('b1')
    await finish('b1')
    expect(await other).toBe('b1 rendered')
  })

  it('leaves the thread to others once its budget is spent', async () => {
    const { begun, render, finish, allow } = fixture()
    allow(1)
    void render('a1', 'a')
    void render('a2', 'a')
    await finish('a1')
    expect(begun).toEqual(['a1'])
    void render('changed')
    expect(begun).toEqual(['a1', 'changed'])
    await finish('changed')
    allow(1)
    await vi.advanceTimersByTimeAsync(40)
    expect(begun).toEqual(['a1', 'changed', 'a2'])
  })

  it('goes first once it has changed', async () => {
    const { queue, begun, render, finish } = fixture()
    void render('a1', 'a')
    void render('a2', 'a')
    void render('a3', 'a')
    queue.promote('a3')
    await vi.advanceTimersByTimeAsync(0)
    expect(begun).toEqual(['a1', 'a3'])
    await finish('a1')
    expect(begun).toEqual(['a1', 'a3'])
  })

  it('that takes long keeps nobody else out', async () => {
    const { begun, render } = fixture()
    for (let i = 0; i < 12; i++) {
      render(`slow ${i}`, 'a').catch(() => {})
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(begun).toHaveLength(8)
    void render('b1', 'b')
    await vi.advanceTimersByTimeAsync(100)
    expect(begun.at(-1)).toBe('b1')
  })

  it('of many that take long keeps nobody out who has nothing under way', async () => {
    const { begun, render } = fixture()
    for (let i = 0; i < 32; i++) {
      render(`slow ${i}`, `a${i % 4}`).catch(() => {})
      await vi.advanceTimersByTimeAsync(100)
    }
    render('a0 again', 'a0').catch(() => {})
    void render('b1', 'b')
    await vi.advanceTimersByTimeAsync(100)
    expect(begun).toHaveLength(33)
    expect(begun.at(-1)).toBe('b1')
  })

  it('that others wait for too stands where the first of them would have it', async () => {
    const { queue, begun, render, finish } = fixture()
    for (const key of ['a1', 'a2', 'a3', 'a4']) void render(key, 'a')
    queue.hurry('a4', 'b')
    await finish('a1')
    await finish('a2')
    expect(begun).toEqual(['a1', 'a2', 'a4'])
  })
})
