import { eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { newId } from '#db/id.ts'
import { readDecisionInput, readPending } from '#db/reads/decision/decision-input.ts'
import { readBoard } from '#db/reads/servers/board.ts'
import { readServerPage } from '#db/reads/servers/server-page.ts'
import { agents } from '#db/schema/agents/agent.ts'
import { alertLog, alerts } from '#db/schema/alert.ts'
import { statusHistory } from '#db/schema/history.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { settings } from '#db/schema/setting.ts'
import { sources } from '#db/schema/source.ts'
import { staff } from '#db/schema/staff.ts'
import { updates } from '#db/schema/update.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { approveIncident } from '#lib/flows/incidents/approve-incident.ts'
import { tellAnyway } from '#lib/flows/notices/tell-anyway.ts'
import { defaultPolicy } from '#lib/rules/policy/policy.ts'
import { later } from '#lib/rules/time/time.ts'
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
    sourceId,
    serverId,
    format: 'generic',
    result: 'accepted',
    fingerprint: `ping:${serverId}`,
    host: 'x',

    kind: 'outage',
    state: 'firing',
    severity: 'critical',
    summary: 'no answer',
    receivedAt: at(0),
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
  it('waits for no page: the next decision and its notice are made while pages hang', async () => {
    const refresh = vi.spyOn(getShared().pages, 'refresh').mockReturnValue(new Promise(() => {}))
    await log()
    expect(await decide(1)).toMatchObject({ decided: 1 })
    await log({ fingerprint: `disk:${serverId}`, receivedAt: at(2) })
    expect(await decide(3)).toMatchObject({ decided: 1 })
    const [{ posts: post } = {}] = await incidentsOf()
    expect(await site.db.$count(notices, eq(notices.postId, post?.id ?? ''))).toBeGreaterThan(0)
    expect(refresh).toHaveBeenCalled()
    refresh.mockRestore()
  })

  it('saves the incident, its status, its timeline and its notice, and refreshes the pages that show them', async () => {
    await log()
    const refresh = vi.spyOn(getShared().pages, 'refresh')
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
    const paths = [`/servers/${serverId}.example-host.net`, `/posts/${post?.slug}`, '/', '/history']
    expect(refresh).toHaveBeenCalledWith(expect.objectContaining({ paths }))
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

  it('refreshes no page but the desk for what is held, and tells customers once staff approve', async () => {
    await log({ kind: 'suspicious-file' })
    const refresh = vi.spyOn(getShared().pages, 'refresh')
    refresh.mockClear()
    await decide(1)
    expect(refresh.mock.calls.flatMap(([change]) => change.paths)).toEqual(['/desk'])
    const [{ posts: post } = {}] = await incidentsOf()
    expect(post).toMatchObject({ visibility: 'held', publishedAt: null })

    const staffId = newId()
    await site.db
      .insert(staff)
      .values({ role: 'owner', id: staffId, name: 'Dana', email: `${staffId}@example.net` })
    const facts = {
      postId: post?.id ?? '',
      staffId,
      title: 'We are checking a server',
      text: 'We found a file.',
    }
    expect(await approveIncident(site.db, facts, at(60))).toBe('done')
    await decide(61)
    const told = await site.db
      .select()
      .from(notices)
      .where(eq(notices.postId, post?.id ?? ''))
    expect(told.map(notice => notice.kind)).toEqual(['held', 'began'])
  })
})

describe('what the database says of agents', () => {
  const heartbeat = async (receivedAt: Date) => {
    const agent = { id: newId(), name: `agent of ${serverId}`, tokenHash: newId(), agentServerId: serverId }
    await site.db.insert(sources).values(agent)
    const heard = { at: receivedAt, receivedAt, firstAt: receivedAt }
    await site.db
      .insert(agents)
      .values({ serverId, sourceId: agent.id, bootId: 'b', checksRun: 9, openCount: 0, ...heard })
  }

  it('shows a server without data, refreshes its page, and tells no customer', async () => {
    await heartbeat(at(0))
    const { wakeAt } = await decide(890)
    expect(wakeAt).toEqual(at(900))
    const refresh = vi.spyOn(getShared().pages, 'refresh')
    refresh.mockClear()
    await decide(900)
    const paths = expect.arrayContaining([`/servers/${serverId}.example-host.net`])
    expect(refresh).toHaveBeenCalledWith(expect.objectContaining({ paths }))
    const page = await readServerPage(`${serverId}.example-host.net`, at(900), site.db)
    expect(page).toMatchObject({
      banner: { label: serverId, state: 'without_data' },
      server: { status: { impact: 'operational', cause: 'no-data', since: at(0) } },
    })
    expect(await incidentsOf()).toEqual([])
    expect((await readBoard(at(900), site.db)).banner.states).toContainEqual({
      state: 'without_data',
      count: 1,
    })
  })

  it('agrees with another source, which then need not wait', async () => {
    await heartbeat(at(0))
    const [patient] = await site.db
      .insert(sources)
      .values({ name: `ping of ${serverId}`, tokenHash: newId(), isDebounced: false })
      .returning()
    await log({ sourceId: patient?.id, receivedAt: at(1000) })
    await decide(1000)
    expect(await incidentsOf()).toHaveLength(1)
  })
})

describe('a long history', () => {
  const ended = async (count: number, minutesApart: number) => {
    const rows = Array.from({ length: count }, (_, i) => {
      const startsAt = at(-60 * minutesApart * (i + 1))
      const moments = { startsAt, firstReceivedAt: startsAt, lastReceivedAt: startsAt }
      const facts = { sourceId, serverId, fingerprint: `ping:${serverId}`, summary: 'x', isDebounced: true }
      const end = later(startsAt, 60)
      return {
        ...facts,
        ...moments,
        endsAt: end,
        closedAt: end,
        kind: 'outage' as const,
        severity: 'critical' as const,
      }
    })
    await site.db.insert(alerts).values(rows)
  }

  it('is read only as far as it matters: the episodes that a line means, and what ended lately', async () => {
    await ended(300, 60)
    const lines = [
      { startsAt: at(-60 * 60 * 3), state: 'firing' as const },
      { startsAt: null, state: 'resolved' as const },
    ]
    for (const line of lines) await log({ ...line, receivedAt: at(0) })
    const { input } = await site.db.transaction(async tx => ({
      input: await readDecisionInput(tx, await readPending(tx, 10), defaultPolicy, at(0)),
    }))
    const own = input.alerts.filter(alert => alert.serverId === serverId)
    const starts = own.map(alert => alert.startsAt.getTime()).sort()
    expect(starts).toEqual([-10_800, -7_200, -3_600].map(seconds => at(seconds).getTime()))
    await decide(0)
    const reasons = await site.db
      .select({ reason: alertLog.reason })
      .from(alertLog)
      .where(eq(alertLog.serverId, serverId))
      .orderBy(alertLog.sequence)
    expect(reasons.map(row => row.reason)).toEqual([
      'accepted: over by now, for its end or a later episode of it is known',
      'accepted: ended before it counted, nothing to tell',
    ])
  })

  it('of failures by turns makes the next one intermittent, told as such', async () => {
    await ended(6, 4)
    await log({ startsAt: at(0) })
    await decide(1)
    const [{ posts: post, affected_servers: row } = {}] = await incidentsOf()
    expect(post?.title).toBe(`${serverId} is intermittently down`)
    expect(row).toMatchObject({ isIntermittent: true, isAnnouncedIntermittent: true })
    const page = await readServerPage(`${serverId}.example-host.net`, at(1), site.db)
    expect(page).toMatchObject({ banner: { label: serverId, state: 'intermittently_down', care: 'alerted' } })
  })
})

it('lets the notices go that the breaker held, when staff say so', async () => {
  await site.db.insert(settings).values({ key: 'policy', value: { breakerIncidents: 1, breakerMinutes: 1 } })
  const other = newId()
  await site.db
    .insert(servers)
    .values({ id: other, hostname: `${other}.example-host.net`, label: other, position: 1 })
  await log({ receivedAt: at(90_000) })
  await log({ serverId: other, fingerprint: `ping:${other}`, receivedAt: at(90_000) })
  await decide(90_000)
  const [held] = await site.db.select().from(posts).where(eq(posts.breaker, 'held'))
  const kinds = async () => {
    const rows = await site.db
      .select()
      .from(notices)
      .where(eq(notices.postId, held?.id ?? ''))
      .orderBy(notices.createdAt)
    return rows.map(row => row.kind)
  }
  expect(await kinds()).toEqual(['held'])
  const staffId = newId()
  await site.db
    .insert(staff)
    .values({ role: 'owner', id: staffId, name: 'Dana', email: `${staffId}@example.net` })
  const release = { postId: held?.id ?? '', staffId }
  expect(await tellAnyway(site.db, release, at(90_010))).toBe('done')
  expect(await tellAnyway(site.db, release, at(90_011))).toBe('changed-meanwhile')
  await decide(90_012)
  expect(await kinds()).toEqual(['held', 'began'])
  await site.db.delete(settings).where(eq(settings.key, 'policy'))
})
