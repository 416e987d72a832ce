import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { customers } from '#db/schema/customer.ts'
import { statusHistory } from '#db/schema/history.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { audit } from '#db/schema/staff.ts'
import { loadRecord } from '#lib/flows/customers/customer-record.ts'
import { exportRecord } from '#lib/flows/customers/export-record.ts'
import { sumsOfTimes } from '#lib/rules/customers/record.ts'
import { timeSums } from '#lib/rules/servers/uptime.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { useCustomers } from './customers-fixture.ts'

const { db, web07, web08, dana, start } = await useCustomers()

describe('the record of a customer', () => {
  const day = (text: string) => new Date(`${text}Z`)
  const asked = { customer: 'jane', firstDay: '2026-01-15', lastDay: '2026-03-10' }
  const months = ['2026-01', '2026-02', '2026-03']
  const changes = [
    ['2025-12-31T23:00', 'degraded', 'slowdown', null],
    ['2026-01-20T00:00', 'operational', null, null],
    ['2026-01-31T23:30', 'major_outage', 'outage', 'down'],
    ['2026-02-01T00:30', 'partial_outage', 'outage', 'down'],
    ['2026-02-01T01:00', 'operational', null, null],
    ['2026-02-10T00:00', 'operational', 'no-data', null],
    ['2026-02-11T00:00', 'operational', null, null],
    ['2026-03-01T02:00', 'maintenance', 'maintenance', 'work'],
    ['2026-03-01T04:00', 'operational', null, null],
    ['2026-03-10T14:00', 'major_outage', 'outage', 'held'],
  ] as const

  beforeEach(async () => {
    await emptyTables(db, 'posts')
    await db.insert(customers).values([
      { domain: 'example.com', account: 'jane', serverId: web07 },
      { domain: 'example.org', account: 'jane', serverId: web07 },
      { domain: 'other.example', account: 'joe', serverId: web08 },
    ])
    await db.update(servers).set({ createdAt: day('2026-01-01T00:00') })
    const published = { visibility: 'published' as const, publishedAt: start, startedAt: start }
    await db.insert(posts).values([
      { ...published, id: 'down', kind: 'incident', slug: 'down', title: 'web07 is down' },
      { ...published, id: 'work', kind: 'maintenance', slug: 'work', title: 'Kernels' },
      { id: 'held', kind: 'incident', slug: 'held', title: 'Held', visibility: 'held', startedAt: start },
    ])
    const rows = changes.map(([at, impact, cause, postId]) => ({ at: day(at), impact, cause, postId }))
    await db.insert(statusHistory).values(rows.map(row => ({ ...row, serverId: web07 })))
  })

  const load = async (more = {}) => {
    const record = await loadRecord(db, { ...asked, ...more }, start)
    if (typeof record === 'string') throw new Error(record)
    return record
  }

  it('has the servers of the account with its domains, and nothing of others', async () => {
    const { servers: found } = await load()
    expect(found.map(({ label, domains }) => ({ label, domains }))).toEqual([
      { label: 'web07', domains: ['example.com', 'example.org'] },
    ])
    expect((await load({ customer: 'WWW.Example.org' })).servers[0]?.domains).toEqual(['example.org'])
  })

  it('has the months as the rule of uptime counts them', async () => {
    const { servers: found, period } = await load()
    const lines = changes.map(([at, impact, cause]) => ({ at: day(at), impact, cause }))
    const expected = period.months.map(({ month, ...span }) => {
      return { month, sums: timeSums(lines, day('2026-01-01T00:00'), span) }
    })
    expect(expected.map(({ month }) => month)).toEqual(months)
    const counted = found[0]?.months.map(({ month, times }) => ({ month, sums: sumsOfTimes(times) }))
    expect(counted).toEqual(expected)
    const [january, february] = found[0]?.months ?? []
    expect(january?.times).toMatchObject({ majorMs: 30 * 60_000, degradedMs: 5 * 86_400_000 })
    expect(february?.times).toMatchObject({ majorMs: 30 * 60_000, partialMs: 30 * 60_000 })
  })

  it('has each published incident once, with its times on this server', async () => {
    const { incidents } = await load()
    expect(
      incidents.map(({ post, from, until, times }) => [
        post?.slug,
        from.toISOString(),
        until?.toISOString(),
        times.majorMs + times.partialMs,
      ]),
    ).toEqual([
      [undefined, '2025-12-31T23:00:00.000Z', '2026-01-20T00:00:00.000Z', 0],
      ['down', '2026-01-31T23:30:00.000Z', '2026-02-01T01:00:00.000Z', 90 * 60_000],
      ['work', '2026-03-01T02:00:00.000Z', '2026-03-01T04:00:00.000Z', 0],
    ])
  })

  it('counts no time before a server was there, or after it was retired', async () => {
    await db
      .update(servers)
      .set({ retiredAt: day('2026-02-05T00:00') })
      .where(eq(servers.id, web07))
    const { servers: found } = await load()
    expect(found[0]?.months.map(({ month }) => month)).toEqual(['2026-01', '2026-02'])
    const { servers: joes } = await load({ customer: 'joe', firstDay: '2025-12-01' })
    expect(joes[0]?.months.map(({ month }) => month)).toEqual(months)
  })

  it.each([
    [{ customer: 'nobody' }, 'unknown'],
    [{ customer: '%' }, 'unknown'],
    [{ firstDay: 'x' }, 'no-day'],
    [{ firstDay: '2026-03-11' }, 'reversed'],
  ])('is none for %j', async (more, problem) => {
    expect(await loadRecord(db, { ...asked, ...more }, start)).toBe(problem)
  })

  it('is taken as a file, which is written down without the name of the customer', async () => {
    const file = await exportRecord(db, { ...asked, form: 'pdf', staffId: dana }, start)
    if (typeof file === 'string') throw new Error(file)
    expect(Buffer.from(file.bytes).subarray(0, 5).toString()).toBe('%PDF-')
    expect(file.name).toBe('record-pdf-2026-01-15-2026-03-10.pdf')
    const [line] = await db.select().from(audit).where(eq(audit.action, 'export-record'))
    expect(line).toMatchObject({ action: 'export-record', subject: 'customer', staffId: dana })
    expect(JSON.stringify(line)).not.toContain('jane')
  })
})
