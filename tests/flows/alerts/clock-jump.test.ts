import { eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { alertLog } from '#db/schema/alert.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { type Site, testSite } from '#tests/support/site.ts'

let site: Site
const start = new Date('2026-03-10T14:30:00Z')
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000)
const hour = 3_600

beforeAll(async () => {
  site = await testSite()
  await site.db.insert(sources).values({ id: 'probe', name: 'probe', tokenHash: 'hash' })
})

afterAll(() => site?.close())

async function log(serverId: string, state: 'firing' | 'resolved', seconds: number): Promise<void> {
  await site.db.insert(alertLog).values({
    sourceId: 'probe',
    serverId,
    state,
    format: 'generic',
    result: 'accepted',
    fingerprint: `ping:${serverId}`,
    host: 'x',
    kind: 'outage',
    severity: 'critical',
    summary: 'no answer',
    receivedAt: at(seconds),
  })
}

async function toldOf(serverId: string): Promise<string[]> {
  const rows = await site.db
    .select({ postId: affectedServers.postId })
    .from(affectedServers)
    .where(eq(affectedServers.serverId, serverId))
  const ids = rows.map(row => row.postId)
  const told = await site.db.select().from(notices).where(inArray(notices.postId, ids))
  return told.map(notice => notice.kind).sort()
}

it.each([
  ['ahead', hour],
  ['back', -hour],
])(
  'a clock that jumps an hour %s amid an outage, and is set right, tells nothing twice and forgets no end',
  async (name, jump) => {
    await site.db.insert(servers).values({ id: name, hostname: `${name}.example-host.net`, label: name })
    const decide = (seconds: number) => decideAlerts(site.db, () => at(seconds))
    await log(name, 'firing', 0)
    await decide(1)
    await decide(200)
    const [beginning, ...more] = await toldOf(name)
    expect([typeof beginning, more]).toEqual(['string', []])
    // Nothing is heard meanwhile: what time alone brings about is decided.
    await decide(210 + jump)
    await decide(220 + jump)
    await decide(230)
    expect(await toldOf(name)).toEqual([beginning])
    // And once more while the end is awaited.
    await log(name, 'resolved', 240)
    await decide(241)
    await decide(250 + jump)
    await decide(260)
    await decide(260 + 3 * hour)
    const told = await toldOf(name)
    expect(told.filter(kind => kind === beginning)).toHaveLength(1)
    expect(told).toHaveLength(2)
  },
)
