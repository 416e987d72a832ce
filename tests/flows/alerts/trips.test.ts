import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { readServerPage } from '#db/reads/servers/server-page.ts'
import { alertLog } from '#db/schema/alert.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { updates } from '#db/schema/update.ts'
import { writeDocument } from '#lib/documents/write-document.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { getShared } from '#lib/shared.ts'
import { packetsOf } from '#tests/support/database/packets.ts'
import { type Site, testSite } from '#tests/support/site.ts'

let site: Site
const now = new Date('2026-03-10T14:30:00Z')
const hostname = 'web01.example-host.net'

beforeAll(async () => {
  site = await testSite()
  const [sourceId, serverId] = [newId(), newId()]
  await site.db.insert(sources).values({ id: sourceId, name: 'probe', tokenHash: 'hash' })
  await site.db.insert(servers).values({ id: serverId, hostname, label: 'web01' })
  await site.db.insert(alertLog).values({
    sourceId,
    serverId,
    format: 'generic',
    result: 'accepted',
    fingerprint: 'ping',
    host: hostname,
    kind: 'outage',
    state: 'firing',
    severity: 'critical',
    summary: 'no answer',
    receivedAt: now,
  })
})

afterAll(() => site?.close())

it('an alert is decided by five packets at the most, of which what is written and its job go out beside each other', async () => {
  const packets = await packetsOf(getShared().pool, () => decideAlerts(site.db, () => now))
  expect(packets.length).toBeLessThanOrEqual(5)
  // Its beginning, its lock and what needs no answer; the end.
  expect([packets[0], packets.at(-1)]).toEqual([10, 1])
})

it("its server's page is read by two once it is known, and the summary by one where what is open was known, else by two; then they end", async () => {
  const read = () => packetsOf(getShared().pool, () => readServerPage(hostname, now, site.db))
  await read()
  expect(await read()).toEqual([12, expect.any(Number), 1])
  const summarize = () => writeDocument('/api/v2/summary.json', { db: site.db, now })
  const summary = () => packetsOf(getShared().pool, summarize)
  expect(await summary()).toEqual([expect.any(Number), expect.any(Number), 1])
  expect(await summary()).toEqual([expect.any(Number), 1])
})

it('a host name that another server has got meanwhile is that one, at once', async () => {
  const page = async () => {
    const found = await readServerPage(hostname, now, site.db)
    return found && 'server' in found ? [found.server.label, found.open.length] : found
  }
  expect(await page()).toEqual(['web01', 1])
  const { hostname: name } = servers
  await site.db.update(servers).set({ hostname: 'old.example-host.net' }).where(eq(name, hostname))
  await site.db.insert(servers).values({ id: newId(), hostname, label: 'new' })
  expect(await page()).toEqual(['new', 0])
  await site.db.update(servers).set({ retiredAt: now }).where(eq(name, hostname))
  expect(await page()).toEqual(['new', 0])
})

it('an advisory that has come since the page was last read tells its last word, too', async () => {
  const id = newId()
  const [serverRow] = await site.db.select().from(servers).where(eq(servers.label, 'web01'))
  await site.db.insert(posts).values({
    id,
    slug: 'late',
    kind: 'advisory',
    title: 'Late',
    visibility: 'published',
    startedAt: now,
    publishedAt: now,
    namedServerIds: [serverRow?.id ?? ''],
  })
  await site.db.insert(updates).values({ id: newId(), postId: id, body: 'Look here', createdAt: now })
  const page = await readServerPage('old.example-host.net', now, site.db)
  const open = page && 'open' in page ? page.open : []
  expect(open.find(post => post.id === id)?.latest).toMatchObject({ body: { text: 'Look here' } })
})
