import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { readServerPage } from '#db/reads/servers/server-page.ts'
import { statusHistory } from '#db/schema/history.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { uptimeMonths } from '#db/schema/uptime.ts'
import { keepMonths } from '#lib/flows/servers/keep-months.ts'
import type { Cause, Impact } from '#lib/rules/servers/status.ts'
import { testDatabase } from '#tests/support/database.ts'
import { titled } from '#tests/support/titled.ts'

const day = (text: string) => new Date(`${text}T00:00:00Z`)
const hourMs = 3_600_000
let db: Database

async function say(at: string, impact: Impact, cause: Cause | null = null, postId: string | null = null) {
  await db.insert(statusHistory).values({ serverId: 'web01', at: new Date(at), impact, cause, postId })
}

beforeEach(async () => {
  db = (await testDatabase()).db
  await db.insert(servers).values([
    { id: 'web01', label: 'web01', hostname: 'web01.example.net', createdAt: day('2026-01-10') },
    {
      id: 'web02',
      label: 'web02',
      hostname: 'web02.example.net',
      createdAt: day('2026-01-01'),
      retiredAt: day('2026-01-02'),
    },
    { id: 'web03', label: 'web03', hostname: 'web03.example.net', createdAt: day('2026-03-01') },
  ])
  await say('2026-01-31T22:00:00Z', 'major_outage', 'outage')
  await say('2026-02-01T03:00:00Z', 'operational')
})

const kept = () =>
  db
    .select({ server: uptimeMonths.serverId, month: uptimeMonths.month, down: uptimeMonths.downMs })
    .from(uptimeMonths)
    .orderBy(uptimeMonths.serverId, uptimeMonths.month)

describe('months of servers', () => {
  it('are kept once they are final, each once, from when the server was ours until it was retired', async () => {
    expect(await keepMonths(db, new Date('2026-03-02T23:00:00Z'))).toBe(2)
    expect(await kept()).toEqual([
      { server: 'web01', month: '2026-01', down: 2 * hourMs },
      { server: 'web02', month: '2026-01', down: 0 },
    ])
    const [retired] = await db.select().from(uptimeMonths).where(eq(uptimeMonths.serverId, 'web02'))
    expect(retired).toMatchObject({ fineMs: 24 * hourMs, formula: 1 })
    await Promise.all([1, 2].map(() => keepMonths(db, day('2026-03-03'))))
    expect((await kept()).at(1)).toEqual({ server: 'web01', month: '2026-02', down: 3 * hourMs })
    expect(await keepMonths(db, day('2026-03-20'))).toBe(0)
  })

  it('stay what they were when the history is changed afterwards, on the page too', async () => {
    await keepMonths(db, day('2026-03-03'))
    await db.delete(statusHistory)
    expect(await keepMonths(db, day('2026-03-10'))).toBe(0)
    const page = await readServerPage('web01.example.net', day('2026-03-10'), db)
    expect(page).toMatchObject({
      finalMonths: [
        { month: '2026-02', sums: { downMs: 3 * hourMs } },
        { month: '2026-01', sums: { downMs: 2 * hourMs } },
      ],
    })
  })
})

it('what happened names a post only while readers may open it', async () => {
  const post = { kind: 'incident' as const, title: 'Title', startedAt: day('2026-02-03') }
  await db.insert(posts).values([
    { ...post, id: 'shown', slug: 'shown', visibility: 'published', publishedAt: day('2026-02-03') },
    { ...post, id: 'hidden', slug: 'hidden', visibility: 'held' },
  ])
  await say('2026-02-03T00:00:00Z', 'degraded', 'slowdown', 'shown')
  await say('2026-02-04T00:00:00Z', 'degraded', 'slowdown', 'hidden')
  const page = await readServerPage('web01.example.net', day('2026-02-05'), db)
  expect(page && 'changes' in page ? page.changes.slice(-2).map(change => change.post) : null).toEqual([
    { slug: 'shown', titled: titled('Title') },
    null,
  ])
})
