import { eq } from 'drizzle-orm'
import { parseFeed } from 'feedsmith'
import { SaxesParser } from 'saxes'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { posts } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'
import { updates } from '#db/schema/update.ts'
import { writeDocument } from '#lib/documents/write-document.ts'
import { later } from '#lib/rules/time/time.ts'
import { now } from '#tests/support/world/public-world.ts'
import { calmWorld, readDocument, troubledWorld } from './documents-world.ts'

const stems = ['', '/servers/web01.example-host.net', '/groups/rack']
const all = stems.flatMap(stem =>
  ['rss', 'atom', 'json'].flatMap(format => [
    stem === '' ? (format === 'json' ? '/feed.json' : `/history.${format}`) : `${stem}.${format}`,
    `${stem}/updates.${format}`,
  ]),
)

/** What a reader of feeds keeps of an item, whatever the format is. */
type Item = { id: string; title: string; content: string; changedAt: string }

/** Read by a program that does not know how it was written. */
async function itemsAt(db: Database, address: string): Promise<Item[]> {
  const { format, feed } = parseFeed((await readDocument(db, address)).text)
  const at = (value: string | Date | undefined) => new Date(value ?? Number.NaN).toISOString()
  if (format === 'rss')
    return (feed.items ?? []).map(({ guid, title, description, pubDate }) => {
      return { id: guid?.value ?? '', title: title ?? '', content: description ?? '', changedAt: at(pubDate) }
    })
  if (format === 'atom')
    return (feed.entries ?? []).map(({ id = '', title, content, updated }) => {
      return { id, title: title?.value ?? '', content: content?.value ?? '', changedAt: at(updated) }
    })
  if (format === 'json')
    return (feed.items ?? []).map(({ id = '', title = '', content_html = '', date_modified }) => {
      return { id, title, content: content_html, changedAt: at(date_modified) }
    })
  throw new Error(`${address} is ${format}.`)
}

let world: Database
beforeAll(async () => {
  world = await troubledWorld()
})

describe.each(all)('%s', address => {
  it('is what its ending says, well formed, with all that its format demands, each item with an id of its own', async () => {
    const { text, contentType } = await readDocument(world, address)
    const kind = address.slice(address.lastIndexOf('.') + 1)
    const named = { rss: 'application/rss+xml', atom: 'application/atom+xml', json: 'application/feed+json' }
    expect(contentType).toBe(`${named[kind as keyof typeof named]}; charset=utf-8`)
    expect(parseFeed(text).format).toBe(kind)
    if (kind !== 'json') new SaxesParser({ xmlns: true }).write(text).close()
    const items = await itemsAt(world, address)
    expect(items.length).toBeGreaterThan(0)
    expect(new Set(items.map(item => item.id)).size).toBe(items.length)
    for (const item of items) expect(item.title !== '' && item.content.startsWith('<p>')).toBe(true)
  })

  it('is the same while nothing changes, whatever the time is', async () => {
    const then = await writeDocument(address, { db: world, now: later(now, 60) })
    expect(then.body.toString()).toBe((await readDocument(world, address)).text)
  })
})

describe('a reader that knows ids', () => {
  it.each(['rss', 'atom', 'json'])(
    'sees in %s that an incident is resolved: revised there, and as a new item here',
    async format => {
      const db = await troubledWorld()
      const history = format === 'json' ? '/feed.json' : `/history.${format}`
      const before = { history: await itemsAt(db, history), updates: await itemsAt(db, `/updates.${format}`) }
      await resolve(db)
      const after = { history: await itemsAt(db, history), updates: await itemsAt(db, `/updates.${format}`) }

      expect(after.history.map(item => item.id)).toEqual(before.history.map(item => item.id))
      const [was, is] = [before, after].map(({ history: items }) =>
        items.find(({ title }) => title === 'title of down'),
      )
      expect(is?.content).toContain('<strong>Resolved</strong> - It is over.')
      expect(Date.parse(is?.changedAt ?? '')).toBeGreaterThan(Date.parse(was?.changedAt ?? ''))

      const known = new Set(before.updates.map(item => item.id))
      expect(after.updates.filter(item => !known.has(item.id)).map(item => item.title)).toEqual([
        'Resolved: title of down',
      ])
      const stays = new Map(after.updates.map(item => [item.id, item]))
      for (const item of before.updates) expect(stays.get(item.id)).toEqual(item)
    },
  )

  it('finds the same ids when titles, names and words were changed', async () => {
    const db = await troubledWorld()
    const ids = () => Promise.all(all.map(async address => (await itemsAt(db, address)).map(item => item.id)))
    const before = await ids()
    await db.update(posts).set({ title: 'another title' })
    await db.update(servers).set({ label: 'renamed' }).where(eq(servers.id, 'web01'))
    await db.update(groups).set({ name: 'Another rack' })
    await db.update(updates).set({ body: 'other words', correctedAt: now })
    expect(await ids()).toEqual(before)
  })
})

async function resolve(db: Database): Promise<void> {
  const at = new Date(Date.now() + 60_000)
  await db.insert(updates).values({ postId: 'down', phase: 'resolved', body: 'It is over.', createdAt: at })
  await db.update(posts).set({ phase: 'resolved', resolvedAt: at, updatedAt: at }).where(eq(posts.id, 'down'))
}

describe('the history', () => {
  it('is in the form of Statuspage: ids, the newest passage first, the end of maintenance', async () => {
    const db = await troubledWorld()
    const atom = (await readDocument(db, '/history.atom')).text
    expect(atom).toContain('<id>tag:localhost,2005:/history</id>\n<title>Allclear - Incident History</title>')
    expect(atom).toContain('<id>tag:localhost,2005:Incident/down</id>')
    const rss = (await readDocument(db, '/history.rss')).text
    expect(rss).toContain('<guid>http://localhost:3000/posts/down</guid>')
    expect(rss).toContain('<maintenanceEndDate>Tue, 10 Mar 2026 15:30:00 GMT</maintenanceEndDate>')
    const [, work] = await itemsAt(db, '/history.rss')
    expect(work?.content).toBe(
      '<p><strong>Planned for 10 Mar 2026, 14:20 UTC to 10 Mar 2026, 15:30 UTC.</strong></p>' +
        "<p><small>Mar <var data-var='date'>10</var>, <var data-var='time'>14:20</var> UTC</small><br>" +
        '<strong>In progress</strong> - Until about 10 Mar 2026, 15:30 UTC.</p>' +
        "<p><small>Mar <var data-var='date'>10</var>, <var data-var='time'>13:00</var> UTC</small><br>" +
        '<strong>Planned</strong> - Planned for 10 Mar 2026, 14:20 UTC to 10 Mar 2026, 15:30 UTC.</p>',
    )
  })

  it('holds what XML cannot say, and tags in titles, without breaking', async () => {
    const db = await troubledWorld()
    const title = 'A <b>bold</b> & “odd” \u0001\u000b\ufffe ]]> title'
    await db.update(posts).set({ title }).where(eq(posts.id, 'down'))
    await db.update(updates).set({ body: 'words \u0002 <b> ]]> & more' })
    for (const address of ['/history.rss', '/history.atom', '/updates.rss', '/updates.atom']) {
      const { text } = await readDocument(db, address)
      new SaxesParser({ xmlns: true }).write(text).close()
      const [first] = await itemsAt(db, address)
      expect(first?.title).toContain('A <b>bold</b> & “odd”  ]]> title')
      expect(first?.content).not.toContain('<b>')
    }
  })

  it('of a post of hundreds of updates has the newest, and says where the others are', async () => {
    const db = await troubledWorld()
    const at = (place: number) => new Date(Date.now() + place * 1000)
    const many = Array.from({ length: 300 }, (_, place) => ({ body: `word ${place}.`, createdAt: at(place) }))
    await db.insert(updates).values(many.map(update => ({ postId: 'down', ...update })))
    const item = (await itemsAt(db, '/history.rss')).find(({ title }) => title === 'title of down')
    expect(item?.content).toContain('- word 299.</p>')
    expect(item?.content.match(/<small>/g)).toHaveLength(25)
    expect(item?.content).toMatch(/<p>What was said before is on the page of this post\.<\/p>$/)
    expect(await itemsAt(db, '/updates.rss')).toHaveLength(50)
  })

  it('is of one server alone under its name, and empty where all was well', async () => {
    const db = await troubledWorld()
    const titles = async (address: string) => (await itemsAt(db, address)).map(item => item.title)
    expect(await titles('/servers/web01.example-host.net.rss')).toEqual(['title of down'])
    expect(await titles('/servers/web03.example-host.net.rss')).toEqual(['title of public-work'])
    expect(await titles('/servers/web02.example-host.net.rss')).toEqual([])
    expect((await itemsAt(await calmWorld(), '/history.atom')).length).toBe(0)
  })

  it('leads from a former name to the one of now, and is 404 in its own form under no name of ours', async () => {
    const db = await calmWorld()
    expect(await readDocument(db, '/servers/old.example-host.net/updates.atom')).toMatchObject({
      status: 308,
      location: '/servers/web01.example-host.net/updates.atom',
    })
    for (const address of ['/servers/nobody.rss', '/groups/nowhere/updates.atom', '/groups/nowhere.json']) {
      const { status, text } = await readDocument(db, address)
      expect(status).toBe(404)
      expect(JSON.stringify(parseFeed(text).feed)).toContain('There is nothing at this address.')
    }
  })
})
