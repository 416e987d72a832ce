import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { alertLog, alerts } from '#db/schema/alert.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { statusHistory } from '#db/schema/history.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { staff } from '#db/schema/staff.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { tokenMethods } from '#lib/rules/sources/source.ts'
import * as tools from '#tests/alerts/fixtures/bodies.ts'
import * as monitors from '#tests/alerts/fixtures/monitor-bodies.ts'
import { type Statement, statements } from '#tests/alerts/statement-bodies.ts'
import type { Site } from '#tests/support/site.ts'
import { addSource, bearer, type Call, call, intakeSite, now, seconds } from './intake-fixture.ts'

let site: Site
let source: { id: string; token: string }
beforeAll(async () => {
  site = await intakeSite()
  source = await addSource(site, { authentication: [...tokenMethods], isDebounced: true })
  await site.db
    .insert(staff)
    .values({ role: 'owner', id: 'dennis', name: 'Dennis', email: 'dennis@example.com' })
})
afterAll(() => site?.close())

async function addServer(): Promise<{ id: string; hostname: string }> {
  const id = newId()
  const hostname = `${id}.example-host.net`
  await site.db.insert(servers).values({ id, hostname, label: id })
  return { id, hostname }
}

/** Sends a body and decides it, this many seconds later. */
async function send(format: string, body: unknown, after = 0, given: Call = {}) {
  const headers = bearer(source.token)
  const answer = await call(site, {
    format,
    body: JSON.stringify(body),
    headers,
    at: seconds(after),
    ...given,
  })
  await decideAlerts(site.db, () => seconds(after))
  return answer
}

async function incidentsOf(serverId: string) {
  const rows = await site.db
    .select()
    .from(affectedServers)
    .innerJoin(posts, eq(posts.id, affectedServers.postId))
    .where(eq(affectedServers.serverId, serverId))
  return rows.map(row => ({ ...row.affected_servers, visibility: row.posts.visibility }))
}

const linesOf = (serverId: string) =>
  site.db.select().from(alertLog).where(eq(alertLog.serverId, serverId)).orderBy(alertLog.sequence)

const finding = (title: string, severity_id: number) => (hostname: string) => ({
  ...monitors.ocsf,
  evidences: [],
  message: title,
  severity_id,
  device: { hostname },
  finding_info: { uid: title, title },
})
const wazuh = (level: number) => (hostname: string) => ({
  ...tools.wazuhAgent,
  id: newId(),
  agent: { id: '017', name: hostname },
  rule: { level, description: 'Local rule 7', id: '100001', groups: ['local'] },
})

describe('a finding that is graded high', () => {
  it.each<[string, string, (hostname: string) => unknown]>([
    ['OCSF, critical', 'generic', finding('Cryptominer process', 5)],
    ['OCSF, high', 'generic', finding('Privilege escalation', 4)],
    ['OCSF, fatal', 'generic', finding('SSH brute force attack detected', 6)],
    ['OCSF in a batch', 'generic', host => [finding('Note', 1)(host), finding('Lateral movement', 5)(host)]],
    ['OCSF 2001', 'generic', host => ({ ...finding('x', 5)(host), class_uid: 2001 })],
    [
      'Falco',
      'falco',
      hostname => ({ ...tools.falcosidekick, rule: 'Odd thing', priority: 'Alert', hostname }),
    ],
    ['Wazuh', 'wazuh', wazuh(12)],
    [
      'OSSEC',
      'ossec',
      host => ({ rule: { level: 14, comment: 'Odd', sidid: 1002 }, location: `${host}->/var/log/x` }),
    ],
    [
      'CrowdSec',
      'crowdsec',
      machine_id => [{ ...tools.crowdsec[0], severity: 'high', machine_id, uuid: newId() }],
    ],
    ['maldet', 'maldet', hostname => ({ ...tools.maldetHit, hostname })],
    ['ClamAV', 'clamav', _host => ({ ...tools.clamavVirus, _host })],
    ['Imunify', 'imunify', _host => ({ ...tools.imunifyScan, _host })],
  ])('of %s is held as a suspicion and mailed to staff, whatever its words', async (_, format, bodyOn) => {
    const { id, hostname } = await addServer()
    await send(format, bodyOn(hostname))
    const [row] = await incidentsOf(id)
    expect(row).toMatchObject({ visibility: 'held', cause: 'suspicious-file', announcedImpact: null })
    const waiting = await site.db.select().from(notices).where(isNull(notices.plannedAt))
    for (const notice of waiting) await planNotice(site.db, notice.id, now)
    const told = await site.db
      .select({ address: deliveries.address })
      .from(deliveries)
      .innerJoin(notices, eq(notices.id, deliveries.noticeId))
      .where(eq(notices.postId, row?.postId ?? ''))
    expect(told.map(({ address }) => address)).toContain('dennis@example.com')
    expect(await site.db.$count(statusHistory, eq(statusHistory.serverId, id))).toBe(0)
  })

  it('is not what a lower grade is', async () => {
    const { id, hostname } = await addServer()
    await send('generic', finding('SSH brute force attack detected', 3)(hostname))
    await send('wazuh', wazuh(11)(hostname))
    expect(await incidentsOf(id)).toEqual([])
    expect((await linesOf(id)).map(line => line.kind)).toEqual(['other', 'other'])
  })
})

describe('an acknowledgement', () => {
  const event = (hostname: string, type: string, data: object = {}) => ({
    event: {
      id: newId(),
      event_type: `incident.${type}`,
      occurred_at: undefined,
      data: { id: `Q${hostname}`, title: `${hostname} is down`, urgency: 'high', ...data },
    },
  })
  const action = (hostname: string, event_action: string) => ({
    event_action,
    dedup_key: hostname,
    payload: { summary: `${hostname} is down`, source: hostname, severity: 'critical' },
  })

  it.each<[string, (hostname: string, what: string) => unknown, string[]]>([
    ['version 3', event, ['triggered', 'resolved', 'acknowledged']],
    ['Events', action, ['trigger', 'resolve', 'acknowledge']],
  ])("never opens again what was resolved: PagerDuty's %s", async (_, bodyOf, types) => {
    const { id, hostname } = await addServer()
    for (const [i, type] of types.entries()) await send('pagerduty', bodyOf(hostname, type), i * 60)
    const episodes = await site.db.select().from(alerts).where(eq(alerts.serverId, id))
    expect(episodes).toHaveLength(1)
    expect(episodes[0]?.closedAt).toEqual(seconds(60))
  })

  it.each<[string, (hostname: string, what: string) => unknown, string[]]>([
    ['version 3', event, ['triggered', 'acknowledged', 'unacknowledged', 'annotated']],
    ['Events', action, ['trigger', 'acknowledge']],
  ])("of what is open is no second episode, without times too: PagerDuty's %s", async (_, bodyOf, types) => {
    const { id, hostname } = await addServer()
    for (const [i, type] of types.entries()) await send('pagerduty', bodyOf(hostname, type), i * 60)
    const episodes = await site.db.select().from(alerts).where(eq(alerts.serverId, id))
    expect(episodes).toMatchObject([{ startsAt: now, closedAt: null }])
  })
})

describe('what states nothing of reachability', () => {
  const harmless: readonly Statement[] = [
    { name: 'ssh_root_logins', sentence: 'SSH brute force attack detected on web07', isHigh: true },
    { name: 'redis_bgsave_broken', sentence: 'MySQL deadlocks on web07', isHigh: true },
    { name: 'tcp_orphans', sentence: 'web07 is down', isHigh: false },
    { name: 'nginx_5xx', sentence: 'Nginx 5xx rate above 1 % on web07', isHigh: true },
    { name: 'exim_frozen', sentence: 'web07 was down for 5m', isHigh: true },
    { name: 'https-shop', sentence: 'Grafana is not responding', isHigh: true },
    { name: 'load_average_15', sentence: 'CPU load is high on web07', isHigh: true },
  ]

  it.each(Object.entries(statements))(
    'changes no public page, in the words of %s',
    async (format, bodyOf) => {
      const published = and(eq(affectedServers.serverId, 'srv_web07'), eq(posts.visibility, 'published'))
      for (const body of harmless) {
        const answer = await send(format === 'ocsf' ? 'generic' : format, bodyOf(body))
        expect(answer.status).toBe(200)
      }
      const shown = await site.db
        .select({ title: posts.title })
        .from(affectedServers)
        .innerJoin(posts, eq(posts.id, affectedServers.postId))
        .where(published)
      expect(shown).toEqual([])
      expect(await site.db.$count(statusHistory, eq(statusHistory.serverId, 'srv_web07'))).toBe(0)
    },
  )

  it('and what states it does: the same server, the same way', async () => {
    const sentence = 'web07 is down'
    await send('zabbix', {
      ...Object(statements.zabbix?.({ name: 'x', sentence, isHigh: true })),
      eventid: newId(),
    })
    expect(await incidentsOf('srv_web07')).toContainEqual(
      expect.objectContaining({ visibility: 'published', impact: 'major_outage' }),
    )
  })
})

describe('what is missing in an alert', () => {
  it('stands at the desk beside what was decided', async () => {
    const { id, hostname } = await addServer()
    const { body } = await send('zabbix', {
      event_value: '1',
      event_name: 'Unavailable by ICMP ping',
      host_name: hostname,
      severity: '4',
    })
    expect(body.results).toMatchObject([
      { status: 'accepted', reason: expect.stringContaining('eventid is missing') },
    ])
    const [line] = await linesOf(id)
    expect(line?.reason).toMatch(/^accepted: opens incident .*\. eventid is missing/)
  })

  it('is a line of its own where the sender left alerts out', async () => {
    const body = { version: '4', status: 'firing', alerts: [], truncatedAlerts: 7 }
    expect((await send('alertmanager', body)).body.results).toMatchObject([
      { status: 'rejected', field: 'truncatedAlerts' },
    ])
    const lines = await site.db.select().from(alertLog).where(eq(alertLog.result, 'rejected'))
    expect(lines).toMatchObject([
      { result: 'rejected', reason: expect.stringContaining('left out 7 alerts') },
    ])
  })
})

describe('a path that a tool appends by itself', () => {
  it.each([
    ['maldet', 'message'],
    ['lmd', 'message'],
  ])('reaches the reader of %s: /%s', async (format, below) => {
    const { id, hostname } = await addServer()
    const given = { below, pathToken: source.token, headers: {} }
    expect((await send(format, { ...tools.maldetHit, hostname }, 0, given)).status).toBe(200)
    expect(await linesOf(id)).toHaveLength(1)
  })

  it('is answered with 404 where no tool appends it', async () => {
    expect((await send('maldet', tools.maldetHit, 0, { below: 'other' })).status).toBe(404)
    expect((await send('nagios', tools.nagiosHost, 0, { below: 'message' })).status).toBe(404)
  })
})
