import { describe, expect, it } from 'vitest'
import { LiveStream } from '#lib/front/live/live-stream.ts'
import type { RenderedAnswer } from '#lib/front/page.ts'
import { PageCache } from '#lib/front/page-cache.ts'
import { createRefresh } from '#lib/front/refresh.ts'

/** Everybody may read. */
const gate = { readAgain: async () => 'public' as const }

async function fixture(groups: string[] = []) {
  let renders = 0
  const render = async (key: string): Promise<RenderedAnswer> => {
    renders += 1
    return { status: 200, contentType: 'text/html', body: Buffer.from(`${key} ${renders}`) }
  }
  const pages = new PageCache({
    limits: { hotReads: 0 },
    render,
  })
  await pages.get('/', '/', 'us')
  const noted: string[] = []
  const note = (paths: readonly string[]) => void noted.push(...paths)
  const told: (readonly string[])[] = []
  const live = Object.assign(new LiveStream(), { send: (paths: readonly string[]) => void told.push(paths) })
  return {
    refresh: createRefresh(pages, live, { note, groups: () => groups }, gate).refresh,
    renders: () => renders,
    told,
    noted,
  }
}

describe('refreshing the pages of a change', () => {
  it('renders a change once that is heard of twice, and both wait for it', async () => {
    const { refresh, renders, told } = await fixture()
    const before = renders()
    const change = { id: 'a', paths: ['/'] }
    const own = refresh(change).then(() => renders() - before)
    const heard = refresh({ ...change, paths: ['*'] }).then(() => renders() - before)
    expect(await Promise.all([own, heard])).toEqual([1, 1])
    expect(told).toEqual([['/']])
    await refresh(change)
    expect(renders() - before).toBe(1)
  })

  it('knows what all pages show before it makes them, where anything may have changed', async () => {
    let [known, name] = ['old', 'old']
    const render = async (): Promise<RenderedAnswer> => {
      return { status: 200, contentType: 'text/html', body: Buffer.from(known) }
    }
    const pages = new PageCache({ limits: { hotReads: 0 }, render })
    await pages.get('/', '/', 'us')
    name = 'new'
    const reload = async () => {
      known = name
    }
    const { refresh } = createRefresh(
      pages,
      new LiveStream(),
      { note: () => {}, groups: () => [] },
      gate,
      reload,
    )
    await refresh({ id: 'a', paths: ['/'] })
    expect(pages.peek('/')?.identity.bytes.toString()).toBe('old')
    await refresh({ id: 'b', paths: ['*'] })
    expect(pages.peek('/')?.identity.bytes.toString()).toBe('new')
  })

  it('renders again for every other change', async () => {
    const { refresh, renders, told } = await fixture()
    const before = renders()
    for (const id of ['a', 'b']) await refresh({ id, paths: ['/'] })
    expect(renders() - before).toBe(2)
    expect(told).toEqual([['/'], ['/']])
  })

  it('draws the picture of a page anew, and no reader waits for it', async () => {
    const drawn: string[] = []
    const render = (key: string): Promise<RenderedAnswer> => {
      drawn.push(key)
      const isSlow = drawn.length > 1 && key === '/card/site.png'
      return isSlow
        ? new Promise(() => {})
        : Promise.resolve({ status: 200, contentType: 'text/html', body: Buffer.from(key) })
    }
    const pages = new PageCache({ limits: { hotReads: 0 }, render })
    await pages.get('/card/site.png', '/picture-of/', 'us')
    const told: (readonly string[])[] = []
    const live = Object.assign(new LiveStream(), {
      send: (paths: readonly string[]) => void told.push(paths),
    })
    await createRefresh(pages, live, { note: () => {}, groups: () => [] }, gate).refresh({
      id: 'a',
      paths: ['/'],
    })
    expect(told).toEqual([['/']])
    await expect.poll(() => drawn).toEqual(['/card/site.png', '/card/site.png'])
  })

  it('makes what a change names known before anything is rendered', async () => {
    const { refresh, noted } = await fixture()
    void refresh({ id: 'a', paths: ['/posts/new', '/'] })
    expect(noted).toEqual(['/posts/new', '/'])
  })

  it('takes the pages of groups for changed with the board, and names them to their readers', async () => {
    const { refresh, told } = await fixture(['/groups/web', '/groups/mail'])
    await refresh({ id: 'a', paths: ['/servers/web07', '/'] })
    await refresh({ id: 'b', paths: ['/posts/x'] })
    expect(told).toEqual([['/servers/web07', '/', '/groups/web', '/groups/mail'], ['/posts/x']])
  })

  it('tells nobody of a change without pages', async () => {
    const { refresh, renders, told } = await fixture()
    const before = renders()
    await refresh({ id: 'a', paths: [] })
    expect([renders() - before, told]).toEqual([0, []])
  })
})

it.each(['public', 'customers', null] as const)(
  'a change that may be any asks anew who may read: %s',
  async readership => {
    let isSentAway = false
    const sendReadersAway = () => {
      isSentAway = true
    }
    const live = Object.assign(new LiveStream(), { sendReadersAway })
    const pages = new PageCache({
      render: async () => ({ status: 200, contentType: 'text/html', body: Buffer.from('') }),
    })
    const asked = {
      readAgain: () => (readership ? Promise.resolve(readership) : Promise.reject(new Error('away'))),
    }
    const { refresh } = createRefresh(pages, live, { note: () => {}, groups: () => [] }, asked)
    await refresh({ id: 'a', paths: ['*'] })
    expect(isSentAway).toBe(readership !== 'public')
    live.close()
    pages.close()
  },
)
