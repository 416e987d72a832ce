import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readQuestions } from '#db/reads/alerts/questions.ts'
import { alertLog, alerts } from '#db/schema/alert.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { answerQuestion } from '#lib/flows/alerts/answer-question.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { addSource } from '#lib/flows/sources/add-source.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { type Site, testSite } from '#tests/support/site.ts'

let site: Site
let staffId: string
const start = new Date('2026-03-10T14:30:00Z')
const minute = (count: number) => new Date(start.getTime() + count * 60_000)

beforeAll(async () => {
  site = await testSite()
  const [row] = await site.db
    .insert(staff)
    .values({ role: 'owner', name: 'Dana', email: 'dana@example.net' })
    .returning()
  staffId = row?.id ?? ''
})
afterAll(() => site?.close())

beforeEach(async () => {
  await emptyTables(site.db, 'posts', 'servers', 'sources', 'status_history', 'audit')
  await site.db.insert(servers).values({ id: 'web01', label: 'web01', hostname: 'web01.example.net' })
})

/** A source that says what still fires every ten minutes, unless the facts say otherwise. */
async function source(facts: Partial<typeof sources.$inferInsert> = {}): Promise<void> {
  const row = { id: 'probe', name: 'probe', format: 'alertmanager', tokenHash: 'hash', repeatSeconds: 600 }
  await site.db.insert(sources).values({ ...row, ...facts })
}

async function say(minutes: number, facts: Partial<typeof alertLog.$inferInsert> = {}): Promise<void> {
  await site.db.insert(alertLog).values({
    sourceId: 'probe',
    serverId: 'web01',
    format: 'generic',
    result: 'accepted',
    fingerprint: 'ping',
    kind: 'outage',
    state: 'firing',
    severity: 'critical',
    summary: 'no answer',
    startsAt: minute(0),
    receivedAt: minute(minutes),
    ...facts,
  })
  await decideAlerts(site.db, () => minute(minutes))
}

const asked = async (minutes: number) => {
  const questions = await readQuestions(site.db, minute(minutes))
  return questions.map(({ serverLabel, heardAt, post }) => ({ serverLabel, heardAt, title: post?.title }))
}

const theAlert = async () => {
  const [alert] = await site.db.select().from(alerts)
  if (!alert) throw new Error('There is no alert.')
  return alert
}

describe('a firing alert of a source that repeats itself', () => {
  it('is asked about once it has not repeated for twice its interval, and not while it repeats', async () => {
    await source()
    await say(0)
    await say(10)
    expect(await asked(29)).toEqual([])
    const heardAt = minute(10)
    expect(await asked(30)).toEqual([{ serverLabel: 'web01', heardAt, title: 'web01 is down' }])
    await say(31)
    expect(await asked(31)).toEqual([])
  })

  it('stays public however long it is silent: no recovery follows from silence', async () => {
    await source()
    await say(0)
    await decideAlerts(site.db, () => minute(100_000))
    expect(await site.db.select().from(posts)).toMatchObject([{ phase: 'investigating', resolvedAt: null }])
  })

  it('is over by one word of staff: its server is watched, then its customers hear the end', async () => {
    await source()
    await say(0)
    const { id: alertId } = await theAlert()
    expect(await answerQuestion(site.db, { alertId, staffId, isTrue: false }, minute(30))).toBe('done')
    await decideAlerts(site.db, () => minute(30))
    expect(await asked(60)).toEqual([])
    expect(await site.db.select().from(posts)).toMatchObject([{ phase: 'monitoring' }])
    await decideAlerts(site.db, () => minute(35))
    expect(await site.db.select().from(posts)).toMatchObject([{ phase: 'resolved' }])
    const kinds = (await site.db.select().from(notices)).map(notice => notice.kind)
    expect(kinds.sort()).toEqual(['began', 'ended'])
    const written = await site.db.select().from(audit).where(eq(audit.action, 'end-alert'))
    expect(written).toMatchObject([{ staffId, subject: `alert ${alertId}` }])
  })

  it('is ended once, whoever else ends it at the same moment', async () => {
    await source()
    await say(0)
    const { id: alertId } = await theAlert()
    await answerQuestion(site.db, { alertId, staffId, isTrue: false }, minute(30))
    await decideAlerts(site.db, () => minute(30))
    expect(await answerQuestion(site.db, { alertId, staffId, isTrue: false }, minute(31))).toBe('over')
  })

  it('that staff know to be true is asked about again after as long a silence', async () => {
    await source()
    await say(0)
    const { id: alertId } = await theAlert()
    await answerQuestion(site.db, { alertId, staffId, isTrue: true }, minute(30))
    await decideAlerts(site.db, () => minute(30))
    expect(await asked(49)).toEqual([])
    expect(await asked(50)).toHaveLength(1)
  })

  it('opens again when its source goes on after staff ended it', async () => {
    await source()
    await say(0)
    const { id: alertId } = await theAlert()
    await answerQuestion(site.db, { alertId, staffId, isTrue: false }, minute(30))
    for (const minutes of [30, 35]) await decideAlerts(site.db, () => minute(minutes))
    await say(40)
    expect(await site.db.$count(alerts)).toBe(2)
    const phases = (await site.db.select().from(posts)).map(post => post.phase)
    expect(phases.sort()).toEqual(['investigating', 'resolved'])
  })
})

describe('a firing alert of a source that says it once', () => {
  it('is asked about after a day', async () => {
    await source({ format: 'netdata', repeatSeconds: null })
    await say(0)
    expect(await asked(24 * 60 - 1)).toEqual([])
    expect(await asked(24 * 60)).toHaveLength(1)
  })

  it('of an agent is not asked about while its heartbeats list it', async () => {
    await source({ repeatSeconds: null, agentServerId: 'web01', lastSeenAt: minute(24 * 60) })
    await say(0)
    expect(await asked(25 * 60)).toEqual([])
  })

  it('of a source that was disabled is asked about at once', async () => {
    await source({ disabledAt: minute(5) })
    await say(0)
    expect(await asked(6)).toHaveLength(1)
  })
})

it('what is for staff alone, and what is held for them already, is asked about nowhere', async () => {
  await source()
  await say(0, { kind: 'other' })
  await say(0, { fingerprint: 'guess', isGuess: true })
  expect(await asked(1_000)).toEqual([])
  await say(1, { fingerprint: 'old', startsAt: minute(-11_000) })
  expect(await asked(1_000)).toEqual([])
})

it('a new source of Alertmanager is known to repeat itself every four hours', async () => {
  await addSource(site.db, { name: 'am', format: 'alertmanager', staffId }, start)
  expect(await site.db.select().from(sources)).toMatchObject([{ repeatSeconds: 14_400 }])
})
