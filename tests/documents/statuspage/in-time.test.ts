import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { posts } from '#db/schema/post.ts'
import { reviews } from '#db/schema/review.ts'
import { servers } from '#db/schema/server.ts'
import { writeDocument } from '#lib/documents/write-document.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { mergeIncident } from '#lib/flows/incidents/merge-incident.ts'
import { cancelPlanned } from '#lib/flows/maintenance/cancel-maintenance.ts'
import { idOf, incidentsFixture, now, secondsLater } from '#tests/flows/incidents/incidents-fixture.ts'
import { incident } from '#tests/support/world/public-world.ts'
import { history, oneIncident, oneMaintenance, schemas } from './schemas.ts'
import { type Site, work } from './worlds.ts'

let site: Site
beforeAll(async () => {
  site = await incidentsFixture()
})
afterAll(() => site.close())
beforeEach(() => site.reset())

async function ask(path: string, at = now) {
  const { status, location, body } = await writeDocument(path, { db: site.db, now: at })
  return { status, location, json: status === 308 ? null : JSON.parse(body.toString()) }
}
async function summary(at = now) {
  const { json } = await ask('/api/v2/summary.json', at)
  return schemas['/api/v2/summary.json'].parse(json)
}

describe('an incident', () => {
  it('is monitored while its servers are clear and watched, resolved after that, and keeps its ids', async () => {
    await site.alert('web01', now)
    const [began] = (await summary()).incidents
    await site.alert('web01', secondsLater(600), { state: 'resolved', endsAt: secondsLater(590) })
    const watched = await summary(secondsLater(610))
    expect(watched.status).toEqual({
      indicator: 'none',
      description: 'One of three servers has recovered, two are fine.',
    })
    expect(watched.components[0]?.status).toBe('operational')
    expect(watched.incidents).toMatchObject([
      {
        id: began?.id,
        status: 'monitoring',
        impact: 'critical',
        monitoring_at: secondsLater(600).toISOString(),
      },
    ])
    await decideAlerts(site.db, () => secondsLater(1200))
    const { incidents } = schemas['/api/v2/incidents.json'].parse(
      (await ask('/api/v2/incidents.json', secondsLater(1300))).json,
    )
    const [over] = incidents
    expect(over).toMatchObject({ id: began?.id, status: 'resolved', impact: 'critical' })
    expect(over?.incident_updates[0]?.status).toBe('resolved')
    expect(over?.incident_updates.at(-1)).toEqual(began?.incident_updates.at(-1))
    expect((await summary(secondsLater(1300))).incidents).toEqual([])
  })

  it('that is reviewed is a postmortem, with the review as its newest update and under its code', async () => {
    const id = await site.declared({ web01: 'degraded' })
    await site.db.update(posts).set({ resolvedAt: now, phase: 'resolved' }).where(eq(posts.id, id))
    await site.db
      .insert(reviews)
      .values({ postId: id, body: 'A **fan** failed.\n\nWe have two now.', publishedAt: now })
    const { json } = await ask(`/incidents/${id}.json`)
    expect(oneIncident.parse(json)).toMatchObject({
      id,
      status: 'postmortem',
      postmortem_body: 'A fan failed.\r\n\r\nWe have two now.',
      postmortem_published_at: now.toISOString(),
      incident_updates: [
        { status: 'postmortem' },
        { status: 'investigating', body: 'We are looking into it.' },
      ],
    })
    expect(await ask(`/incidents/${id}`)).toMatchObject({ location: expect.stringMatching(/^\/posts\//) })
  })

  it('that was merged leads by its code to the other one, and a code that nobody has is 404', async () => {
    const [gone, kept] = [
      await site.declared({ web01: 'degraded' }),
      await site.declared({ web02: 'degraded' }),
    ]
    const { staffId } = site
    expect(await mergeIncident(site.db, { postId: gone, intoId: kept, staffId }, secondsLater(60))).toBe(
      'done',
    )
    expect(await ask(`/incidents/${gone}.json`)).toMatchObject({
      status: 308,
      location: `/incidents/${kept}.json`,
    })
    expect(await ask('/incidents/nobodynobody.json')).toMatchObject({
      status: 404,
      json: { message: expect.any(String) },
    })
  })

  it('that is checked makes its server slow, and one on no server leaves the site not fine', async () => {
    await incident(site.db, 'looksforfile', { [idOf('web01')]: ['degraded', 'suspicious-file'] })
    expect((await summary()).components[0]?.status).toBe('degraded_performance')
    await site.reset()
    await site.declared({})
    const { status, incidents } = await summary()
    expect([status.indicator, incidents[0]?.impact, incidents[0]?.components]).toEqual(['minor', 'none', []])
  })

  it('keeps a server that was retired since, which is no component of the site any more', async () => {
    const id = await site.declared({ web01: 'major_outage' })
    await site.db
      .update(servers)
      .set({ retiredAt: now })
      .where(eq(servers.id, idOf('web01')))
    const { components, incidents } = await summary()
    expect(components.map(component => component.name)).toEqual(['web02', 'web03'])
    expect(incidents).toMatchObject([{ id, components: [{ name: 'web01' }] }])
  })
})

describe('work', () => {
  it('that is cancelled is planned no more, and over for the reason that customers read', async () => {
    const postId = await work(site, { from: 7200, to: 9000 })
    expect((await summary()).scheduled_maintenances).toMatchObject([{ id: postId, status: 'scheduled' }])
    const { staffId } = site
    await cancelPlanned(site.db, { postId, staffId, reason: 'The part is late.' }, now)
    expect((await summary()).scheduled_maintenances).toEqual([])
    expect((await ask('/api/v2/scheduled-maintenances/upcoming.json')).json.scheduled_maintenances).toEqual(
      [],
    )
    const { json } = await ask('/api/v2/scheduled-maintenances.json')
    expect(schemas['/api/v2/scheduled-maintenances.json'].parse(json).scheduled_maintenances).toMatchObject([
      {
        id: postId,
        status: 'completed',
        resolved_at: now.toISOString(),
        incident_updates: [
          { status: 'completed', body: 'This work does not take place. The part is late.' },
          { status: 'scheduled' },
        ],
      },
    ])
  })

  it('that nobody ends is completed at its end, and by its code', async () => {
    const postId = await work(site, { from: -600, to: 600, text: 'Web sites are slow.\nMail waits.' })
    const { json } = await ask(`/incidents/${postId}.json`, secondsLater(601))
    expect(oneMaintenance.parse(json)).toMatchObject({
      status: 'completed',
      resolved_at: secondsLater(600).toISOString(),
      incident_updates: [
        { status: 'completed', affected_components: [{ old_status: 'under_maintenance' }] },
        { status: 'in_progress', affected_components: [{ new_status: 'under_maintenance' }] },
        { status: 'scheduled', body: 'Web sites are slow.\r\nMail waits.' },
      ],
    })
  })

  it('against an incident shows as slowness, which alarms a little', async () => {
    await work(site, { from: -60, to: 600, kind: 'countermeasure' })
    const { components, scheduled_maintenances, status } = await summary()
    expect([components[1]?.status, status.indicator]).toEqual(['degraded_performance', 'minor'])
    expect(scheduled_maintenances).toMatchObject([
      { status: 'in_progress', incident_updates: [{ status: 'in_progress' }] },
    ])
  })
})

describe('what is past', () => {
  it('comes fifty a page, the newest first, until a page is empty', async () => {
    for (let index = 0; index < 51; index++) await oldIncident(index, secondsLater(-86_400 * index))
    const pages = [1, 2, 3].map(page => ask(`/api/v2/incidents.json?page=${page}`))
    const lists = (await Promise.all(pages)).map(({ json }) =>
      json.incidents.map((each: { id: string }) => each.id),
    )
    expect(lists.map(list => list.length)).toEqual([50, 1, 0])
    expect(new Set(lists.flat()).size).toBe(51)
    expect(lists[1]).toEqual(['old000000050'])
  })

  it.each(['0', '-1', 'x', '1e9', ''])('refuses page "%s" by the name of the field', async page => {
    for (const path of ['/api/v2/incidents.json', '/api/v2/scheduled-maintenances.json', '/history.json'])
      expect(await ask(`${path}?page=${page}`)).toMatchObject({
        status: 400,
        json: { message: expect.stringContaining('"page"') },
      })
  })

  it('stands in the history by months, three a page, without those threes in which nothing was', async () => {
    await oldIncident(1, new Date('2026-03-01T00:00:00Z'))
    await oldIncident(2, new Date('2026-01-31T23:30:00Z'), secondsLater(0))
    await oldIncident(3, new Date('2025-05-05T10:00:00Z'))
    await work(site, { from: 7200, to: 9000 })
    const [first, second, third] = await Promise.all(
      [1, 2, 3].map(async page => history.parse((await ask(`/history.json?page=${page}`)).json).months),
    )
    const said = (months: typeof first) =>
      months?.map(({ name, year, incidents }) => [name, year, ...incidents.map(({ code }) => code)])
    expect(said(first)).toEqual([
      ['March', 2026, 'old000000001'],
      ['February', 2026],
      ['January', 2026, 'old000000002'],
    ])
    expect(said(second)).toEqual([
      ['June', 2025],
      ['May', 2025, 'old000000003'],
      ['April', 2025],
    ])
    expect(third).toEqual([])
    expect(first?.[2]?.incidents[0]?.timestamp).toBe(
      "Jan <var data-var='date'>31</var>, <var data-var='time'>23:30</var> - Mar <var data-var='date'>10</var>, <var data-var='time'>14:30</var> UTC",
    )
    expect(first?.[0]?.incidents[0]?.timestamp).toBe(
      "Mar <var data-var='date'> 1</var>, <var data-var='time'>00:00</var> - <var data-var='time'>00:10</var> UTC",
    )
  })
})

async function oldIncident(
  number: number,
  startedAt: Date,
  resolvedAt = new Date(startedAt.getTime() + 600_000),
) {
  const id = `old${String(number).padStart(9, '0')}`
  await site.db.insert(posts).values({
    id,
    slug: id,
    kind: 'incident',
    title: id,
    visibility: 'published',
    phase: 'resolved',
    startedAt,
    publishedAt: startedAt,
    resolvedAt,
  })
}
