import { eq } from 'drizzle-orm'
import { parseFeed } from 'feedsmith'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { staff } from '#db/schema/staff.ts'
import { cancelPlanned } from '#lib/flows/maintenance/cancel-maintenance.ts'
import { completeNow } from '#lib/flows/maintenance/complete-maintenance.ts'
import { extendMaintenance } from '#lib/flows/maintenance/extend-maintenance.ts'
import { moveMaintenance } from '#lib/flows/maintenance/move-maintenance.ts'
import { later } from '#lib/rules/time/time.ts'
import { testSite } from '#tests/support/site.ts'
import { ago, now } from '#tests/support/world/public-world.ts'
import { calmWorld, readDocument, troubledWorld } from './documents-world.ts'

/** The events of a calendar, read by a program that does not know how it was written. */
async function eventsAt(db: Database, address: string) {
  const { text } = await readDocument(db, address)
  const calendar = new ICAL.Component(ICAL.parse(text))
  return calendar.getAllSubcomponents('vevent').map(each => {
    const event = new ICAL.Event(each)
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      sequence: event.sequence,
      from: event.startDate.toJSDate().toISOString(),
      to: event.endDate.toJSDate().toISOString(),
      status: each.getFirstPropertyValue('status'),
    }
  })
}

/** Whom the flows tell of what changed. */
let site: Awaited<ReturnType<typeof testSite>>
beforeAll(async () => {
  site = await testSite()
})
afterAll(() => site.close())

const staffId = 'dana'

/** Maintenance of two servers by turns that begins tomorrow. */
async function turnsWorld(): Promise<Database> {
  const db = await calmWorld()
  await db.insert(staff).values({ role: 'owner', id: staffId, name: 'Dana', email: 'dana@example.com' })
  const day = 86_400
  const times = { startsAt: later(now, day), endsAt: later(now, day + 7200) }
  await db.insert(posts).values({
    id: 'turns',
    slug: 'turns',
    kind: 'maintenance',
    title: 'Neue Lüfter, für 東京; und mehr: 🛠️'.repeat(3),
    visibility: 'published',
    phase: 'scheduled',
    startedAt: times.startsAt,
    publishedAt: ago(60),
    updatedAt: ago(60),
  })
  await db
    .insert(maintenance)
    .values({ id: 'turns', postId: 'turns', kind: 'maintenance', title: 'Fans', ...times })
  const middle = later(now, day + 3600)
  await db.insert(maintenanceServers).values([
    { maintenanceId: 'turns', serverId: 'web01', startsAt: times.startsAt, endsAt: middle },
    { maintenanceId: 'turns', serverId: 'web02', startsAt: middle, endsAt: times.endsAt },
  ])
  return db
}

describe('a calendar of planned maintenance', () => {
  it('is read by ical.js, in lines of at most 75 octets, with what RFC 5545 demands', async () => {
    const { text, contentType } = await readDocument(await turnsWorld(), '/maintenance.ics')
    expect(contentType).toBe('text/calendar; charset=utf-8')
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')
    const once = [
      'uid',
      'dtstamp',
      'dtstart',
      'dtend',
      'sequence',
      'status',
      'summary',
      'last-modified',
      'url',
      'transp',
    ]
    expect(once.map(name => event?.getAllProperties(name).length)).toEqual(once.map(() => 1))
    expect(event?.getFirstPropertyValue('summary')).toBe('Neue Lüfter, für 東京; und mehr: 🛠️'.repeat(3))
  })

  it('says the times of the whole for the site, and for a server and a group those of their own turns', async () => {
    const db = await turnsWorld()
    const [whole] = await eventsAt(db, '/maintenance.ics')
    const [rack] = await eventsAt(db, '/groups/rack.ics')
    const [own] = await eventsAt(db, '/servers/web02.example-host.net.ics')
    expect([whole?.from, whole?.to]).toEqual(['2026-03-11T14:30:00.000Z', '2026-03-11T16:30:00.000Z'])
    expect(rack).toEqual(whole)
    expect([own?.from, own?.to]).toEqual(['2026-03-11T15:30:00.000Z', '2026-03-11T16:30:00.000Z'])
    expect(whole?.description).toMatch(
      /^web01: 11 Mar 2026, 14:30 UTC to .*\nweb02: 11 Mar 2026, 15:30 UTC to /,
    )
    expect(own?.description).toMatch(/^Servers: web02\n/)
    expect(await eventsAt(db, '/servers/web03.example-host.net.ics')).toEqual([])
  })

  it('keeps its UID and raises its SEQUENCE when it is moved, begun, extended and completed', async () => {
    const db = await turnsWorld()
    const seen = [...(await eventsAt(db, '/maintenance.ics'))]
    const startsAt = later(now, 2 * 86_400)
    const version = () => versionOf(db)
    const move = {
      postId: 'turns',
      staffId,
      startsAt,
      endsAt: later(startsAt, 7200),
      zone: 'UTC',
      isMailed: false,
    }
    expect(await moveMaintenance(db, { ...move, version: await version() }, now)).toBe('done')
    seen.push(...(await eventsAt(db, '/maintenance.ics')))
    const running = later(startsAt, 600)
    const longer = { postId: 'turns', staffId, minutes: 30, isMailed: false }
    expect(await extendMaintenance(db, { ...longer, version: await version() }, running)).toBe('done')
    seen.push(...(await eventsAt(db, '/maintenance.ics')))
    expect(await completeNow(db, { postId: 'turns', staffId }, later(running, 60))).toBe('done')
    // The end that it has by then is the last change of its times; that its words change later is none.
    await db
      .update(posts)
      .set({ updatedAt: later(running, 300) })
      .where(eq(posts.id, 'turns'))
    expect(await newTimesAt(db)).toEqual([running.toISOString()])
    seen.push(...(await eventsAt(db, '/maintenance.ics')))
    expect(new Set(seen.map(event => event.uid))).toEqual(new Set(['work-turns@localhost']))
    const sequences = seen.map(event => event.sequence)
    expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b))
    expect(seen).toHaveLength(4)
    expect(seen.at(-1)).toMatchObject({ status: 'CONFIRMED', to: later(running, 60).toISOString() })
  })

  it('keeps what is cancelled, as such, with the reason and a higher SEQUENCE', async () => {
    const db = await turnsWorld()
    const [before] = await eventsAt(db, '/maintenance.ics')
    const reason = 'The parts are late.'
    expect(await cancelPlanned(db, { postId: 'turns', staffId, reason }, now)).toBe('done')
    const [after] = await eventsAt(db, '/maintenance.ics')
    expect(after).toMatchObject({ uid: before?.uid, status: 'CANCELLED', from: before?.from })
    expect(after?.summary).toMatch(/^Cancelled: /)
    expect(after?.description).toMatch(/^It does not take place: The parts are late\./)
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0)
  })

  it('holds no countermeasure, which begins at once, and is empty where nothing is planned', async () => {
    const db = await troubledWorld()
    expect(await eventsAt(db, '/maintenance.ics')).toHaveLength(1)
    await db.update(maintenance).set({ kind: 'countermeasure' })
    expect(await eventsAt(db, '/maintenance.ics')).toEqual([])
  })

  it('is 404 in its own form under no name of ours', async () => {
    const { status, text } = await readDocument(await calmWorld(), '/servers/nobody.ics')
    expect(status).toBe(404)
    expect(new ICAL.Component(ICAL.parse(text)).getFirstPropertyValue('x-wr-calname')).toMatch(
      /^There is nothing/,
    )
  })
})

/** When the feed of updates says that there are new times. */
async function newTimesAt(db: Database): Promise<(string | undefined)[]> {
  const { feed } = parseFeed((await readDocument(db, '/updates.json')).text)
  const items = (feed as { items?: { title?: string; date_published?: string | Date }[] }).items ?? []
  return items
    .filter(item => item.title?.includes('New times'))
    .map(item => new Date(item.date_published ?? '').toISOString())
}

async function versionOf(db: Database): Promise<number> {
  const [row] = await db
    .select({ version: maintenance.version })
    .from(maintenance)
    .where(eq(maintenance.id, 'turns'))
  return row?.version ?? Number.NaN
}
