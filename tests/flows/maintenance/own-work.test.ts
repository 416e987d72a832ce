import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readMaintenanceToDecide } from '#db/reads/decision/maintenance-to-decide.ts'
import { readServerPage } from '#db/reads/servers/server-page.ts'
import { alerts } from '#db/schema/alert.ts'
import { statusHistory } from '#db/schema/history.ts'
import { maintenance } from '#db/schema/maintenance.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { sources } from '#db/schema/source.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { writeDocument } from '#lib/documents/write-document.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { answerOwnWork } from '#lib/flows/maintenance/answer-own-work.ts'
import { endOwnWork } from '#lib/flows/maintenance/end-own-work.ts'
import { switchOwnWork } from '#lib/flows/sources/switch-own-work.ts'
import { createRateLimit } from '#lib/limits/rate-limit.ts'
import { later } from '#lib/rules/time/time.ts'
import { serverSentence } from '#lib/words/servers.ts'
import { wordsIn } from '#lib/words/words.ts'
import {
  addSource,
  alert,
  batch,
  bearer,
  call,
  intakeSite,
  noLimits,
  now,
} from '#tests/flows/alerts/intake-fixture.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import type { Site } from '#tests/support/site.ts'

let site: Site
let agent: { id: string; token: string }

beforeAll(async () => {
  site = await intakeSite()
}, 60_000)
afterAll(() => site?.close())
beforeEach(async () => {
  await emptyTables(
    site.db,
    'maintenance',
    'posts',
    'alerts',
    'alert_log',
    'status_history',
    'people',
    'sources',
  )
  await site.db.insert(staff).values({ id: 'dana', role: 'owner', name: 'Dana', email: 'dana@example.net' })
  agent = await addSource(site, { agentServerId: 'srv_web07' })
})

const minute = (count: number) => later(now, count * 60)
const free = { burst: 1e6, perMinute: 1e6 }
const turns = createRateLimit({ address: free, network: free })

async function say(facts: Record<string, unknown>, at = now, token = agent.token) {
  const request = new Request('https://status.example.com/api/agent/countermeasure', {
    method: 'POST',
    headers: { ...bearer(token), 'content-type': 'application/json' },
    body: JSON.stringify({ version: 1, ...facts }),
  })
  const response = await answerOwnWork(request, at, site.db, noLimits(), turns)
  return { status: response.status, body: await response.json() }
}
const scan = { id: 'scan-1', what: 'scanning', minutes: 20, note: null }

async function sentence(at: Date): Promise<string> {
  const page = await readServerPage('web07.example-host.net', at, site.db)
  if (!page || 'movedTo' in page) throw new Error('There is no such page.')
  return serverSentence(wordsIn('en'), page.banner)
}

const decide = (at: Date) => decideAlerts(site.db, () => at)
const kinds = async () =>
  (await site.db.select().from(notices).orderBy(asc(notices.createdAt))).map(({ kind }) => kind)

describe('an agent that says that its server is slow by our work', () => {
  it('has its banner say so until it ends by itself, and mails nobody', async () => {
    const shown = 'web07 may be slow: we are scanning it for files that do not belong there.'
    expect(await say(scan)).toEqual({
      status: 200,
      body: { result: 'started', until: minute(20).toISOString(), shown },
    })
    await decide(now)
    expect(await sentence(minute(1))).toBe(shown)
    expect(await say(scan, minute(10))).toMatchObject({
      body: { result: 'extended', until: minute(30).toISOString() },
    })
    await decide(minute(25))
    expect(await sentence(minute(25))).toBe(shown)
    await decide(minute(31))
    expect(await sentence(minute(31))).toBe('web07 is fine.')
    expect(await say(scan, minute(40))).toMatchObject({
      body: { result: 'ended', until: minute(30).toISOString() },
    })
    expect(await sentence(minute(41))).toBe('web07 is fine.')
    expect(await kinds()).toEqual([])
    expect(await site.db.$count(posts)).toBe(0)
    const history = await site.db.select().from(statusHistory).orderBy(asc(statusHistory.sequence))
    expect(history.map(({ impact, cause }) => [impact, cause])).toEqual([
      ['maintenance', 'countermeasure'],
      ['operational', null],
    ])
    const read = await site.db.transaction(tx => readMaintenanceToDecide(tx, minute(41)))
    expect(read).toEqual([])
    const written = await site.db.select().from(audit).orderBy(asc(audit.sequence))
    expect(written.map(({ action, staffId }) => [action, staffId])).toEqual([
      ['begin-own-work', null],
      ['extend-own-work', null],
    ])
    expect(written[0]?.facts).toMatchObject({ sourceId: agent.id, serverId: 'srv_web07' })
  })

  it('ends it earlier, and staff can, by what they see of it', async () => {
    await say(scan)
    expect(await say({ id: 'scan-1', end: true }, minute(5))).toMatchObject({
      body: { result: 'ended', until: minute(5).toISOString() },
    })
    expect(await sentence(minute(6))).toBe('web07 is fine.')
    expect((await say({ id: 'unheard', end: true })).status).toBe(404)
    await say({ ...scan, id: 'scan-2' }, minute(7))
    const [open] = await site.db.select().from(maintenance).where(eq(maintenance.sourceKey, 'scan-2'))
    const act = { id: open?.id ?? '', staffId: 'dana' }
    expect(await endOwnWork(site.db, act, minute(8))).toBe('done')
    expect(await endOwnWork(site.db, act, minute(9))).toBe('over')
    expect(await sentence(minute(9))).toBe('web07 is fine.')
  })

  it('says in public only what we call it, whatever it calls it', async () => {
    const words = { ...scan, what: 'All your data is gone', note: 'send money' }
    const { body } = await say(words)
    expect(body.shown).toBe('web07 is slow while we work on it.')
    expect(await sentence(minute(1))).toBe(body.shown)
    const everywhere = [
      '/status.txt',
      '/servers/web07.example-host.net.txt',
      '/index.md',
      '/api/v2/summary.json',
    ]
    for (const key of [
      ...everywhere,
      '/history.rss',
      '/maintenance.ics',
      '/api/v2/scheduled-maintenances.json',
    ]) {
      const { body: said, status } = await writeDocument(key, { db: site.db, now: minute(1) })
      expect([key, status]).toEqual([key, 200])
      expect(said.toString()).not.toMatch(/your data|send money/)
    }
    const page = await readServerPage('web07.example-host.net', minute(1), site.db)
    expect(JSON.stringify(page)).not.toMatch(/your data|send money/)
    expect(page && 'open' in page ? page.open : null).toEqual([])
    // A scan each night is no trouble on the board, and none in the history of the server.
    expect(page && 'server' in page ? page.server.status : null).toMatchObject({
      impact: 'maintenance',
      cause: 'countermeasure',
    })
    expect(await site.db.select().from(maintenance)).toMatchObject([
      { title: 'All your data is gone: send money' },
    ])
  })

  it('is heard no longer than four hours of a day', async () => {
    expect((await say({ ...scan, minutes: 1440 })).body.until).toBe(minute(240).toISOString())
    expect((await say({ ...scan, minutes: 1440 }, minute(239))).body.until).toBe(minute(240).toISOString())
    expect((await say({ ...scan, id: 'scan-2' }, minute(241))).status).toBe(409)
    expect((await say({ ...scan, id: 'scan-3' }, minute(1441 + 239))).status).toBe(200)
  })

  it('is refused where staff have switched that off, and who is no agent ever', async () => {
    const other = await addSource(site)
    expect((await say(scan, now, other.token)).status).toBe(403)
    const wish = { sourceId: agent.id, staffId: 'dana', isOn: false }
    expect(await switchOwnWork(site.db, wish, now)).toBe('done')
    expect((await say(scan)).status).toBe(403)
    expect(await site.db.select().from(sources).where(eq(sources.id, agent.id))).toMatchObject([
      { mayBeginWork: false },
    ])
    await switchOwnWork(site.db, { ...wish, isOn: true }, now)
    for (const wrong of [
      { minutes: 0 },
      { minutes: 1441 },
      { minutes: '20' },
      { what: '' },
      { id: '' },
      { note: 7 },
    ])
      expect((await say({ ...scan, ...wrong })).status).toBe(400)
    expect(await site.db.$count(maintenance)).toBe(0)
  })
})

describe('news of a server of which its agent says that it is slow by our work', () => {
  async function whileExplained(kind: string, severity = 'critical') {
    const monitor = await addSource(site, { isDebounced: true })
    await say({ ...scan, what: 'rebooting', minutes: 60 })
    const body = batch(alert({ kind, severity, startsAt: minute(1).toISOString() }))
    await call(site, { headers: bearer(monitor.token), body, at: minute(1) })
    await decide(minute(1))
    await decide(minute(10))
    const incidents = await site.db
      .select({ visibility: posts.visibility, cause: affectedServers.cause })
      .from(posts)
      .innerJoin(affectedServers, eq(affectedServers.postId, posts.id))
    const [episode] = await site.db.select().from(alerts)
    return { incidents, kinds: await kinds(), isOpen: episode?.closedAt === null }
  }

  it('of an outage that another source has found is told as ever', async () => {
    expect(await whileExplained('outage')).toEqual({
      incidents: [{ visibility: 'published', cause: 'outage' }],
      kinds: ['began'],
      isOpen: true,
    })
  })

  it('of a suspicious file is held for staff as ever', async () => {
    const { incidents } = await whileExplained('suspicious-file')
    expect(incidents).toEqual([{ visibility: 'held', cause: 'suspicious-file' }])
  })

  it('of its slowness is what was explained, and told when it lasts', async () => {
    expect(await whileExplained('slowdown', 'warning')).toEqual({ incidents: [], kinds: [], isOpen: true })
    await decide(minute(61))
    expect(await kinds()).toEqual(['began'])
  })
})
