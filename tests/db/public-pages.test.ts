import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { readLatestHistory } from '#db/reads/posts/history.ts'
import { readPagePaths } from '#db/reads/posts/page-paths.ts'
import { readPostPage } from '#db/reads/posts/post-page.ts'
import { readBoard } from '#db/reads/servers/board.ts'
import { readServerPage } from '#db/reads/servers/server-page.ts'
import { comments } from '#db/schema/comment.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { statusHistory } from '#db/schema/history.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import type { Impact } from '#lib/rules/servers/status.ts'
import { later } from '#lib/rules/time/time.ts'
import { siteSentence } from '#lib/words/board.ts'
import { wordsIn } from '#lib/words/words.ts'
import { testDatabase } from '#tests/support/database.ts'
import { ago, incident, now, planned } from '#tests/support/world/public-world.ts'

const words = wordsIn('en')
let db: Database

beforeAll(async () => {
  db = (await testDatabase()).db
  await db.insert(groups).values({ id: 'rack', name: 'Rack' })
  await db.insert(servers).values(
    ['web01', 'web02', 'web03', 'web04', 'web05', 'web06'].map(label => ({
      id: label,
      label,
      hostname: `${label}.example-host.net`,
      groupId: 'rack',
      createdAt: ago(9000),

      ...(label === 'web01' ? { aliases: ['old.example-host.net'] } : {}),
      ...(label === 'web06' ? { retiredAt: ago(60) } : {}),
    })),
  )
  await incident(db, 'down', { web01: ['major_outage', 'outage'] })
  await incident(db, 'secret', { web02: ['degraded', 'suspicious-file'] }, 'held')
  await incident(db, 'drafted', { web02: ['major_outage', 'outage'] }, 'draft')
  await planned(db, 'public-work', 'web03', 'published')
  await planned(db, 'drafted-work', 'web02', 'draft')
  await tell('down', 3)
})

/** Tells this many customers, one twice, one in vain, and the staff. */
async function tell(postId: string, customers: number) {
  const facts = { servers: [], endedBefore: [], stillAffected: [] }
  const told = [
    { id: 'began', postId, kind: 'began' as const, facts },
    { id: 'worsened', postId, kind: 'worsened' as const, facts },
    { id: 'held', postId, kind: 'held' as const, facts },
  ]
  await db.insert(notices).values(told)
  const ids = Array.from({ length: customers + 1 }, (_, index) => `s${index}`)
  await db.insert(subscribers).values(ids.map(id => ({ id, email: `${id}@example.com` })))
  const channel = 'mail' as const
  const sent = (noticeId: string, id: string | null) => ({
    noticeId,
    channel,
    subscriberId: id,
    address: `${id ?? 'staff'}@example.com`,
    state: 'sent' as const,
    sentAt: ago(19),
  })
  await db
    .insert(deliveries)
    .values([
      ...ids.slice(1).map(id => sent('began', id)),
      { ...sent('began', 's0'), state: 'refused', sentAt: null },
      sent('worsened', 's1'),
      sent('held', null),
    ])
}

describe('what customers may see', () => {
  it('counts servers in service, by what is published and runs now', async () => {
    const board = await readBoard(now, db)
    expect(siteSentence(words, board.banner)).toBe(
      'One of five servers is down, one is under maintenance, three are fine.',
    )
    expect(board.groups[0]?.servers.map(server => server.label)).toEqual([
      'web01',
      'web03',
      'web02',
      'web04',
      'web05',
    ])
    expect(board.open.map(post => post.slug)).toEqual(['down', 'public-work'])
  })

  it('never holds a word of what is held or drafted', async () => {
    const pages = [
      await readBoard(now, db),
      await readServerPage('web02.example-host.net', now, db),
      await readPostPage('down', now, db),
      await readLatestHistory('UTC', now, db),
    ]
    expect(JSON.stringify(pages)).toContain('words of down')
    expect(JSON.stringify(pages)).not.toMatch(/secret|drafted/)
    expect(await readPostPage('secret', now, db)).toBeNull()
    expect(await readPostPage('drafted', now, db)).toBeNull()
    expect(await readServerPage('web02.example-host.net', now, db)).toMatchObject({
      banner: { label: 'web02', state: 'fine' },
    })
  })

  it('counts each customer who was told once, and no staff', async () => {
    const [post] = (await readBoard(now, db)).open
    expect(post?.told).toEqual({ customers: 3, lastAt: ago(19) })
    const notices = (await readPostPage('down', now, db))?.notices ?? []
    expect(notices.map(({ kind, customers }) => [kind, customers]).sort()).toEqual([
      ['began', 3],
      ['worsened', 1],
    ])
  })
})

describe('a server’s page', () => {
  it('speaks of its own trouble, with the promise', async () => {
    expect(await readServerPage('web01.example-host.net', now, db)).toMatchObject({
      banner: { label: 'web01', state: 'down', care: 'alerted' },
      nextUpdateAt: later(now, 600),
      groupName: 'Rack',
      open: [{ slug: 'down', latest: { body: { text: 'words of down' } } }],
    })
  })

  it('says that we are on it once one of us has taken it', async () => {
    await db.update(posts).set({ acknowledgedAt: now }).where(eq(posts.slug, 'down'))
    expect(await readServerPage('web01.example-host.net', now, db)).toMatchObject({
      banner: { label: 'web01', state: 'down', care: 'taken' },
    })
    await db.update(posts).set({ acknowledgedAt: null }).where(eq(posts.slug, 'down'))
  })

  it('is where an alias leads, and nowhere for a name that nobody has', async () => {
    expect(await readServerPage('old.example-host.net', now, db)).toEqual({
      movedTo: 'web01.example-host.net',
    })
    expect(await readServerPage('nobody.example-host.net', now, db)).toBeNull()
  })

  it('knows the planned end of the work that it shows', async () => {
    const page = await readServerPage('web03.example-host.net', now, db)
    expect(page).toMatchObject({ server: { maintenanceUntil: later(now, 3600) } })
  })

  it('ends its past with the day on which it was retired', async () => {
    const change = (at: Date, impact: Impact) => ({ serverId: 'web06', at, impact })
    await db
      .insert(statusHistory)
      .values([change(ago(95), 'degraded'), change(ago(70), 'operational'), change(ago(30), 'major_outage')])
    const page = await readServerPage('web06.example-host.net', now, db)
    expect(page).toMatchObject({
      until: ago(60),
      changes: [{ impact: 'degraded' }, { impact: 'operational' }],
      readings: null,
    })
    await db.delete(statusHistory).where(eq(statusHistory.serverId, 'web06'))
  })

  it('starts its history with what was so before', async () => {
    const change = (at: Date, impact: Impact) => ({ serverId: 'web04', at, impact })
    await db
      .insert(statusHistory)
      .values([
        change(ago(200 * 1440), 'operational'),
        change(ago(100 * 1440), 'major_outage'),
        change(ago(80 * 1440), 'operational'),
      ])
    const page = await readServerPage('web04.example-host.net', now, db)
    expect(page).toMatchObject({ changes: [{ impact: 'major_outage' }, { impact: 'operational' }] })
  })
})

describe('a post’s page', () => {
  it('shows published comments only, the oldest first', async () => {
    const comment = (body: string, state: 'published' | 'held' | 'removed', minutes: number) => ({
      postId: 'down',
      authorName: 'Martin',
      email: 'martin@example.com',
      body,
      state,
      createdAt: ago(minutes),
    })
    await db
      .insert(comments)
      .values([
        comment('second', 'published', 5),
        comment('first', 'published', 9),
        comment('waits', 'held', 4),
        comment('gone', 'removed', 3),
      ])
    const page = await readPostPage('down', now, db)
    expect(page?.comments.map(each => each.body)).toEqual(['first', 'second'])
    expect(JSON.stringify(page)).not.toContain('martin@example.com')
  })
})

describe('an open incident whose servers are well', () => {
  it('keeps the board from calling anything fine', async () => {
    const other = (await testDatabase()).db
    await other.insert(servers).values({ id: 'ns1', label: 'ns1', hostname: 'ns1.example-host.net' })
    await other.insert(posts).values({
      id: 'network',
      slug: 'network',
      kind: 'incident',
      title: 'The network is unsteady',
      visibility: 'published',
      phase: 'identified',
      startedAt: now,
      publishedAt: now,
    })
    expect(siteSentence(words, (await readBoard(now, other)).banner)).toBe(
      'The one server is up, but one incident is open.',
    )
  })
})

it('has the path of every server by each of its names, and of every post that readers may open', async () => {
  const common = { kind: 'advisory' as const, title: 'x', startedAt: now }
  await db.insert(posts).values([
    { ...common, slug: 'path-published', visibility: 'published', publishedAt: now },
    { ...common, slug: 'path-withdrawn', visibility: 'draft', publishedAt: now, withdrawnAt: now },
    { ...common, slug: 'path-draft', visibility: 'draft' },
    { ...common, slug: 'path-held', kind: 'incident', visibility: 'held' },
  ])
  const paths = await readPagePaths(db, now)
  expect(paths).toEqual(
    expect.arrayContaining([
      '/servers/web01.example-host.net',
      '/servers/old.example-host.net',
      '/servers/web06.example-host.net',
    ]),
  )
  expect(paths.filter(path => path.startsWith('/posts/path-')).sort()).toEqual([
    '/posts/path-published',
    '/posts/path-withdrawn',
  ])
})
