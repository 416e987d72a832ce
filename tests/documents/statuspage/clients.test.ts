import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Statuspage } from 'statuspage.io'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeDocument } from '#lib/documents/write-document.ts'
import { createRefresh } from '#lib/front/refresh.ts'
import { getShared, setShared } from '#lib/shared.ts'
import { incidentsFixture, now } from '#tests/flows/incidents/incidents-fixture.ts'
import { startFront } from '#tests/front/front-fixture.ts'
import type { AeroRead } from './aero-reader.ts'
import { type Site, work } from './worlds.ts'

/** What is read of its answers, whose own types want what Statuspage does not send. */
type Part = { name: string; status: string }
type Read = {
  components: Part[]
  incidents: Part[]
  scheduled_maintenances: Part[]
  status: { indicator: string }
}
type Reader = {
  [name in 'getSummary' | 'getStatus' | 'getComponents']: () => Promise<Read>
} & {
  [list in 'incidents' | 'scheduledMaintenances']: {
    [name in 'getAll' | 'getUnresolved' | 'getUpcoming']: () => Promise<Read>
  }
}

let site: Site
let front: Awaited<ReturnType<typeof startFront>>
beforeAll(async () => {
  site = await incidentsFixture()
  await site.reset()
  front = await startFront({ render: key => writeDocument(key, { db: site.db, now }) })
  const { pages, live, known, gate } = front.parts
  setShared({ ...getShared(), pages: createRefresh(pages, live, known, gate) })
  await work(site, { from: -600, to: 600 })
  await work(site, { from: 7200, to: 9000 })
})
afterAll(async () => {
  await front.stop()
  await site.close()
})

it('an incident is in the summary as soon as it is declared, and an unchanged summary is not sent again', async () => {
  const before = await front.ask('/api/v2/summary.json')
  const etag = before.headers.get('etag') ?? ''
  expect([before.status, before.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
  expect(before.headers.get('cache-control')).toMatch(/^public, max-age=30, s-maxage=1, /)
  const same = { headers: { 'if-none-match': etag, 'accept-encoding': 'identity' } }
  expect((await front.ask('/api/v2/summary.json', { headers: { 'if-none-match': etag } })).status).toBe(304)
  const id = await site.declared({ web01: 'major_outage' })
  const after = await front.ask('/api/v2/summary.json', same)
  expect((await after.json()).incidents).toMatchObject([{ id, name: 'web01 is down' }])
})

it('statuspage.io reads all that it asks for', async () => {
  const client = new Statuspage('ours')
  client.setApiUrl(front.site)
  const api = client.api as unknown as Reader
  const { components, incidents, scheduled_maintenances, status } = await api.getSummary()
  expect(components.map(component => [component.name, component.status])).toEqual([
    ['web01', 'major_outage'],
    ['web02', 'under_maintenance'],
    ['web03', 'operational'],
  ])
  expect(status.indicator).toBe('major')
  expect((await api.getStatus()).status).toEqual(status)
  expect((await api.getComponents()).components).toEqual(components)
  expect((await api.incidents.getAll()).incidents).toEqual(incidents)
  expect((await api.incidents.getUnresolved()).incidents).toEqual(incidents)
  const { scheduledMaintenances } = api
  // It asks for what is upcoming, whatever it is asked for.
  for (const ask of ['getAll', 'getUpcoming'] as const)
    expect((await scheduledMaintenances[ask]()).scheduled_maintenances).toEqual([scheduled_maintenances[1]])
})

it('@aero/statuspage reads all that it asks for', async () => {
  const reader = fileURLToPath(new URL('./aero-reader.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [reader, front.site])
  const { summary, status, components, incidents, unresolved, all, active, upcoming }: AeroRead =
    JSON.parse(stdout)
  expect([summary.status.indicator, status.page.id]).toEqual([
    'major',
    expect.stringMatching(/^[a-z0-9]{12}$/),
  ])
  expect(components.map(component => component.name)).toEqual(['web01', 'web02', 'web03'])
  expect(summary.components).toEqual(components)
  expect(incidents).toMatchObject([{ name: 'web01 is down', updates: [{ status: 'investigating' }] }])
  expect([summary.incidents, unresolved]).toEqual([incidents, incidents])
  expect(summary.maintenances.map(each => each.status)).toEqual(['in_progress', 'scheduled'])
  expect([all.length, active, upcoming]).toEqual([2, [summary.maintenances[0]], [summary.maintenances[1]]])
})

it.each(['/api/v2', '/api/v2/', '/api/v2/nonsense.json', '/api/v2/summary', '/api/v2/incidents/x.json'])(
  'no program takes %s for an answer',
  async path => {
    const answer = await front.ask(path)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      404,
      expect.stringMatching(/^application\/json/),
    ])
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(await answer.json()).toEqual({ message: expect.any(String) })
  },
)

it('junk in addresses is refused, by its hundreds too, and the summary is answered all the same', async () => {
  const junk = Array.from({ length: 150 }, (_, index) => `/incidents/junk${index}.json`)
  // The line of what is to be written takes a hundred at once: beyond, it says that it is busy.
  const allowed = new Set([404, 503])
  const odd = ['?page=%00', '?page=1%FF', `?page=${'9'.repeat(5_000)}`, '?page=1;drop', '?page=٣']
  const asked = [
    ...junk,
    ...odd.flatMap(query => [`/history.json${query}`, `/api/v2/incidents.json${query}`]),
  ]
  const statuses = await Promise.all(asked.map(async path => (await front.ask(path)).status))
  expect(statuses.slice(0, junk.length).filter(status => !allowed.has(status))).toEqual([])
  expect(statuses.slice(0, 50)).toContain(404)
  expect(new Set(statuses.slice(junk.length))).toEqual(new Set([400]))
  expect((await front.ask('/api/v2/summary.json')).status).toBe(200)
})
