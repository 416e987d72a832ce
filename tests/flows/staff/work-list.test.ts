import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { readUnansweredPosts } from '#db/reads/comments/unanswered.ts'
import { readIncidentPage } from '#db/reads/incidents/incident-list.ts'
import { countIncidentWatchers, countWouldHear } from '#db/reads/notices/watcher-counts.ts'
import { readRowTakers } from '#db/reads/staff/taken-rows.ts'
import { comments } from '#db/schema/comment.ts'
import { maintenance } from '#db/schema/maintenance.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { startCountermeasure } from '#lib/flows/maintenance/start-countermeasure.ts'
import { takeRow } from '#lib/flows/staff/take-row.ts'
import { getShared, setShared } from '#lib/shared.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { testSite } from '#tests/support/site.ts'

const site = await testSite()
afterAll(() => site.close())
const { db } = site
const now = new Date('2026-03-10T14:30:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

const refreshed: string[] = []
setShared({
  ...getShared(),
  pages: { refresh: async ({ paths }) => void refreshed.push(...paths) },
  nudge: () => {},
})

let staffId: string

beforeEach(async () => {
  await emptyTables(db, 'posts', 'servers', 'groups', 'people', 'audit', 'subscribers', 'taken_rows')
  refreshed.length = 0
  staffId = await colleague('Dana')
})

async function colleague(name: string): Promise<string> {
  const email = `${name.toLowerCase()}@example.net`
  const [row] = await db.insert(staff).values({ role: 'owner', name, email }).returning()
  return row?.id ?? ''
}

async function server(label: string, groupId: string | null = null): Promise<string> {
  const [row] = await db
    .insert(servers)
    .values({ label, hostname: `${label}.example.net`, groupId })
    .returning()
  return row?.id ?? ''
}

async function incident(
  serverIds: string[],
  facts: Partial<typeof posts.$inferInsert> = {},
): Promise<string> {
  const id = newId()
  await db.insert(posts).values({
    id,
    slug: id,
    kind: 'incident',
    title: 'web01 is down',
    visibility: 'published',
    publishedAt: now,
    phase: 'investigating',
    cause: 'outage',
    startedAt: now,
    ...facts,
  })
  const trouble = { impact: 'major_outage', cause: 'outage', since: now } as const
  if (serverIds.length > 0)
    await db.insert(affectedServers).values(serverIds.map(serverId => ({ postId: id, serverId, ...trouble })))
  return id
}

async function subscriber(
  target: Partial<typeof subscriptions.$inferInsert>,
  state: 'confirmed' | 'pending' = 'confirmed',
) {
  const [row] = await db
    .insert(subscribers)
    .values({ email: `${newId()}@example.net`, state, confirmedAt: now })
    .returning()
  await db.insert(subscriptions).values({ subscriberId: row?.id ?? '', confirmedAt: now, ...target })
}

describe('taking what waits', () => {
  it('is done by one person, written down, and heard of by colleagues', async () => {
    const others = [staffId, await colleague('Eve'), await colleague('Finn')]
    const key = 'question:abcdefghijkl'
    const outcomes = await Promise.all(others.map(each => takeRow(db, { key, staffId: each }, now)))
    expect(outcomes.toSorted()).toEqual(['changed-meanwhile', 'changed-meanwhile', 'done'])
    expect(await db.select().from(audit)).toMatchObject([{ action: 'take-row', subject: key }])
    expect(refreshed).toEqual(['/desk'])
    const takers = await readRowTakers(db, [key, 'unmatched:3'])
    expect([...takers.keys()]).toEqual([key])
    expect(takers.get(key)?.takenAt).toEqual(now)
  })

  it('is forgotten after a month', async () => {
    await takeRow(db, { key: 'unmatched:3', staffId }, ago(60 * 24 * 31))
    expect(await takeRow(db, { key: 'unmatched:3', staffId: await colleague('Eve') }, now)).toBe('done')
  })
})

describe('how many people an incident concerns', () => {
  it('counts each confirmed subscriber once, however they watch its servers', async () => {
    const [group] = await db.insert(groups).values({ name: 'Falkenstein' }).returning()
    const groupId = group?.id ?? ''
    const [one, two, apart] = [await server('web01', groupId), await server('web02'), await server('web03')]
    await subscriber({ serverId: one })
    await subscriber({ groupId })
    await subscriber({})
    await subscriber({ serverId: two }, 'pending')
    await subscriber({ serverId: apart })
    const both = await incident([one, two])
    const other = await incident([apart])
    const none = await incident([])
    const counts = await countIncidentWatchers(db, [both, other, none])
    expect([both, other, none].map(id => counts.get(id) ?? 0)).toEqual([3, 2, 0])
    expect(await countWouldHear(db, both, 'update', now)).toBe(3)
    expect(await countWouldHear(db, both, 'ended', now)).toBe(0)
    expect(await countWouldHear(db, newId(), 'began', now)).toBe(0)
  })
})

describe('comments that wait for an answer', () => {
  const comment = async (postId: string, facts: Partial<typeof comments.$inferInsert> = {}) => {
    const id = newId()
    const at = { createdAt: ago(10), publishedAt: ago(10) }
    const words = { authorName: 'Jane', body: 'Is mine among them?' }
    await db.insert(comments).values({ id, postId, state: 'published', ...words, ...at, ...facts })
    return id
  }

  it('are those that nobody of the staff has answered later in their thread', async () => {
    const [asked, answered] = [await incident([]), await incident([])]
    const first = await comment(asked, { createdAt: ago(30), publishedAt: ago(30) })
    await comment(asked, { parentId: first })
    await comment(asked, { state: 'held' })
    const done = await comment(answered)
    await comment(answered, { parentId: done, isStaff: true, createdAt: ago(5), publishedAt: ago(5) })
    expect(await readUnansweredPosts(db)).toEqual([
      { postId: asked, title: 'web01 is down', count: 2, since: ago(30), commentId: first },
    ])
    await comment(answered, { parentId: done, createdAt: ago(1), publishedAt: ago(1) })
    expect((await readUnansweredPosts(db)).map(post => post.postId)).toEqual([asked, answered])
  })
})

describe('a countermeasure against an incident', () => {
  it('runs on its servers that are in trouble, once for a form that is sent twice', async () => {
    const [one, two] = [await server('web01'), await server('web02')]
    const postId = await incident([one, two])
    await db.update(affectedServers).set({ endedAt: now }).where(eq(affectedServers.serverId, two))
    const asked = { id: newId(), postId, measure: 'scan' as const, staffId }
    expect(await startCountermeasure(db, asked, now)).toBe('done')
    expect(await startCountermeasure(db, asked, now)).toBe('there-already')
    expect(await db.select().from(maintenance)).toMatchObject([
      { kind: 'countermeasure', title: 'We are scanning web01', startsAt: now, isQuiet: false },
    ])
  })

  it.each([
    ['that is held', { visibility: 'held', publishedAt: null }],
    ['that is over', { resolvedAt: now }],
  ] as const)('%s is none', async (_case, facts) => {
    const postId = await incident([await server('web01')], facts)
    const asked = { id: newId(), postId, measure: 'reboot' as const, staffId }
    expect(await startCountermeasure(db, asked, now)).toBe('over')
    expect(await db.select().from(maintenance)).toEqual([])
  })
})

describe('the list of incidents', () => {
  it('finds by state, title and server, what is not over first, and has no page beyond the last', async () => {
    const web01 = await server('web01')
    const over = await incident([web01], { title: 'Mail was slow', resolvedAt: now })
    const open = await incident([], { title: '100%_sure', startedAt: ago(90) })
    const held = await incident([], {
      title: 'A file',
      visibility: 'held',
      publishedAt: null,
      startedAt: ago(60),
    })
    const found = async (state: Parameters<typeof readIncidentPage>[1]['state'], text: string | null) =>
      (await readIncidentPage(db, { state, text }, 1))?.incidents.map(({ id }) => id)
    expect(await found(null, null)).toEqual([held, open, over])
    expect(await found('over', null)).toEqual([over])
    expect(await found('held', null)).toEqual([held])
    expect(await found(null, 'WEB01')).toEqual([over])
    expect(await found(null, '0%_s')).toEqual([open])
    expect(await found(null, '%x%')).toEqual([])
    expect(await readIncidentPage(db, { state: null, text: null }, 2)).toBeNull()
  })
})
