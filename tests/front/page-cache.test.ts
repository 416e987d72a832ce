import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { RenderedAnswer } from '#lib/front/page.ts'
import { PageCache } from '#lib/front/page-cache.ts'
import { QueueFull, RenderQueue } from '#lib/front/rendering/render-queue.ts'

type Render = { key: string; answer(body: string, status?: number): void; fail(why: string): void }

/** A page that could not be rendered is none. */
function unlessFull(error: unknown): undefined {
  if (error instanceof QueueFull) throw error
}

/** A cache whose renders the test ends by hand, and whose clock it moves. */
function fixture(limits: ConstructorParameters<typeof PageCache>[0]['limits'] = {}, mostAsked = 100) {
  const renders: Render[] = []
  const said: string[] = []
  let now = 1_000_000
  const cache = new PageCache({
    render: key =>
      new Promise<RenderedAnswer>((resolve, reject) => {
        renders.push({
          key,
          answer: (body, status = 200) =>
            resolve({ status, contentType: 'text/html; charset=utf-8', body: Buffer.from(body) }),
          fail: why => reject(new Error(why)),
        })
      }),
    queue: new RenderQueue({ most: mostAsked }),
    nowMs: () => now,
    limits: { hotReads: 0, ...limits },
    say: sentence => void said.push(sentence),
  })
  return {
    cache,
    renders,
    said,
    pass: (ms: number) => {
      now += ms
    },
    last: () => renders.at(-1) as Render,
    async read(key = '/') {
      const page = await cache.get(key, key, 'us').catch(unlessFull)
      // The next one is made after those who waited have been answered.
      await turn()
      return page?.identity.bytes.toString()
    },
    async filled(body = 'old', key = '/', path = key) {
      const reading = cache.get(key, path, 'us')
      renders.at(-1)?.answer(body)
      await reading
      await turn()
    },
  }
}

describe('the page cache', () => {
  it('renders once for many readers at a time', async () => {
    const { cache, renders, last } = fixture()
    const readers = Array.from({ length: 50 }, () => cache.get('/', '/', 'us'))
    expect(renders).toHaveLength(1)
    last().answer('a')
    const pages = await Promise.all(readers)
    expect(new Set(pages).size).toBe(1)
    expect(renders).toHaveLength(1)
  })

  it('gives the new page to the first reader after an invalidation', async () => {
    const site = fixture()
    await site.filled('old')
    const told = site.cache.invalidate(['/'])
    const reading = site.read()
    site.last().answer('new')
    await told
    expect(await reading).toBe('new')
    expect(await site.read()).toBe('new')
  })

  it('renders again when an invalidation lands during a render', async () => {
    const site = fixture()
    await site.filled('old')
    const first = site.cache.invalidate(['/'])
    const second = site.cache.invalidate(['/'])
    site.last().answer('between')
    await first
    await expect.poll(() => site.renders.length).toBe(3)
    site.last().answer('newest')
    await second
    expect(await site.read()).toBe('newest')
  })

  it('keeps the last good page while rendering fails, and recovers by itself', async () => {
    const site = fixture({ firstRetryMs: 1 })
    await site.filled('good')
    const told = site.cache.invalidate(['/'])
    site.last().fail('the database is gone')
    await told
    expect(await site.read()).toBe('good')
    expect(site.said[0]).toContain('the last good page is kept')
    await expect.poll(() => site.renders.length).toBe(3)
    site.last().answer('back')
    await expect.poll(() => site.read()).toBe('back')
    await expect.poll(() => site.said.at(-1)).toContain('renders again')
  })

  it('has no page, and no entry, for what never rendered', async () => {
    const site = fixture()
    const reading = site.read()
    site.last().fail('no')
    expect(await reading).toBeUndefined()
    expect(site.cache.size.entries).toBe(0)
  })

  it('remembers for a while that an address has no page', async () => {
    const site = fixture({ missingMs: 10_000 })
    const reading = site.cache.get('/x', '/x', 'us')
    site.last().answer('nothing here', 404)
    expect((await reading)?.status).toBe(404)
    expect(site.cache.peek('/x')?.status).toBe(404)
    site.pass(10_001)
    expect(site.cache.peek('/x')).toBeUndefined()
  })

  it('makes a changed page at once where many read it, and else for the first who asks', async () => {
    const site = fixture({ hotReads: 2, watchedMs: 10_000 })
    await site.filled('old')
    site.pass(10_001)
    await site.cache.invalidate(['/'])
    expect(site.renders).toHaveLength(1)
    expect(site.cache.peek('/')).toBeUndefined()
    const reading = site.read()
    site.last().answer('new')
    expect(await reading).toBe('new')
    for (let i = 0; i < 3; i++) site.cache.peek('/')
    const told = site.cache.invalidate(['/'])
    expect(site.renders).toHaveLength(3)
    site.last().answer('newest')
    await told
    expect(site.cache.peek('/')?.identity.bytes.toString()).toBe('newest')
  })

  it('makes the few that a change names first where somebody has just read them', async () => {
    const site = fixture({ hotReads: 2, mostWatched: 2, watchedMs: 10_000 })
    for (const key of ['/unread', '/a', '/b', '/c']) await site.filled('old', key)
    site.pass(10_001)
    for (const key of ['/a', '/b', '/c']) site.cache.peek(key)
    const told = site.cache.invalidate(['/unread', '/a', '/b', '/c'])
    expect(site.renders.slice(4).map(({ key }) => key)).toEqual(['/a'])
    site.last().answer('new')
    await told
    expect(site.cache.peek('/a')?.identity.bytes.toString()).toBe('new')
    expect(site.renders).toHaveLength(5)
  })

  it('makes of several pages that change with one path the most read first', async () => {
    const site = fixture()
    for (const key of ['/a.json', '/b.json', '/c.json']) await site.filled('old', key, '/')
    for (let i = 0; i < 100; i++) site.cache.peek('/b.json')
    const told = site.cache.invalidate(['/'])
    expect(site.last().key).toBe('/b.json')
    for (const key of ['/b.json', '/a.json', '/c.json']) {
      await expect.poll(() => site.last().key).toBe(key)
      site.last().answer('new')
    }
    await told
  })

  it('drops what nobody has read for long instead of rendering it', async () => {
    const site = fixture({ hotMs: 60_000 })
    await site.filled()
    site.pass(60_001)
    await site.cache.invalidate(['/'])
    expect(site.renders).toHaveLength(1)
    expect(site.cache.size).toEqual({ entries: 0, bytes: 0 })
  })

  it('invalidates every variant of a path, and only that path', async () => {
    const site = fixture()
    for (const key of ['/posts', '/posts?page=2']) await site.filled(key, key, '/posts')
    await site.filled('board', '/')
    const told = site.cache.invalidate(['/posts'])
    for (const key of ['/posts', '/posts?page=2']) {
      await expect.poll(() => site.last().key).toBe(key)
      site.last().answer('new')
    }
    await told
    expect(site.renders).toHaveLength(5)
  })

  it('stays within its number of entries', async () => {
    const site = fixture({ entries: 20 })
    for (let i = 0; i < 100; i++) {
      await site.filled('a', `/servers/${i}`)
      site.pass(1)
    }
    expect(site.cache.size.entries).toBeLessThanOrEqual(20)
  })
})

describe('when more is asked for than can be rendered', () => {
  it('says so where there is no page, and keeps no entry', async () => {
    const site = fixture({}, 0)
    const first = site.cache.get('/first', '/first', 'us')
    await expect(site.cache.get('/second', '/second', 'us')).rejects.toBeInstanceOf(QueueFull)
    expect(site.cache.size.entries).toBe(1)
    site.last().answer('first')
    expect((await first)?.status).toBe(200)
    expect(site.said).toEqual([])
  })

  it('gives the last good page of what is only old, and tries again for the next reader', async () => {
    const site = fixture({ freshMs: 60_000 }, 0)
    await site.filled('good', '/')
    const first = site.cache.get('/first', '/first', 'us')
    site.pass(60_001)
    expect(await site.read()).toBe('good')
    expect(await site.read()).toBe('good')
    site.last().answer('first')
    await first
    await turn()
    expect(await site.read()).toBe('good')
    await expect.poll(() => site.last().key).toBe('/')
    site.last().answer('new')
    await expect.poll(() => site.read()).toBe('new')
  })

  it('renders what has changed all the same', async () => {
    const site = fixture({}, 0)
    await site.filled('old', '/')
    const first = site.cache.get('/first', '/first', 'us')
    const told = site.cache.invalidate(['/'])
    expect(site.last().key).toBe('/')
    site.last().answer('new')
    await told
    expect(await site.read()).toBe('new')
    site.renders.find(({ key }) => key === '/first')?.answer('first')
    await first
  })
})

it('an old page is given to all readers while it is rendered anew', async () => {
  const site = fixture({ freshMs: 60_000 })
  await site.filled('old')
  site.pass(60_001)
  expect([await site.read(), await site.read()]).toEqual(['old', 'old'])
  expect(site.renders).toHaveLength(2)
  site.last().answer('new')
  await expect.poll(() => site.read()).toBe('new')
})

describe('pages in other languages', () => {
  const isTranslated = (key: string) => /^\/[a-z]{2}\//.test(key)

  /** A cache that has one path in four languages, read as often as is said. */
  async function spoken(reads: Record<string, number>) {
    const begun: string[] = []
    const ends = new Map<string, (body: string) => void>()
    const cache = new PageCache({
      isTranslated,
      queue: new RenderQueue({ isTranslated }),
      limits: { hotReads: 2 },
      render: key =>
        new Promise<RenderedAnswer>(resolve => {
          begun.push(key)
          ends.set(key, body => resolve({ status: 200, contentType: 'text/html', body: Buffer.from(body) }))
        }),
    })
    const end = (key: string, body: string) => ends.get(key)?.(body)
    for (const [key, count] of Object.entries(reads)) {
      const reading = cache.get(key, key.replace(/^\/[a-z]{2}\//, '/'), 'us')
      end(key, 'old')
      await reading
      await turn()
      for (let i = 0; i < count; i++) cache.peek(key)
    }
    begun.length = 0
    return { cache, begun, end }
  }

  it('are made behind those of the site’s own over all paths, the most read first, and nobody waits for them', async () => {
    const { cache, begun, end } = await spoken({
      '/de/': 5,
      '/fr/': 20,
      '/fi/': 0,
      '/': 5,
      '/de/servers/a': 50,
      '/servers/a': 5,
    })
    const told = cache.invalidate(['/', '/servers/a'])
    for (const key of ['/', '/servers/a']) {
      await expect.poll(() => begun.at(-1)).toBe(key)
      end(key, 'new')
    }
    await told
    for (const key of ['/de/servers/a', '/fr/', '/de/']) {
      await expect.poll(() => begun.at(-1)).toBe(key)
      expect(cache.peek(key)).toBeUndefined()
      end(key, 'new')
      await expect.poll(() => cache.peek(key)?.identity.bytes.toString()).toBe('new')
    }
    await turn()
    // What few read is made when somebody asks, and is never given as it was.
    expect(begun).toHaveLength(5)
    expect(cache.peek('/fi/')).toBeUndefined()
    const reading = cache.get('/fi/', '/', 'us')
    end('/fi/', 'new')
    expect((await reading).identity.bytes.toString()).toBe('new')
  })

  it('are given new to who asks while they wait for their turn', async () => {
    const { cache, begun, end } = await spoken({ '/': 5, '/de/': 5, '/fr/': 6 })
    const told = cache.invalidate(['/'])
    const reading = cache.get('/de/', '/', 'us')
    end('/', 'new')
    await told
    await expect.poll(() => begun).toEqual(['/', '/de/'])
    end('/de/', 'new')
    expect((await reading).identity.bytes.toString()).toBe('new')
  })
})
