import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { updates } from '#db/schema/update.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { acknowledgeIncident } from '#lib/flows/incidents/acknowledge-incident.ts'
import { approveIncident } from '#lib/flows/incidents/approve-incident.ts'
import { dismissIncident } from '#lib/flows/incidents/dismiss-incident.ts'
import { resolveIncident } from '#lib/flows/incidents/resolve-incident.ts'
import { takeOnIncident } from '#lib/flows/incidents/take-on-incident.ts'
import { writeUpdate } from '#lib/flows/incidents/write-update.ts'
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

beforeEach(async () => {
  await emptyTables(db, 'posts', 'servers', 'people', 'audit', 'status_history')
  refreshed.length = 0
  nudges = 0
  const [staffMember] = await db
    .insert(staff)
    .values({ role: 'owner', name: 'Dana', email: 'dana@example.net' })
    .returning()
  staffId = staffMember?.id ?? ''
})

type State = Partial<typeof posts.$inferInsert>

/** An incident of two servers, of which customers know what the state says. */
async function incident(state: State): Promise<string> {
  const id = newId()
  const isPublic = state.visibility === 'published'
  const facts = { cause: 'suspicious-file', phase: 'investigating', startedAt: now } as const
  const address = { slug: `2026-03-10-incident-${id}`, title: 'web01 and web02 are being checked' }
  await db.insert(posts).values({ id, kind: 'incident', visibility: 'held', ...facts, ...address, ...state })
  for (const label of ['web01', 'web02']) {
    const hostname = `${label}.example.net`
    const [server] = await db.insert(servers).values({ label, hostname }).returning()
    await db.insert(affectedServers).values({
      postId: id,
      serverId: server?.id ?? '',
      impact: 'degraded',
      cause: 'suspicious-file',
      since: now,
      ...(isPublic ? { announcedImpact: 'degraded', announcedAt: now } : { staffToldAt: now }),
    })
  }
  return id
}

const held = () => incident({})
const open = () => incident({ visibility: 'published', publishedAt: now })

async function postOf(id: string) {
  const [post] = await db.select().from(posts).where(eq(posts.id, id))
  return post
}

const approval = (postId: string) => ({
  postId,
  staffId,
  title: 'We check web01 and web02',
  text: 'We found a file.',
  nextUpdateMinutes: 30,
})

describe('taking a public incident', () => {
  it('lets readers read that we are on it, and leaves its end to the alerts', async () => {
    const id = await open()
    expect(await takeOnIncident(db, { postId: id, staffId }, now)).toBe('done')
    expect(await postOf(id)).toMatchObject({ acknowledgedAt: now, acknowledgedBy: staffId, touchedAt: null })
    const timeline = await db.select().from(updates).where(eq(updates.postId, id))
    expect(timeline).toMatchObject([{ staffId, phase: 'investigating', body: 'We are on it.' }])
    expect(refreshed).toContain('/servers/web01.example.net')
    expect(await db.select().from(audit)).toMatchObject([{ staffId, action: 'take-incident' }])
  })

  it('is done by one person, once', async () => {
    const id = await open()
    const tries = await Promise.all([1, 2, 3].map(() => takeOnIncident(db, { postId: id, staffId }, now)))
    expect(tries.filter(outcome => outcome === 'done')).toHaveLength(1)
  })
})

describe('taking an incident', () => {
  it.each([
    ['that is held', {}],
    ['on which a person has written', { visibility: 'published', publishedAt: now, touchedAt: now }],
    ['that is over', { visibility: 'published', publishedAt: now, resolvedAt: now }],
  ] as const)('%s changes nothing', async (_case, state) => {
    const id = await incident(state)
    expect(await takeOnIncident(db, { postId: id, staffId }, now)).toBe('changed-meanwhile')
    expect(await db.$count(updates)).toBe(0)
  })
})

describe('approving what is held', () => {
  it('publishes it in the words of staff, and promises the next update', async () => {
    const id = await held()
    expect(await approveIncident(db, approval(id), now)).toBe('done')
    expect(await postOf(id)).toMatchObject({
      visibility: 'published',
      title: 'We check web01 and web02',
      summary: 'We found a file.',
      publishedAt: now,
      touchedAt: now,
      nextUpdateAt: minutesLater(30),
    })
    const timeline = await db.select().from(updates).where(eq(updates.postId, id))
    expect(timeline).toMatchObject([{ staffId, phase: 'investigating', body: 'We found a file.' }])
    expect(await db.select().from(audit)).toMatchObject([
      { staffId, action: 'approve-incident', subject: `post ${id}` },
    ])
  })

  it('publishes once, whoever else approves at the same moment, and customers are told once', async () => {
    const id = await held()
    const tries = await Promise.all([1, 2, 3, 4].map(() => approveIncident(db, approval(id), now)))
    expect(tries.filter(outcome => outcome === 'done')).toHaveLength(1)
    expect(await db.$count(updates)).toBe(1)
    expect(await db.$count(audit)).toBe(1)

    await decideAlerts(db, () => minutesLater(1))
    await decideAlerts(db, () => minutesLater(2))
    const told = await db.select().from(notices)
    expect(told.map(notice => [notice.kind, notice.facts.servers.length])).toEqual([['began', 2]])
  })

  it('refreshes the pages that show it and asks for a decision', async () => {
    const id = await held()
    await approveIncident(db, approval(id), now)
    const slug = (await postOf(id))?.slug
    expect(refreshed.sort()).toEqual(
      ['/', '/history', `/posts/${slug}`, '/servers/web01.example.net', '/servers/web02.example.net'].sort(),
    )
    expect(nudges).toBe(1)
  })

  it('publishes nothing when it has grown by a server that the person did not see', async () => {
    const id = await held()
    const [seen, joined] = await db.select().from(affectedServers).where(eq(affectedServers.postId, id))
    const seenServerIds = [seen?.serverId ?? '']
    expect(await approveIncident(db, { ...approval(id), seenServerIds }, now)).toBe('grown')
    expect(await postOf(id)).toMatchObject({ visibility: 'held', publishedAt: null })
    seenServerIds.push(joined?.serverId ?? '')
    expect(await approveIncident(db, { ...approval(id), seenServerIds }, now)).toBe('done')
  })

  it('changes nothing when it is public already', async () => {
    const id = await open()
    expect(await approveIncident(db, approval(id), now)).toBe('changed-meanwhile')
    expect((await postOf(id))?.title).toBe('web01 and web02 are being checked')
    expect(refreshed).toEqual([])
  })
})

describe('dismissing what is held', () => {
  it('tells no customer, ever', async () => {
    const id = await held()
    expect(await dismissIncident(db, { postId: id, staffId }, now)).toBe('done')
    // Readers hear which pages change: its address would tell them that it was there.
    expect(refreshed).toEqual(['/desk'])
    await decideAlerts(db, () => minutesLater(30))
    expect(await postOf(id)).toMatchObject({ visibility: 'draft', resolvedAt: now, publishedAt: null })
    expect(await db.$count(notices)).toBe(0)
    expect(await approveIncident(db, approval(id), minutesLater(1))).toBe('changed-meanwhile')
  })

  it('does not touch what is public', async () => {
    const id = await open()
    expect(await dismissIncident(db, { postId: id, staffId }, now)).toBe('changed-meanwhile')
    expect(await postOf(id)).toMatchObject({ visibility: 'published', resolvedAt: null, touchedAt: null })
  })
})

const update = (postId: string) => ({
  id: newId(),
  postId,
  staffId,
  phase: 'identified' as const,
  text: 'It came by the panel.',
  nextUpdateAt: minutesLater(65),
  isMailed: false,
})

describe('looking at what is held', () => {
  it('is noted for the first who says so, and changes nothing for customers', async () => {
    const id = await held()
    const tries = await Promise.all(
      [1, 2, 3].map(() => acknowledgeIncident(db, { postId: id, staffId }, now)),
    )
    expect(tries.filter(outcome => outcome === 'done')).toHaveLength(1)
    expect(await postOf(id)).toMatchObject({
      acknowledgedAt: now,
      acknowledgedBy: staffId,
      visibility: 'held',
    })
    expect(await readIncident(db, id)).toMatchObject({ acknowledgedName: 'Dana' })
    expect(await db.select().from(audit)).toMatchObject([{ staffId, action: 'acknowledge-incident' }])
    expect(refreshed).toEqual(['/desk'])
  })

  it('is not possible when it is public', async () => {
    const id = await open()
    expect(await acknowledgeIncident(db, { postId: id, staffId }, now)).toBe('changed-meanwhile')
  })
})

describe('writing an update', () => {
  it('moves the phase and the promise, and makes the incident a person’s', async () => {
    const id = await open()
    expect(await writeUpdate(db, update(id), minutesLater(5))).toBe('done')
    expect(await postOf(id)).toMatchObject({
      phase: 'identified',
      nextUpdateAt: minutesLater(65),
      touchedAt: minutesLater(5),
    })
  })

  it('writes a form that was sent twice once', async () => {
    const id = await open()
    const twice = update(id)
    await Promise.all([writeUpdate(db, twice, now), writeUpdate(db, twice, now)])
    expect(await db.$count(updates)).toBe(1)
  })

  it('mails it once when that is wanted, with its words as plain text and every server as it is now', async () => {
    const id = await open()
    const [first] = await db.select().from(affectedServers).where(eq(affectedServers.postId, id))
    await db
      .update(affectedServers)
      .set({ endedAt: now })
      .where(eq(affectedServers.serverId, first?.serverId ?? ''))
    const mailed = { ...update(id), text: 'It came by **the panel**.', isMailed: true }
    await Promise.all([writeUpdate(db, mailed, now), writeUpdate(db, mailed, now)])
    const [notice, ...others] = await db.select().from(notices)
    expect(others).toEqual([])
    expect(notice).toMatchObject({ kind: 'update', postId: id, createdAt: now })
    expect(notice?.facts.saying).toMatchObject({
      is: 'words',
      about: 'incident',
      text: 'It came by the panel.',
    })
    const states = notice?.facts.servers.map(({ label, endedAt }) => [label, endedAt ?? null])
    expect(states?.filter(([, endedAt]) => endedAt === null)).toHaveLength(1)
    expect(states?.filter(([, endedAt]) => endedAt === now.toISOString())).toHaveLength(1)
  })

  it('mails nothing when that is not wanted', async () => {
    const id = await open()
    await writeUpdate(db, update(id), now)
    expect(await db.$count(notices)).toBe(0)
  })

  it('writes nothing on what is held or over', async () => {
    const before = await held()
    expect(await writeUpdate(db, update(before), now)).toBe('over')
    await db.update(posts).set({ visibility: 'published', publishedAt: now, resolvedAt: now })
    expect(await writeUpdate(db, update(before), now)).toBe('over')
    expect(await db.$count(updates)).toBe(0)
  })
})

const resolution = (postId: string) => ({
  postId,
  staffId,
  title: 'web01 and web02 were checked',
  text: 'All clear.',
})

describe('resolving', () => {
  it('ends all servers and tells the customers once', async () => {
    const id = await open()
    const cleared = minutesLater(3)
    await db.update(affectedServers).set({ clearedAt: cleared })
    const results = await Promise.all([1, 2].map(() => resolveIncident(db, resolution(id), minutesLater(10))))
    expect(results.sort()).toEqual(['done', 'over'])
    const rows = await db.select().from(affectedServers)
    expect(rows.map(row => [row.clearedAt, row.endedAt])).toEqual([
      [cleared, minutesLater(10)],
      [cleared, minutesLater(10)],
    ])
    await decideAlerts(db, () => minutesLater(11))
    await decideAlerts(db, () => minutesLater(12))
    const told = await db.select().from(notices)
    expect(told.map(notice => [notice.kind, notice.facts.servers.length])).toEqual([['ended', 2]])
    expect(await postOf(id)).toMatchObject({ phase: 'resolved', title: 'web01 and web02 were checked' })
  })

  it('leaves a proposal no longer open', async () => {
    const id = await incident({ visibility: 'published', publishedAt: now, resolutionProposedAt: now })
    await resolveIncident(db, resolution(id), minutesLater(1))
    expect(await postOf(id)).toMatchObject({ resolutionProposedAt: null, nextUpdateAt: null })
  })
})
