import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { readServerPage } from '#db/reads/servers/server-page.ts'
import { alertLog } from '#db/schema/alert.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
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

it('an alert is decided by six packets at the most, of which what is written and its job go out beside each other', async () => {
  const packets = await packetsOf(getShared().pool, () => decideAlerts(site.db, () => now))
  expect(packets.length).toBeLessThanOrEqual(6)
  // Its beginning, its lock and what needs no answer; the end.
  expect([packets[0], packets.at(-1)]).toEqual([10, 1])
})

it("its server's page is read by five at the most, of which the last two go out beside each other, and the summary by three; then they end", async () => {
  const page = await packetsOf(getShared().pool, () => readServerPage(hostname, now, site.db))
  expect(page.length).toBeLessThanOrEqual(5 + 1)
  expect([page[0], page.at(-1)]).toEqual([2, 1])
  const summary = await packetsOf(getShared().pool, () =>
    writeDocument('/api/v2/summary.json', { db: site.db, now }),
  )
  expect([summary.length, summary.at(-1)]).toEqual([3 + 1, 1])
})
