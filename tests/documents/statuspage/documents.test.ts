import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { writeDocument } from '#lib/documents/write-document.ts'
import { incidentsFixture, now } from '#tests/flows/incidents/incidents-fixture.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { schemas } from './schemas.ts'
import { type Site, worlds } from './worlds.ts'

let site: Site
beforeAll(async () => {
  site = await incidentsFixture()
})
afterAll(() => site.close())
beforeEach(async () => {
  await emptyTables(site.db, 'groups')
  await site.reset()
})

type Path = keyof typeof schemas
async function read<P extends Path>(path: P) {
  const { status, body } = await writeDocument(path, { db: site.db, now })
  expect(status).toBe(200)
  return JSON.parse(body.toString())
}

it.each(Object.keys(worlds) as (keyof typeof worlds)[])(
  'the eight documents have the keys and words of the reference and no other: %s',
  async world => {
    await worlds[world](site)
    for (const path of Object.keys(schemas) as Path[])
      expect([path, schemas[path].safeParse(await read(path)).error?.issues]).toEqual([path, undefined])
  },
)

it('asks the database as often for 43 servers as for three', async () => {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  const countOf = async () => {
    // What is open is learned by one read, and asked for at once by the next.
    await read('/api/v2/summary.json')
    query.mockClear()
    await read('/api/v2/summary.json')
    return query.mock.calls.length
  }
  await worlds.outage(site)
  const few = await countOf()
  await worlds.rack(site)
  expect([few > 0, await countOf()]).toEqual([true, few])
  query.mockRestore()
})

describe('a site', () => {
  it('that is calm has nothing but components, in the words of its board', async () => {
    const { components, incidents, scheduled_maintenances, status } = await read('/api/v2/summary.json')
    expect(components).toMatchObject([
      { name: 'web01', position: 1, status: 'operational', group: false, group_id: null },
      { name: 'web02', position: 2 },
      { name: 'web03', position: 3 },
    ])
    expect([incidents, scheduled_maintenances]).toEqual([[], []])
    expect(status).toEqual({ indicator: 'none', description: 'All 3 servers are fine.' })
  })

  it('with one server down names it in component, incident and its first update', async () => {
    await worlds.outage(site)
    const { components, incidents, status } = await read('/api/v2/summary.json')
    expect(status).toEqual({ indicator: 'major', description: 'One of three servers is down, two are fine.' })
    expect(components[0]).toMatchObject({ name: 'web01', status: 'major_outage' })
    expect(incidents).toMatchObject([
      {
        status: 'investigating',
        impact: 'critical',
        monitoring_at: null,
        resolved_at: null,
        components: [components[0]],
        incident_updates: [
          {
            status: 'investigating',
            affected_components: [
              {
                code: components[0].id,
                name: 'web01',
                old_status: 'operational',
                new_status: 'major_outage',
              },
            ],
          },
        ],
      },
    ])
  })

  it('with a rack down has its group as a component in front of its members, which count anew', async () => {
    await worlds.rack(site)
    const { components } = await read('/api/v2/components.json')
    const group = components.find((each: { group: boolean }) => each.group)
    const members = components.filter((each: { group_id: string | null }) => each.group_id === group.id)
    expect(group).toMatchObject({ name: 'Rack', position: 1, status: 'major_outage' })
    expect(members.map((each: { position: number }) => each.position)).toEqual(
      members.map((_: unknown, i: number) => i + 1),
    )
    expect(group.components).toEqual(members.map((each: { id: string }) => each.id))
    const positions = components.map((each: { position: number }) => each.position)
    expect(positions).toEqual(positions.toSorted((a: number, b: number) => a - b))
    const { incidents, status } = await read('/api/v2/summary.json')
    expect(incidents[0].components).toHaveLength(40)
    expect(incidents[0].incident_updates.at(-1).affected_components).toHaveLength(40)
    expect(status.indicator).toBe('critical')
  })

  it('with work under way has it in progress, and is not in trouble', async () => {
    await worlds.maintenance(site)
    const { components, scheduled_maintenances, status } = await read('/api/v2/summary.json')
    expect(status).toEqual({
      indicator: 'none',
      description: 'One of three servers is under maintenance, two are fine.',
    })
    expect(components[1].status).toBe('under_maintenance')
    expect(scheduled_maintenances).toMatchObject([
      {
        status: 'in_progress',
        impact: 'maintenance',
        scheduled_for: '2026-03-10T14:20:00.000Z',
        scheduled_until: '2026-03-10T15:30:00.000Z',
        started_at: '2026-03-09T14:20:00.000Z',
        components: [components[1]],
        incident_updates: [
          { status: 'in_progress', body: 'The work has begun.', display_at: '2026-03-10T14:20:00.000Z' },
          { status: 'scheduled', body: 'The memory of web02 is replaced', affected_components: null },
        ],
      },
    ])
    expect((await read('/api/v2/scheduled-maintenances/active.json')).scheduled_maintenances).toEqual(
      scheduled_maintenances,
    )
    expect((await read('/api/v2/scheduled-maintenances/upcoming.json')).scheduled_maintenances).toEqual([])
  })
})
