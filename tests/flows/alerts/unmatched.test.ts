import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { alertLog, alerts } from '#db/schema/alert.ts'
import { posts } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { listUnmatched } from '#lib/flows/alerts/list-unmatched.ts'
import { receiveAlerts } from '#lib/flows/alerts/receive-alerts.ts'
import { addAlias } from '#lib/flows/servers/add-alias.ts'
import { addServer } from '#lib/flows/servers/add-server.ts'
import { getShared, setShared } from '#lib/shared.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { testSite } from '#tests/support/site.ts'

const site = await testSite()
afterAll(() => site.close())
const { db } = site
const now = new Date('2026-03-10T14:30:00Z')
const minutesLater = (count: number) => new Date(now.getTime() + count * 60_000)

const refreshed: string[] = []
let nudges = 0
setShared({
  ...getShared(),
  pages: { refresh: async ({ paths }) => void refreshed.push(...paths) },
  nudge: () => void nudges++,
})

let staffId: string
let web01: string

beforeEach(async () => {
  await emptyTables(
    db,
    'alert_log',
    'alerts',
    'posts',
    'servers',
    'groups',
    'people',
    'audit',
    'sources',
    'messages',
  )
  staffId = await idOf(
    db.insert(staff).values({ role: 'owner', name: 'Dana', email: 'dana@example.net' }).returning(),
  )
  await db.insert(sources).values({ name: 'Scanner', tokenHash: 'x' })
  web01 = await idOf(db.insert(servers).values({ hostname: 'web01.example.net', label: 'web01' }).returning())
  refreshed.length = 0
  nudges = 0
})

async function idOf(rows: Promise<{ id: string }[]>): Promise<string> {
  const [row] = await rows
  return row?.id ?? ''
}

/** What the source sends in that format, received at that minute. */
async function post(minute: number, format: string, body: unknown): Promise<void> {
  const [source] = await db.select().from(sources)
  if (!source) throw new Error('There is no source.')
  await receiveAlerts(db, { source, format, body, messageId: null, receivedAt: minutesLater(minute) })
}

/** One alert in the native schema. */
async function receive(minute: number, facts: Record<string, unknown>): Promise<void> {
  const alert = { kind: 'outage', state: 'firing', severity: 'critical', summary: 'no answer', ...facts }
  await post(minute, 'generic', { version: 1, alerts: [{ fingerprint: `ping:${facts.server}`, ...alert }] })
}

const web99 = (label = 'web99') => ({
  name: 'web99.example.net',
  hostname: 'web99.example.net',
  label,
  groupId: null,
  staffId,
})

describe('the unmatched inbox', () => {
  it('gathers what names no server of ours by its name in normal form, the latest first', async () => {
    await receive(0, { server: 'WEB99.example.net:9100' })
    await receive(1, { server: 'db77' })
    await receive(2, { server: 'web99.example.net', summary: 'still no answer' })
    await receive(3, { server: 'web01' })
    expect(await listUnmatched(db, minutesLater(4))).toEqual([
      {
        name: 'web99.example.net',
        hosts: ['web99.example.net', 'WEB99.example.net:9100'],
        count: 2,
        lastSeenAt: minutesLater(2),
        sourceNames: ['Scanner'],
        summary: 'still no answer',
        isAmbiguous: false,
      },
      expect.objectContaining({ name: 'db77', count: 1 }),
    ])
  })

  it('tells a name that several servers have from one that none has, and keeps what names none', async () => {
    await db.insert(servers).values({ hostname: 'web01.example.com', label: 'web01 in Oslo' })
    await receive(0, { server: 'web01' })
    await receive(1, { server: undefined, fingerprint: 'nameless' })
    const inbox = await listUnmatched(db, minutesLater(2))
    expect(inbox.map(({ name, isAmbiguous }) => [name, isAmbiguous])).toEqual([
      [null, false],
      ['web01', true],
    ])
    await db.update(sources).set({ defaultServerId: web01 })
    expect((await listUnmatched(db, minutesLater(2))).map(host => host.name)).toEqual(['web01'])
  })

  it('forgets a name after 30 days, and what disabled sources say at once', async () => {
    await receive(0, { server: 'web99.example.net' })
    expect(await listUnmatched(db, minutesLater(30 * 1440 + 1))).toEqual([])
    await db.update(sources).set({ disabledAt: now })
    expect(await listUnmatched(db, minutesLater(1))).toEqual([])
  })
})

describe('making a server of a name', () => {
  it('judges again what still fires under it, so that it becomes an incident with its own start', async () => {
    await receive(0, { server: 'web99.example.net' })
    await receive(5, { server: 'WEB99.example.net', fingerprint: 'ping:web99.example.net' })
    await receive(0, { server: 'web99.example.net', fingerprint: 'disk', kind: 'slowdown' })
    await receive(6, {
      server: 'web99.example.net',
      fingerprint: 'disk',
      kind: 'slowdown',
      state: 'resolved',
    })
    const [group] = await db.insert(groups).values({ name: 'Oslo' }).returning()
    const wish = { ...web99(), groupId: group?.id ?? null }
    expect(await addServer(db, wish, minutesLater(10))).toEqual({
      hostname: 'web99.example.net',
      judgedAgain: 1,
    })
    expect(await listUnmatched(db, minutesLater(10))).toEqual([])

    const [server] = await db.select().from(servers).where(eq(servers.label, 'web99'))
    expect(server).toMatchObject({ hostname: 'web99.example.net', groupId: group?.id, aliases: [], ips: [] })
    expect(refreshed).toEqual(['/servers/web99.example.net', '/', '/history'])
    expect(nudges).toBe(1)
    expect(await db.select().from(audit)).toMatchObject([
      { staffId, action: 'add-server', facts: { name: 'web99.example.net', judgedAgain: 1 } },
    ])

    await decideAlerts(db, () => minutesLater(15))
    expect(await db.select().from(alerts)).toMatchObject([
      { serverId: server?.id, fingerprint: 'ping:web99.example.net', startsAt: now, closedAt: null },
    ])
    expect(await db.select().from(posts)).toMatchObject([{ cause: 'outage', startedAt: now }])
  })

  it('is heard under its old name, whether that is an alias or an address', async () => {
    await receive(0, { server: '203.0.113.99' })
    await receive(0, { server: 'web_99' })
    const by = { hostname: 'web99.example.net', label: 'web99', groupId: null, staffId }
    expect(await addServer(db, { ...by, name: '203.0.113.99' }, minutesLater(1))).toMatchObject({
      judgedAgain: 1,
    })
    const other = { ...by, name: 'web_99', hostname: 'web98.example.net' }
    expect(await addServer(db, other, minutesLater(1))).toMatchObject({ judgedAgain: 1 })
    const made = await db.select().from(servers).orderBy(servers.hostname)
    expect(made.map(({ aliases, ips }) => [aliases, ips])).toEqual([
      [[], []],
      [['web_99'], []],
      [[], ['203.0.113.99']],
    ])
  })

  it('happens once, whoever else does it at the same moment', async () => {
    await receive(0, { server: 'web99.example.net' })
    const tries = await Promise.all([1, 2, 3].map(() => addServer(db, web99(), minutesLater(1))))
    expect(tries.filter(named => named !== 'taken')).toHaveLength(1)
    expect(await db.$count(alertLog)).toBe(2)
    expect(await db.$count(audit)).toBe(1)
  })

  it('is refused where a server is called so, was called so, or the group is gone', async () => {
    const taken = { ...web99(), name: 'web99', hostname: 'web01.example.net' }
    expect(await addServer(db, taken, now)).toBe('taken')
    await db.update(servers).set({ retiredAt: now })
    expect(await addServer(db, { ...taken, name: 'web01.example.net' }, now)).toBe('taken')
    expect(await addServer(db, { ...web99(), groupId: 'gonegonegone' }, now)).toBe('taken')
    expect(await db.$count(servers)).toBe(1)
    expect(await db.$count(audit)).toBe(0)
  })

  it('does not let a bound source speak for it', async () => {
    const other = db.insert(servers).values({ hostname: 'web02.example.net', label: 'web02' })
    await db.update(sources).set({ boundServerIds: [web01, await idOf(other.returning())] })
    await receive(0, { server: 'web99.example.net' })
    expect(await addServer(db, web99(), minutesLater(1))).toMatchObject({ judgedAgain: 0 })
    const [again] = await db.select().from(alertLog).where(eq(alertLog.result, 'rejected'))
    expect(again?.reason).toBe('This token may not speak for web99.example.net.')
    await decideAlerts(db, () => minutesLater(30))
    expect(await db.$count(posts)).toBe(0)
  })
})

describe('saying which server a name means', () => {
  it('makes it an alias and judges again what waited under it', async () => {
    await receive(0, { server: 'old-web01' })
    const wish = { name: 'old-web01', serverId: web01, staffId }
    expect(await addAlias(db, wish, minutesLater(1))).toEqual({
      hostname: 'web01.example.net',
      judgedAgain: 1,
    })
    expect((await db.select().from(servers))[0]?.aliases).toEqual(['old-web01'])
    expect(refreshed).toContain('/servers/old-web01')
    await decideAlerts(db, () => minutesLater(5))
    expect(await db.select().from(alerts)).toMatchObject([{ serverId: web01 }])
    expect(await addAlias(db, wish, minutesLater(6))).toBe('taken')
    expect(await db.$count(alertLog)).toBe(2)
  })

  it('lets an identity that rests on the server go on: the end of what was judged again is its end', async () => {
    const send = async (minute: number, status: string) => {
      const facts = { host: 'old-web01', chart: 'system.load', alert: 'load_average_15', status }
      const when = String(minutesLater(minute).getTime() / 1000)
      await post(minute, 'netdata', { ...facts, message: 'load 48', when })
    }
    await send(0, 'CRITICAL')
    await addAlias(db, { name: 'old-web01', serverId: web01, staffId }, minutesLater(1))
    await decideAlerts(db, () => minutesLater(2))
    await send(3, 'CLEAR')
    await decideAlerts(db, () => minutesLater(4))
    expect(await db.select().from(alerts)).toMatchObject([
      { fingerprint: `netdata:${web01}:system.load:load_average_15`, closedAt: minutesLater(3) },
    ])
  })

  it('ends an ambiguity', async () => {
    await db.insert(servers).values({ hostname: 'web01.example.com', label: 'web01 in Oslo' })
    await receive(0, { server: 'web01' })
    expect(await addAlias(db, { name: 'web01', serverId: web01, staffId }, now)).toMatchObject({
      judgedAgain: 1,
    })
    expect(await listUnmatched(db, minutesLater(1))).toEqual([])
  })
})
