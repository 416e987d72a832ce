import { readFileSync } from 'node:fs'
import { afterEach, expect, it } from 'vitest'
import { productReaders } from '#lib/imports/readers.ts'
import { openProductApi } from '#lib/imports/source/api.ts'
import type { ProductName } from '#lib/rules/imports/products.ts'
import { type ProductServer, productServer } from './product-server.ts'
import { drafted, type Found, linesOf, readAt, readFiles, sample } from './reading.ts'

let server: ProductServer | null = null
afterEach(() => server?.close())

/** What a product says that is asked at this address. waited: how long it was left in peace, in milliseconds. */
async function ask(product: ProductName, address: string, page = '', waited: number[] = []): Promise<Found> {
  const reader = productReaders[product]
  const wait = async (ms: number) => void waited.push(ms)
  const { headers, gapMs } = reader.asking('secret-key')
  const api = openProductApi({ base: address, headers, gapMs, mayBePrivate: true, wait })
  return drafted(async draft => reader.fromApi?.(api, draft, { zone: 'UTC', page, now: readAt }))
}

const json = (path: string) => JSON.parse(readFileSync(`tests/imports/samples/${path}`, 'utf8'))

it('asks Statuspage page by page, one request a second, and again when it asks for patience', async () => {
  const saved = json('statuspage/saved.json')
  let busy = 2
  server = await productServer((path, request, response) => {
    expect(request.headers.authorization).toBe('OAuth secret-key')
    if (path.includes('/incidents') && busy-- > 0) {
      response.statusCode = busy === 1 ? 420 : 429
      if (busy === 0) response.setHeader('retry-after', '7')
      return []
    }
    const isFirst = /[?&]page=[01]$/.test(path)
    if (path === '/pages') return [saved.page]
    if (path.includes('/component-groups')) return []
    if (path.includes('/components')) return isFirst ? saved.components : []
    if (path.includes('/incidents'))
      return isFirst ? [...saved.incidents, ...saved.scheduled_maintenances] : []
    if (path.includes('/histogram_by_state'))
      return { email: { active: 2, unconfirmed: 5, quarantined: 1, total: 8 } }
    if (path.includes('/subscribers')) return isFirst ? saved.subscribers : []
    return undefined
  })
  const waited: number[] = []
  const found = await ask('statuspage', server.address, '', waited)
  expect(linesOf(found)).toEqual(linesOf(await readFiles('statuspage', sample('statuspage'))))
  expect(found.left).toContainEqual({ why: 'unconfirmed-subscriber', count: 5, names: [] })
  expect(new Set(waited)).toEqual(new Set([1_000, 15_000, 7_000]))
})

it.each([
  ['cachet-2', '/api/v1/'],
  ['cachet-3', '/api/'],
])('asks %s by its own paths', async (folder, base) => {
  server = await productServer(path => {
    const name = path.startsWith(base) ? path.slice(base.length).split('?')[0] : ''
    return name && !name.includes('/') && !(folder === 'cachet-3' && name === 'schedules')
      ? json(`${folder}/${name}.json`)
      : name === 'schedules'
        ? { data: [], included: [], links: { next: null } }
        : undefined
  })
  const found = await ask('cachet', server.address)
  expect(linesOf(found)).toEqual(linesOf(await readFiles('cachet', sample(folder))))
})

it('asks GitHub for an Upptime', async () => {
  const issues = json('upptime/issues.json')
  server = await productServer(path => {
    if (path.includes('/contents/'))
      return {
        content: readFileSync('tests/imports/samples/upptime/.upptimerc.yml', 'base64'),
        encoding: 'base64',
      }
    if (path.includes('/issues/comments'))
      return path.endsWith('page=1') ? json('upptime/issue-comments.json') : []
    return path.endsWith('page=1') ? issues : []
  })
  const found = await ask('upptime', server.address, 'example/upptime')
  expect(linesOf(found)).toEqual(linesOf(await readFiles('upptime', sample('upptime'))))
})

it('asks Kener 4', async () => {
  server = await productServer((path, request) => {
    expect(request.headers.authorization).toBe('Bearer secret-key')
    if (path === '/api/v4/monitors')
      return {
        monitors: [
          {
            id: 1,
            tag: 'shop',
            name: 'Shop',
            description: null,
            category_name: 'Web',
            status: 'ACTIVE',
            is_hidden: 'NO',
            type_data: { url: 'https://shop.example.net' },
          },
        ],
      }
    if (path === '/api/v4/incidents')
      return {
        incidents: [
          {
            id: 4,
            title: 'Down',
            start_date_time: 1790000000,
            end_date_time: 1790003600,
            state: 'RESOLVED',
            incident_source: 'API',
            monitors: [{ monitor_tag: 'shop', impact: 'DOWN' }],
            created_at: 'x',
            updated_at: 'x',
            url: 'x',
          },
        ],
      }
    if (path === '/api/v4/incidents/4/comments')
      return {
        comments: [{ id: 1, incident_id: 4, comment: 'Fixed.', timestamp: 1790003600, state: 'RESOLVED' }],
      }
    if (path.startsWith('/api/v4/maintenances/events'))
      return {
        events: [
          {
            maintenance_id: 1,
            event_id: 9,
            event_start_date_time: 1800000000,
            event_end_date_time: 1800003600,
            event_status: 'SCHEDULED',
            maintenance_title: 'Move',
            maintenance_description: null,
            monitors: [{ monitor_tag: 'shop', impact: 'MAINTENANCE' }],
          },
        ],
        page: 1,
        limit: 100,
        total: 1,
      }
    return undefined
  })
  const found = await ask('kener', server.address)
  expect(linesOf(found)).toEqual([
    'group Web: Web',
    'server shop: Shop at shop.example.net in Web',
    'incident 4: Down, 2026-09-21T14:13:20.000Z to 2026-09-21T15:13:20.000Z, resolved [resolved] (shop major_outage)',
    'maintenance 9: Move, 2027-01-15T08:00:00.000Z to 2027-01-15T09:00:00.000Z (shop)',
  ])
  expect(found.left).toContainEqual({ why: 'subscribers-not-offered', count: 1, names: [] })
})

it('asks openstatus by Connect', async () => {
  const answers: Record<string, unknown> = {
    ListStatusPages: {
      statusPages: [{ id: '3', slug: 'acme', title: 'Acme', published: true }],
      totalSize: 1,
    },
    GetStatusPageContent: {
      components: [
        {
          id: '5',
          name: 'Shop',
          type: 'PAGE_COMPONENT_TYPE_MONITOR',
          monitorId: '8',
          order: 1,
          groupId: '6',
        },
      ],
      groups: [{ id: '6', name: 'Web' }],
    },
    ListMonitors: { httpMonitors: [{ id: '8', name: 'Shop', url: 'https://shop.example.net/health' }] },
    ListStatusReports: {
      statusReports: [
        { id: '11', status: 'STATUS_REPORT_STATUS_RESOLVED', title: 'Down', pageComponentIds: ['5'] },
      ],
      totalSize: 1,
    },
    GetStatusReport: {
      statusReport: {
        id: '11',
        status: 'STATUS_REPORT_STATUS_RESOLVED',
        title: 'Down',
        pageComponentIds: ['5'],
        createdAt: '2026-01-01T10:00:00Z',
        updates: [
          {
            id: '2',
            status: 'STATUS_REPORT_STATUS_RESOLVED',
            date: '2026-01-01T11:00:00Z',
            message: 'Fixed.',
          },
          {
            id: '1',
            status: 'STATUS_REPORT_STATUS_INVESTIGATING',
            date: '2026-01-01T10:00:00Z',
            message: 'We look.',
            componentImpacts: [{ pageComponentId: '5', impact: 'PAGE_COMPONENT_IMPACT_MAJOR_OUTAGE' }],
          },
        ],
      },
    },
    ListMaintenances: {
      maintenances: [
        {
          id: '7',
          title: 'Move',
          message: 'We move.',
          from: '2027-01-01T10:00:00Z',
          to: '2027-01-01T11:00:00Z',
          pageId: '3',
          pageComponentIds: ['5'],
          createdAt: '2026-11-01T00:00:00Z',
        },
      ],
    },
    ListSubscribers: {
      subscribers: [
        { id: '1', email: 'ada@example.org', acceptedAt: '2026-01-01T00:00:00Z', channelType: 'email' },
        { id: '2', email: 'new@example.org', channelType: 'email' },
        { id: '3', channelType: 'webhook', webhookUrl: 'https://hooks.example.org' },
      ],
    },
  }
  server = await productServer((path, request) => {
    expect([request.method, request.headers['x-openstatus-key']]).toEqual(['POST', 'secret-key'])
    return answers[path.split('/').at(-1) ?? '']
  })
  const found = await ask('openstatus', server.address)
  expect(linesOf(found)).toEqual([
    'group 6: Web',
    'server 5: Shop at shop.example.net in 6',
    'incident 11: Down, 2026-01-01T10:00:00.000Z to 2026-01-01T11:00:00.000Z, resolved [investigating resolved] (5 major_outage)',
    'maintenance 7: Move, 2027-01-01T10:00:00.000Z to 2027-01-01T11:00:00.000Z (5)',
    'subscriber ada@example.org: all',
  ])
})

it('takes a key nowhere else: a redirect is no answer, and neither is another product’s', async () => {
  server = await productServer((path, _, response) => {
    if (path !== '/pages') return '<html>'
    response.statusCode = 302
    response.setHeader('location', 'https://example.com/')
    return []
  })
  await expect(ask('statuspage', server.address)).rejects.toMatchObject({ problem: 'no-answer' })
  await expect(ask('kener', server.address)).rejects.toMatchObject({ problem: 'not-this-product' })
  expect(server.asked).toEqual(['/pages', '/api/v4/monitors'])
})

it.each([
  ['http://status.example.net', 'bad-address'],
  ['ftp://status.example.net', 'bad-address'],
  ['https://127.0.0.1', 'address-not-public'],
  ['https://[::ffff:10.0.0.1]', 'address-not-public'],
  ['https://0x7f.1', 'address-not-public'],
  ['https://localhost', 'address-not-public'],
])('is not led into our own network from the desk: %s', async (base, problem) => {
  const api = openProductApi({ base, headers: {}, gapMs: 0, mayBePrivate: false })
  const reading = drafted(async draft =>
    productReaders.kener.fromApi?.(api, draft, { zone: 'UTC', page: '', now: readAt }),
  )
  await expect(reading).rejects.toMatchObject({ problem })
})
