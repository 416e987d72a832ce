import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { readLatestHistory, readMonthHistory } from '#db/reads/posts/history.ts'
import { readNeighbours } from '#db/reads/posts/neighbours.ts'
import { readPostPage } from '#db/reads/posts/post-page.ts'
import { searchPosts } from '#db/reads/posts/search.ts'
import { maintenance } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { reviews } from '#db/schema/review.ts'
import { wordsOf } from '#db/schema/searchable.ts'
import { updates } from '#db/schema/update.ts'
import { readPostSearch } from '#lib/rules/posts/search.ts'
import { later } from '#lib/rules/time/time.ts'
import { secret, troubledWorld } from '#tests/documents/documents-world.ts'
import { ago, now, planned } from '#tests/support/world/public-world.ts'

let db: Database

const advisory = (slug: string, at: string, title: string) => ({
  id: slug,
  slug,
  kind: 'advisory' as const,
  title,
  visibility: 'published' as const,
  startedAt: new Date('2020-01-01T00:00:00Z'),
  publishedAt: new Date(at),
})

beforeAll(async () => {
  db = await troubledWorld()
  await planned(db, 'not-yet', 'web01', 'published')
  await db
    .update(maintenance)
    .set({ announceAt: later(now, 3600) })
    .where(eq(maintenance.id, 'not-yet'))
  await planned(db, 'in-april', 'web02', 'published')
  await db
    .update(posts)
    .set({ startedAt: new Date('2026-04-02T01:00:00Z') })
    .where(eq(posts.id, 'in-april'))
  await db
    .insert(posts)
    .values([
      advisory('late', '2026-02-28T23:30:00Z', 'Rebooting the racks'),
      advisory('old', '2025-11-05T10:00:00Z', 'An old exploit'),
      { ...advisory('pinned', '2025-11-06T10:00:00Z', 'Read this'), pinnedUntil: later(now, 9000) },
    ])
  await db.insert(updates).values({ postId: 'old', body: 'The kernels of all machines are patched.' })
})

const slugs = (found: { slug: string }[] | undefined) => found?.map(post => post.slug)
const month = (name: string, zone = 'UTC', page = 1) => readMonthHistory({ month: name, page, zone }, now, db)

describe('the history', () => {
  it('begins with what is pinned, then has the months from what is planned back to the last one', async () => {
    const { pinned, months } = await readLatestHistory('UTC', now, db)
    expect(slugs(pinned)).toEqual(['pinned'])
    expect(months.map(each => [each.month, slugs(each.posts)])).toEqual([
      ['2026-04', ['in-april']],
      ['2026-03', ['public-work', 'down']],
      ['2026-02', ['late']],
    ])
    expect(months.at(-1)?.earlier).toBe('2025-11')
  })

  it('has each post in the month of the clocks of the site', async () => {
    expect(slugs((await month('2026-02'))?.posts)).toEqual(['late'])
    const berlin = await month('2026-03', 'Europe/Berlin')
    expect(slugs(berlin?.posts)).toEqual(['public-work', 'down', 'late'])
    expect(berlin).toMatchObject({ earlier: '2025-11', later: '2026-04', page: 1, pages: 1 })
  })

  it('has quiet months between, and none before the first, after the last or beyond the last page', async () => {
    expect(await month('2026-01')).toMatchObject({ times: [], earlier: '2025-11', later: '2026-02' })
    expect(await month('2025-10')).toBeNull()
    expect(await month('2026-05')).toBeNull()
    expect(await month('2026-03', 'UTC', 2)).toBeNull()
  })

  it('has nothing that is hidden or not announced, and no page of it', async () => {
    const all = [await readLatestHistory('UTC', now, db), await month('2026-03')]
    expect(JSON.stringify(all)).not.toMatch(new RegExp(`${secret}|not-yet`))
    expect(await readPostPage('not-yet', now, db)).toBeNull()
    expect(await readPostPage('not-yet', later(now, 3600), db)).not.toBeNull()
  })

  it('has a month in pages of a hundred, each post on one of them', async () => {
    const at = (index: number) => new Date(Date.UTC(2024, 4, 1, 0, index)).toISOString()
    const many = Array.from({ length: 101 }, (_, index) => advisory(`m${index}`, at(index), 'many'))
    await db.insert(posts).values(many)
    const [first, second] = [await month('2024-05'), await month('2024-05', 'UTC', 2)]
    expect([first?.pages, first?.times.length, first?.posts.length]).toEqual([2, 101, 100])
    expect(slugs(second?.posts)).toEqual(['m0'])
    expect(slugs(first?.posts)?.[0]).toBe('m100')
  })
})

it('each post has those before and after it, and none that readers may not open', async () => {
  const beside = async (id: string, at: Date) => {
    const { earlier, later: next } = await readNeighbours({ id, at }, now, db)
    return [earlier?.slug, next?.slug]
  }
  expect(await beside('public-work', ago(10))).toEqual(['down', 'in-april'])
  expect(await beside('down', ago(20))).toEqual(['late', 'public-work'])
  expect(await beside('in-april', new Date('2026-04-02T01:00:00Z'))).toEqual(['public-work', undefined])
})

describe('a search', () => {
  const find = async (fields: Parameters<typeof readPostSearch>[0]) => {
    const found = await searchPosts(readPostSearch(fields), now, db)
    return found.is === 'found' ? slugs(found.posts) : found.is
  }

  it('finds words of titles and updates in all their forms, and nothing that readers do not see', async () => {
    expect(await find({ q: 'reboot rack' })).toEqual(['late'])
    expect(await find({ q: 'patched kernel' })).toEqual(['old'])
    expect(await find({ q: '"words of down"' })).toEqual(['down'])
    expect(await find({ q: 'exploit or reboot' })).toEqual(['late', 'old'])
    expect(await find({ q: secret })).toEqual([])
    expect(await find({ q: 'title of not-yet' })).not.toContain('not-yet')
  })

  it('finds what a file says and what a review says as readers see it, and shows where', async () => {
    const text = `${'Nothing of note. '.repeat(50)}The **rotor** of a [fan](https://example.com/zebra) was <Callout tone="note">loose</Callout>.`
    await db.update(posts).set({ filePath: 'late.mdx', fileText: text }).where(eq(posts.id, 'late'))
    await db.insert(reviews).values([
      { postId: 'down', body: 'A *fuse* was too small.', publishedAt: now },
      { postId: 'old', body: 'A fuse of before.', publishedAt: now, withdrawnAt: now },
      { postId: 'public-work', draft: 'The fuse of a draft.' },
    ])
    expect(await find({ q: 'loose rotors' })).toEqual(['late'])
    expect(await find({ q: 'fuse' })).toEqual(['down'])
    const hitsOf = async (q: string) => {
      const found = await searchPosts(readPostSearch({ q }), now, db)
      return found.is === 'found'
        ? [...found.hits].map(([id, hit]) => [
            id,
            hit.map(each => (each.isFound ? `[${each.text}]` : each.text)).join(''),
          ])
        : []
    }
    expect(await hitsOf('fuse')).toEqual([['down', 'A [fuse] was too small.']])
    expect(await hitsOf('patched kernel')).toEqual([['old', 'The [kernels] of all machines are [patched].']])
    const [[, excerpt] = []] = await hitsOf('loose rotor')
    expect(excerpt).toMatch(/The \[rotor\] of a fan +was +\[loose\]/)
    expect(excerpt?.length).toBeLessThan(400)
    // A title alone is marked by nothing: it stands there.
    expect(await hitsOf('rebooting racks')).toEqual([])
  })

  it('of the longest texts answers, and shows the beginning', async () => {
    const many = Array.from({ length: 30_000 }, (_, index) => `w${index}`)
      .join(' ')
      .slice(0, 200_000)
    await db
      .update(posts)
      .set({ fileText: `lantern ${many}` })
      .where(eq(posts.id, 'late'))
    const found = await searchPosts(readPostSearch({ q: 'lantern' }), now, db)
    expect(found).toMatchObject({ total: 1 })
    expect(JSON.stringify(found).length).toBeLessThan(2_000)
  })

  it('can be of a kind and of a server by any of its names', async () => {
    expect(await find({ kind: 'incident' })).toEqual(['down'])
    expect(await find({ server: 'WEB01', kind: 'incident' })).toEqual(['down'])
    expect(await find({ server: 'old.example-host.net', kind: 'maintenance' })).toEqual([])
    expect(await find({ server: 'web03.example-host.net', kind: 'maintenance' })).toEqual(['public-work'])
    expect(await find({ server: 'web99' })).toBe('unknown-server')
  })

  it.each(["' or 1=1 --", '((("', '& | ! :*', '\\', '%_%', '\u{1F525}', 'a'.repeat(9_999), '-', '"'])(
    'for %j fails for nobody',
    async q => expect(await find({ q, server: '' })).toBeInstanceOf(Array),
  )

  it('uses the index of the words', async () => {
    const { rows } = await db.transaction(async tx => {
      await tx.execute('set local enable_seqscan = off')
      return tx.execute(
        sql`explain select id from posts where ${wordsOf(posts)} @@ websearch_to_tsquery('english', 'reboot')`,
      )
    })
    expect(JSON.stringify(rows)).toContain('posts_words')
  })
})
