import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AlertFilter, readAlertLog, readCaused, readLogLine } from '#db/reads/alerts/desk-alerts.ts'
import { alertLog, alerts } from '#db/schema/alert.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { receiveAlerts } from '#lib/flows/alerts/receive-alerts.ts'
import { replayAlert } from '#lib/flows/alerts/replay-alert.ts'
import { testSite } from '#tests/support/site.ts'

const site = await testSite()
afterAll(() => site.close())
const { db } = site
const now = new Date('2026-03-10T14:30:00Z')
const minutesLater = (count: number) => new Date(now.getTime() + count * 60_000)

const sourceIds: string[] = []
const any: AlertFilter = {
  server: null,
  sourceId: null,
  fingerprint: null,
  text: null,
  kind: null,
  state: null,
  result: null,
  from: null,
  to: null,
  before: null,
}

async function receive(source: number, minute: number, facts: Record<string, unknown>) {
  const rows = await db.select().from(sources).orderBy(sources.name)
  const alert = { kind: 'outage', state: 'firing', severity: 'critical', summary: 'no answer', ...facts }
  const request = {
    source: rows[source] as (typeof rows)[number],
    format: 'generic',
    messageId: null,
    body: { version: 1, alerts: [alert] },
    receivedAt: minutesLater(minute),
  }
  await receiveAlerts(db, request)
}

beforeAll(async () => {
  const rows = ['A', 'B'].map(name => ({ name, tokenHash: name }))
  sourceIds.push(...(await db.insert(sources).values(rows).returning()).map(row => row.id))
  await db.insert(servers).values([
    { hostname: 'web01.example.net', label: 'web01' },
    { hostname: 'db01.example.net', label: 'database' },
  ])
  await receive(0, 0, { server: 'web01', fingerprint: 'ping' })
  await receive(0, 1, { server: 'db01', fingerprint: 'load_1', kind: 'slowdown', summary: '100% busy' })
  await receive(1, 2, { server: 'web01', fingerprint: 'ping', state: 'resolved' })
  await receive(1, 3, { server: 'web99', fingerprint: 'load-1', summary: '100 busy' })
  await decideAlerts(db, () => minutesLater(4))
})

/** The minutes at which the lines that fit were received, the latest first. */
async function found(filter: Partial<AlertFilter>): Promise<number[]> {
  const { lines } = await readAlertLog(db, { ...any, ...filter })
  return lines.map(line => (line.receivedAt.getTime() - now.getTime()) / 60_000)
}

describe('looking for alerts', () => {
  it('finds by server, as we and as callers call it', async () => {
    expect(await found({ server: 'web01.example.net' })).toEqual([2, 0])
    expect(await found({ server: 'Database' })).toEqual([1])
    expect(await found({ server: 'web9' })).toEqual([3])
  })

  it('finds by source, fingerprint, kind, state, result and time', async () => {
    expect(await found({ sourceId: sourceIds[1] ?? '' })).toEqual([3, 2])
    expect(await found({ fingerprint: 'ping' })).toEqual([2, 0])
    expect(await found({ kind: 'slowdown' })).toEqual([1])
    expect(await found({ state: 'resolved' })).toEqual([2])
    expect(await found({ result: 'unmatched' })).toEqual([3])
    expect(await found({ from: minutesLater(1), to: minutesLater(2) })).toEqual([2, 1])
    expect(await found({ sourceId: sourceIds[0] ?? '', kind: 'outage' })).toEqual([0])
  })

  it('takes what was typed as it is: %, _ and \\ are no signs of a pattern', async () => {
    expect(await found({ text: '100% b' })).toEqual([1])
    expect(await found({ text: 'load_1' })).toEqual([1])
    expect(await found({ text: '\\' })).toEqual([])
    expect(await found({ text: 'BUSY' })).toEqual([3, 1])
  })

  it('goes on below the last line that was shown, without a line lost or shown twice', async () => {
    const [source] = await db.select().from(sources)
    const rows = Array.from({ length: 250 }, (_, i) => ({
      sourceId: source?.id ?? '',
      format: 'generic',
      result: 'ignored' as const,
      fingerprint: 'many',
      receivedAt: minutesLater(i),
      decidedAt: now,
    }))
    await db.insert(alertLog).values(rows)
    const seen: number[] = []
    for (let before: number | null = null; ; ) {
      const page = await readAlertLog(db, { ...any, fingerprint: 'many', before })
      seen.push(...page.lines.map(line => line.sequence))
      if (!page.hasOlder) break
      before = page.lines.at(-1)?.sequence ?? null
    }
    expect(seen).toHaveLength(250)
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a))
  })
})

describe('a line of the log', () => {
  it('leads to its incident and to the status changes that cite it', async () => {
    const [line] = (await readAlertLog(db, { ...any, sourceId: sourceIds[0] ?? '', kind: 'outage' })).lines
    const whole = await readLogLine(db, line?.sequence ?? 0)
    expect(whole).toMatchObject({ serverHostname: 'web01.example.net', post: { title: 'web01 is down' } })
    expect(await readCaused(db, whole?.alertId ?? '')).toMatchObject([
      { label: 'web01', impact: 'major_outage', cause: 'outage' },
    ])
    expect(await readLogLine(db, 999_999)).toBeNull()
  })
})

describe('replaying a line', () => {
  const counts = async () => Promise.all([alertLog, alerts, posts, notices].map(table => db.$count(table)))

  it('says what it would do now, and stores nothing', async () => {
    const before = await counts()
    const [line] = (await readAlertLog(db, { ...any, result: 'unmatched' })).lines
    const sequence = line?.sequence ?? 0
    expect(await replayAlert(db, sequence, minutesLater(10))).toMatchObject({
      outlook: 'unmatched: No server is known as "web99": kept for staff.',
      hostname: null,
    })
    const hostname = 'web99.example.net'
    const [server] = await db.insert(servers).values({ hostname, label: 'web99' }).returning()
    expect(await replayAlert(db, sequence, minutesLater(10))).toMatchObject({
      outlook: "accepted: opens incident 'web99 is down'",
      hostname,
    })
    expect(server).toBeDefined()
    expect(await counts()).toEqual(before)
  })

  it('has nothing to say of a line that is not there or held no alert', async () => {
    expect(await replayAlert(db, 999_999, now)).toBeNull()
    const [line] = (await readAlertLog(db, { ...any, fingerprint: 'many' })).lines
    expect(await replayAlert(db, line?.sequence ?? 0, now)).toBeNull()
  })
})
