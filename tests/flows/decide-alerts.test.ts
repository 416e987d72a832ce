import { eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { newId } from '#db/id.ts'
import {
  affectedServers,
  alertLog,
  alerts,
  notices,
  people,
  posts,
  servers,
  sources,
  statusHistory,
  updates,
} from '#db/schema.ts'
import { approveIncident } from '#lib/flows/approve-incident.ts'
import { decideAlerts } from '#lib/flows/decide-alerts.ts'
import { getShared } from '#lib/shared.ts'
import { type Site, testSite } from '#tests/support/site.ts'

let site: Site
let sourceId: string
let serverId: string
const start = new Date('2026-03-10T14:30:00Z')
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000)

beforeAll(async () => {
  site = await testSite()
  sourceId = newId()
  await site.db.insert(sources).values({ id: sourceId, name: 'probe', tokenHash: 'hash' })
})

afterAll(() => site?.close())

beforeEach(async () => {
  serverId = newId()
  await site.db
    .insert(servers)
    .values({ id: serverId, hostname: `${serverId}.example-host.net`, label: serverId })
})

async function log(facts: Partial<typeof alertLog.$inferInsert> = {}): Promise<void> {
  await site.db.insert(alertLog).values({
    ...{
      sourceId,
      serverId,
      format: 'generic',
      result: 'accepted',
      fingerprint: `ping:${serverId}`,
      host: 'x',
    },
    ...{ kind: 'outage', state: 'firing', severity: 'critical', summary: 'no answer', receivedAt: at(0) },
    ...facts,
  })
}

const decide = (seconds: number) => decideAlerts(site.db, () => at(seconds))
const incidentsOf = () =>
  site.db
    .select()
    .from(posts)
    .innerJoin(affectedServers, eq(affectedServers.postId, posts.id))
    .where(eq(affectedServers.serverId, serverId))

describe('deciding what waits in the alert log', () => {
  it('saves the incident, its status, its timeline and its notice, and refreshes the pages that show them', async () => {
    await log()
    const invalidate = vi.spyOn(getShared().pages, 'invalidate')
    expect(await decide(1)).toMatchObject({ decided: 1, hasMore: false })
    const [{ posts: post, affected_servers: row } = {}] = await incidentsOf()
    expect(post).toMatchObject({
      title: `${serverId} is down`,
      visibility: 'published',
      phase: 'investigating',
    })
    expect(row).toMatchObject({ impact: 'major_outage', announcedImpact: 'major_outage' })
    const [line] = await site.db.select().from(alertLog).where(eq(alertLog.serverId, serverId))
    expect(line).toMatchObject({
      result: 'accepted',
      decidedAt: at(1),
      reason: `accepted: opens incident '${serverId} is down'`,
    })
    const [status] = await site.db.select().from(statusHistory).where(eq(statusHistory.serverId, serverId))
    expect(status).toMatchObject({ impact: 'major_outage', alertId: line?.alertId })
    expect(await site.db.$count(updates, eq(updates.postId, post?.id ?? ''))).toBe(1)
    const [notice] = await site.db
      .select()
      .from(notices)
      .where(eq(notices.postId, post?.id ?? ''))
    const jobs = await site.boss.fetch<{ noticeId: string }>('plan-notice', { batchSize: 100 })
    expect(jobs.map(job => job.data.noticeId)).toContain(notice?.id)
    expect(invalidate).toHaveBeenCalledWith(
      expect.arrayContaining(['/', `/posts/${post?.slug}`, `/servers/${serverId}.example-host.net`]),
    )
  })

  it('by two processes at once decides each alert once', async () => {
    for (let i = 0; i < 20; i++) await log({ fingerprint: `check-${i}:${serverId}` })
    const rounds = await Promise.all([decide(1), decide(1), decide(1)])
    expect(rounds.reduce((sum, round) => sum + round.decided, 0)).toBe(20)
    expect(await incidentsOf()).toHaveLength(1)
    expect(await site.db.$count(alerts, eq(alerts.serverId, serverId))).toBe(20)
  })

  it('that fails changes nothing, and the alert waits for the next time', async () => {
    await log()
    const failing = vi.spyOn(site.boss, 'insert').mockRejectedValueOnce(new Error('the queue is gone'))
    await expect(decide(1)).rejects.toThrow('the queue is gone')
    failing.mockRestore()
    expect(await incidentsOf()).toEqual([])
    expect(await site.db.$count(alertLog, isNull(alertLog.decidedAt))).toBe(1)
    expect(await decide(2)).toMatchObject({ decided: 1 })
    expect(await incidentsOf()).toHaveLength(1)
  })

  it('again without news writes nothing', async () => {
    await log()
    await decide(1)
    const before = await site.db.select().from(posts)
    await decide(2)
    expect(await site.db.select().from(posts)).toEqual(before)
  })

  it('resolves after the watch, from what the database holds', async () => {
    await log()
    await decide(1)
    await log({ state: 'resolved', receivedAt: at(60) })
    const { wakeAt } = await decide(60)
    expect(wakeAt).toEqual(at(360))
    await decide(360)
    const [{ posts: post, affected_servers: row } = {}] = await incidentsOf()
    expect(post).toMatchObject({ phase: 'resolved', resolvedAt: at(360), title: `${serverId} was down` })
    expect(row).toMatchObject({ announcedImpact: 'operational' })
    const kinds = await site.db
      .select({ kind: notices.kind })
      .from(notices)
      .where(eq(notices.postId, post?.id ?? ''))
    expect(kinds.map(row => row.kind)).toEqual(['began', 'ended'])
  })

  it('refreshes no page for what is held, and tells customers once staff approve', async () => {
    await log({ kind: 'suspicious-file' })
    const invalidate = vi.spyOn(getShared().pages, 'invalidate')
    invalidate.mockClear()
    await decide(1)
    expect(invalidate).not.toHaveBeenCalled()
    const [{ posts: post } = {}] = await incidentsOf()
    expect(post).toMatchObject({ visibility: 'held', publishedAt: null })

    const personId = newId()
    await site.db.insert(people).values({ id: personId, name: 'Dana', email: `${personId}@example.net` })
    const facts = {
      postId: post?.id ?? '',
      personId,
      title: 'We are checking a server',
      text: 'We found a file.',
    }
    expect(await approveIncident(site.db, facts, at(60))).toBe(true)
    await decide(61)
    const told = await site.db
      .select()
      .from(notices)
      .where(eq(notices.postId, post?.id ?? ''))
    expect(told.map(notice => notice.kind)).toEqual(['held', 'began'])
  })
})
