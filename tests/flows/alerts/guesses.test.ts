import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readSeen, seenKey } from '#db/reads/alerts/seen.ts'
import { readBoard } from '#db/reads/servers/board.ts'
import { alertLog, alerts } from '#db/schema/alert.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { staff } from '#db/schema/staff.ts'
import { updates } from '#db/schema/update.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { acknowledgeIncident } from '#lib/flows/incidents/acknowledge-incident.ts'
import { approveIncident } from '#lib/flows/incidents/approve-incident.ts'
import { dismissIncident } from '#lib/flows/incidents/dismiss-incident.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { type Site, testSite } from '#tests/support/site.ts'

let site: Site
let staffId: string
const start = new Date('2026-03-10T14:30:00Z')
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000)

beforeAll(async () => {
  site = await testSite()
  const staffMember = { name: 'Dana', email: 'dana@example.net' }
  const [row] = await site.db
    .insert(staff)
    .values({ role: 'owner', ...staffMember })
    .returning()
  staffId = row?.id ?? ''
})
afterAll(() => site?.close())

beforeEach(async () => {
  await emptyTables(site.db, 'posts', 'servers', 'sources', 'status_history')
  await site.db.insert(sources).values({ id: 'probe', name: 'probe', tokenHash: 'hash' })
  const names = ['web01', 'web02']
  await site.db.insert(servers).values(names.map(id => ({ id, label: id, hostname: `${id}.example.net` })))
})

/** A guess of an outage, logged and decided at this many seconds. */
async function guess(seconds: number, facts: Partial<typeof alertLog.$inferInsert> = {}): Promise<void> {
  const { serverId = 'web01' } = facts
  await site.db.insert(alertLog).values({
    sourceId: 'probe',
    serverId,
    format: 'generic',
    result: 'accepted',
    fingerprint: `exim:${serverId}`,

    kind: 'outage',
    state: 'firing',
    severity: 'critical',
    summary: 'Exim frozen messages: 412',
    isGuess: true,
    receivedAt: at(seconds),
    ...facts,
  })
  await decideAlerts(site.db, () => at(seconds))
}

async function postOf() {
  const [post] = await site.db.select().from(posts)
  if (!post) throw new Error('There is no post.')
  return post
}

const kinds = async () => (await site.db.select().from(notices).orderBy(notices.createdAt)).map(n => n.kind)

async function impactOf(serverId: string, seconds: number) {
  const { servers } = await readBoard(at(seconds), site.db)
  return servers.find(server => server.id === serverId)?.status.impact
}

const approval = (postId: string) => ({
  postId,
  staffId,
  title: 'web01 is down',
  text: 'web01 is down. We are looking into it.',
})

describe('a guess of an outage', () => {
  it('is held, with what was seen for staff, and the board shows its server as fine', async () => {
    await guess(0)
    const post = await postOf()
    expect(post).toMatchObject({
      visibility: 'held',
      cause: 'outage',
      title: 'Looks like an outage of web01',
    })
    expect(await kinds()).toEqual(['held'])
    expect(await impactOf('web01', 1)).toBe('operational')
    const seen = await site.db.transaction(tx => readSeen(tx, [post.id]))
    expect(seen.get(seenKey(post.id, 'web01'))).toBe('Exim frozen messages: 412')
  })

  it('is public in the words of staff once they publish it, and told to customers once', async () => {
    await guess(0)
    const { id } = await postOf()
    expect(await approveIncident(site.db, approval(id), at(30))).toBe('done')
    await decideAlerts(site.db, () => at(31))
    await decideAlerts(site.db, () => at(32))
    expect(await kinds()).toEqual(['held', 'began'])
    expect(await impactOf('web01', 32)).toBe('major_outage')
    const timeline = await site.db.select().from(updates).where(eq(updates.postId, id))
    expect(timeline.map(update => update.body)).toEqual(['web01 is down. We are looking into it.'])
    const [alert] = await site.db.select().from(alerts)
    expect(alert?.isGuess).toBe(false)
  })

  it('publishes only those of its servers that are not over', async () => {
    const now = at(30)
    await guess(0)
    const { id } = await postOf()
    const over = { serverId: 'web02', impact: 'major_outage', cause: 'outage', since: at(0) } as const
    await site.db.insert(affectedServers).values({ postId: id, ...over, clearedAt: now, endedAt: now })
    await approveIncident(site.db, approval(id), now)
    const rows = await site.db.select().from(affectedServers)
    expect(rows.map(row => row.serverId)).toEqual(['web01'])
  })

  it('that staff dismissed asks no more while it fires', async () => {
    await guess(0)
    const { id } = await postOf()
    await dismissIncident(site.db, { postId: id, staffId }, at(30))
    await guess(60)
    await guess(120)
    expect(await site.db.$count(posts)).toBe(1)
    expect(await kinds()).toEqual(['held'])
  })

  it('that ends before staff looked is laid aside, and stays while one looks at it', async () => {
    await guess(0)
    await guess(0, { serverId: 'web02' })
    const all = await site.db.select().from(posts)
    const looked = all.find(post => post.title.endsWith('web02'))?.id ?? ''
    await acknowledgeIncident(site.db, { postId: looked, staffId }, at(5))
    for (const serverId of ['web01', 'web02']) await guess(60, { serverId, state: 'resolved' })
    await decideAlerts(site.db, () => at(400))
    const after = await site.db.select().from(posts)
    expect(Object.fromEntries(after.map(post => [post.title.slice(-5), post.visibility]))).toEqual({
      web01: 'draft',
      web02: 'held',
    })
    expect(await kinds()).toEqual(['held', 'held'])
  })

  it('goes the ordinary way once its source states it', async () => {
    const startsAt = at(0)
    await guess(0, { startsAt })
    await guess(60, { startsAt, isGuess: false })
    expect(await kinds()).toEqual(['held', 'began'])
    expect(await impactOf('web01', 60)).toBe('major_outage')
    const states = (await site.db.select().from(posts)).map(post => post.visibility)
    expect(states.sort()).toEqual(['draft', 'published'])
  })
})
