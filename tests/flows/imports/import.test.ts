import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readImport } from '#db/reads/imports/imports.ts'
import { readPostRecords } from '#db/reads/posts/post-records.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { reviews } from '#db/schema/review.ts'
import { groups, servers } from '#db/schema/server.ts'
import { audit } from '#db/schema/staff.ts'
import { consents, subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { updates } from '#db/schema/update.ts'
import { forgetImport } from '#lib/flows/imports/apply-import.ts'
import { resolveIncident } from '#lib/flows/incidents/resolve-incident.ts'
import { writeUpdate } from '#lib/flows/incidents/write-update.ts'
import { purgeUnconfirmed } from '#lib/flows/subscribers/purge-unconfirmed.ts'
import { importsFixture, now, saidCounts, savedStatuspage, staffId } from './imports-fixture.ts'

const site = await importsFixture()
afterAll(() => site.close())
const { db } = site
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const postCalled = async (title: string) => (await db.select().from(posts).where(eq(posts.title, title)))[0]

describe('what comes from another product', () => {
  let importId = ''
  beforeAll(async () => {
    importId = await site.read('statuspage', Buffer.from(JSON.stringify(savedStatuspage())))
  })

  it('is shown before anything is written: what is new, what stays there, and what has no host name', async () => {
    const preview = await site.preview(importId)
    expect(saidCounts(preview.counts)).toEqual([
      'group: 1 new',
      'server: 3 new',
      'incident: 2 new',
      'maintenance: 1 new',
      'subscriber: 2 new',
    ])
    expect(preview.open).toEqual(['web07 does not answer'])
    expect(preview.nameless).toEqual([
      { name: 'Control panel', hostname: 'control-panel' },
      { name: 'Billing', hostname: 'billing' },
    ])
    expect(preview.row.left).toContainEqual({ why: 'sms', count: 1, names: [] })
    expect(await site.rows()).toMatchObject({ servers: 0, posts: 0, subscribers: 0 })
  })

  it('is written once, with its times, and nobody is told', async () => {
    const counts = await site.apply(importId)
    expect(saidCounts(counts)).toEqual(saidCounts((await site.preview(importId)).row.counts ?? counts))
    expect(await site.told()).toBe(0)
    expect(await db.select({ name: groups.name }).from(groups)).toEqual([{ name: 'Frankfurt' }])
    const [web07] = await db.select().from(servers).where(eq(servers.hostname, 'web07.example.net'))
    expect(web07).toMatchObject({ label: 'web07.example.net', note: 'Shared hosting' })
    const open = await postCalled('web07 does not answer')
    expect(open).toMatchObject({
      phase: 'investigating',
      resolvedAt: null,
      publishedAt: new Date('2026-11-29T08:00:00Z'),
    })
    expect(
      await db
        .select()
        .from(affectedServers)
        .where(eq(affectedServers.postId, open?.id ?? '')),
    ).toMatchObject([
      {
        serverId: web07?.id,
        impact: 'partial_outage',
        endedAt: null,
        announcedImpact: null,
        isJudgedQuietly: true,
      },
    ])
    const [entry] = await db
      .select()
      .from(updates)
      .where(eq(updates.postId, open?.id ?? ''))
    expect(entry).toMatchObject({
      body: 'We are **looking** at \\{it}.\nMore at [help](https://example.net/help).',
      createdAt: new Date('2026-11-29T08:01:00Z'),
    })
    const past = await postCalled('Mail was slow')
    expect(past).toMatchObject({ phase: 'resolved', resolvedAt: new Date('2025-03-01T12:00:00Z') })
    expect(await db.select({ body: reviews.body }).from(reviews)).toEqual([
      { body: '## What happened\n\nA queue grew.' },
    ])
    expect((await db.select({ action: audit.action }).from(audit)).map(row => row.action)).toEqual(
      expect.arrayContaining(['read-product', 'apply-import', 'change-servers', 'finish-import']),
    )
  })

  it('keeps where consent comes from, and widens nobody’s choice', async () => {
    expect(await db.select({ origin: consents.origin, proof: consents.proof }).from(consents)).toEqual([
      { origin: 'Atlassian Statuspage (sp0000000001), confirmed there', proof: 'since 2024-02-01' },
      { origin: 'Atlassian Statuspage (sp0000000001), confirmed there', proof: 'since 2024-02-02' },
    ])
    const [bob] = await db.select().from(subscribers).where(eq(subscribers.email, 'bob@example.org'))
    const watched = await db
      .select()
      .from(subscriptions)
      .where(eq(subscriptions.subscriberId, bob?.id ?? ''))
    expect(watched).toHaveLength(1)
    expect(watched[0]?.serverId).not.toBeNull()
  })

  it('is no news to readers of feeds before somebody writes on it here', async () => {
    const fed = () =>
      db.transaction(tx => readPostRecords(tx, { isWrittenHere: true, limit: 100 }, later(10)))
    expect(await fed()).toEqual([])
    const post = await postCalled('web07 does not answer')
    await writeUpdate(
      db,
      {
        id: 'updateupdate',
        postId: post?.id ?? '',
        staffId,
        text: 'Still on it.',
        phase: 'identified',
        nextUpdateAt: null,
        isMailed: false,
        seenAt: later(1),
      },
      later(2),
    )
    expect((await fed()).map(each => each.titled.title)).toEqual(['web07 does not answer'])
  })

  it('changes nothing when it comes a second time', async () => {
    const before = await site.rows()
    expect(await site.bring(savedStatuspage(), later(5))).toEqual([
      'group: 1 same',
      'server: 3 same',
      'incident: 2 same',
      'maintenance: 1 same',
      'subscriber: 2 same',
    ])
    expect(await site.rows()).toEqual(before)
    expect(await site.told(later(5))).toBe(0)
  })

  it('follows what changed there, but not what was changed here', async () => {
    const saved = savedStatuspage()
    saved.components[2].name = 'Panel'
    saved.incidents[0].name = 'web07 is back'
    saved.incidents[1].name = 'Mail was very slow'
    saved.scheduled_maintenances[0].scheduled_until = '2026-12-25T00:30:00.000Z'
    saved.subscribers[1].components = []
    expect(await site.bring(saved, later(6))).toEqual([
      'group: 1 same',
      'server: 1 changed, 2 same',
      'incident: 1 changed, 1 kept',
      'maintenance: 1 changed',
      'subscriber: 1 same, 1 kept',
    ])
    expect(await postCalled('Mail was very slow')).toBeDefined()
    expect(await postCalled('web07 does not answer')).toBeDefined()
    expect(
      await db.select({ label: servers.label }).from(servers).where(eq(servers.hostname, 'control-panel')),
    ).toEqual([{ label: 'Panel' }])
    expect(await site.told(later(6))).toBe(0)
  })

  it('tells nobody when what was open there is resolved here', async () => {
    const post = await postCalled('web07 does not answer')
    const outcome = await resolveIncident(
      db,
      { postId: post?.id ?? '', staffId, title: 'web07 is back', text: 'It is back.' },
      later(7),
    )
    expect(outcome).toBe('done')
    expect(await site.told(later(30))).toBe(0)
  })

  it('does not come again once it was deleted here', async () => {
    await db.delete(subscribers).where(eq(subscribers.email, 'ada@example.org'))
    expect(await site.bring(savedStatuspage(), later(40))).toContain('subscriber: 1 same, 1 gone')
    expect(await db.$count(subscribers, eq(subscribers.email, 'ada@example.org'))).toBe(0)
  })
})

it('what was read can be dropped, and then it is gone', async () => {
  const id = await site.read('statuspage', Buffer.from(JSON.stringify(savedStatuspage())))
  expect(await forgetImport(db, { importId: id, staffId }, now)).toBe('done')
  expect(await forgetImport(db, { importId: id, staffId }, now)).toBe('gone')
})

it('what nobody applied within two days is forgotten', async () => {
  const id = await site.read('statuspage', Buffer.from(JSON.stringify(savedStatuspage())))
  await purgeUnconfirmed(db, later(2 * 24 * 60 - 1))
  expect(await readImport(db, id)).toBeDefined()
  await purgeUnconfirmed(db, later(2 * 24 * 60 + 1))
  expect(await readImport(db, id)).toBeUndefined()
})

it('a file of something else is refused, with why', async () => {
  const id = await site.read('uptime-kuma', Buffer.from('hello'), 'kuma.db')
  expect((await site.preview(id)).row).toMatchObject({ state: 'failed', problem: 'not-this-product' })
})
