import { readFile } from 'node:fs/promises'
import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readReadings } from '#db/reads/servers/readings.ts'
import { alertLog, alerts } from '#db/schema/alert.ts'
import { heartbeats } from '#db/schema/source.ts'
import { answerHeartbeat } from '#lib/flows/alerts/answer-heartbeat.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { forgetReadings } from '#lib/flows/servers/forget-readings.ts'
import { later } from '#lib/rules/time/time.ts'
import type { Site } from '#tests/support/site.ts'
import {
  addSource,
  alert,
  batch,
  bearer,
  call,
  intakeSite,
  noLimits,
  now,
  seconds,
} from './intake-fixture.ts'

let site: Site
let token: string
let sourceId: string

beforeAll(async () => {
  site = await intakeSite()
  ;({ token, id: sourceId } = await addSource(site, { agentServerId: 'srv_web07' }))
})
afterAll(() => site?.close())

const sampleHeartbeat = JSON.parse(await readFile('tests/alerts/samples/agent-heartbeat.json', 'utf8'))

async function heartbeat(
  facts: Record<string, unknown> = {},
  headers: Record<string, string> = {},
  at = now,
) {
  const request = new Request('https://status.example.com/api/heartbeat', {
    method: 'POST',
    headers: { ...bearer(token), 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ ...sampleHeartbeat, sentAt: at.toISOString(), ...facts }),
  })
  const response = await answerHeartbeat(request, at, site.db, noLimits())
  return { status: response.status, body: await response.json() }
}

const samplesOf = (serverId: string) =>
  site.db.select().from(heartbeats).where(eq(heartbeats.serverId, serverId)).orderBy(heartbeats.at)

describe("an agent's heartbeat", () => {
  it('is kept as a sample, durable when it is answered', async () => {
    expect(await heartbeat()).toEqual({
      status: 200,
      body: { status: 'accepted', server: 'web07.example-host.net', resolved: [], rebooted: false },
    })
    expect(await samplesOf('srv_web07')).toMatchObject([
      {
        sourceId,
        bootId: sampleHeartbeat.bootId,
        load1: 2.1,
        load5: 2.4,
        load15: 2.2,
        cores: 16,
        checksRun: 14,
        openCount: 0,
        at: now,
        receivedAt: now,
      },
    ])
  })

  it('is counted into its hour, late ones too, and a response that is none is named and left out', async () => {
    const other = await addSource(site, { agentServerId: 'srv_web08' })
    const own = { authorization: bearer(other.token).authorization }
    const measure = (load: number, at: Date, facts = {}) =>
      heartbeat({ server: 'web08.example-host.net', load: [load, 1, 1], ...facts }, own, at)
    await measure(2, seconds(20), { responseMs: 180 })
    expect((await measure(9.8, seconds(30), { responseMs: 120 })).body).not.toHaveProperty('leftOut')
    const late = await measure(0.5, seconds(30), { sentAt: seconds(10).toISOString() })
    expect(late.body).toMatchObject({ status: 'ignored' })
    for (const responseMs of ['fast', -1, 1e9, [1]])
      expect((await measure(1, seconds(40), { responseMs })).body).toMatchObject({
        status: 'accepted',
        leftOut: expect.stringMatching(/^responseMs is .*, but accepts milliseconds from 0 to 3600000: /),
      })
    const read = () => site.db.transaction(tx => readReadings(tx, 'srv_web08', seconds(60)))
    const hour = { hour: new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000) }
    expect(await read()).toMatchObject({
      last: { load: 1, cores: 16, responseMs: null },
      load: [{ ...hour, least: 0.5, most: 9.8, mostAt: seconds(30), average: (2 + 9.8 + 0.5 + 4) / 7 }],
      response: [{ ...hour, least: 120, most: 180, mostAt: seconds(20), average: 150 }],
    })
    expect(await forgetReadings(site.db, later(now, 89 * 86_400))).toBe(0)
    expect(await forgetReadings(site.db, later(now, 91 * 86_400))).toBeGreaterThan(0)
    expect((await read())?.load).toEqual([])
  })

  it('ends by the alert log what the agent no longer finds, and leaves the rest', async () => {
    const found = ['ioc:a', 'ioc:b', 'ioc:c'].map(fingerprint => alert({ fingerprint, kind: 'other' }))
    const newer = alert({ fingerprint: 'ioc:later', kind: 'other', startsAt: '2026-03-10T14:31:30Z' })
    await call(site, { body: batch(...found, newer), headers: bearer(token), at: seconds(60) })
    await decideAlerts(site.db, () => seconds(61))
    const { body } = await heartbeat({ openFingerprints: ['ioc:b'] }, {}, seconds(70))
    expect(body.resolved.sort()).toEqual(['ioc:a', 'ioc:c'])
    const open = () =>
      site.db
        .select({ fingerprint: alerts.fingerprint })
        .from(alerts)
        .where(and(eq(alerts.sourceId, sourceId), isNull(alerts.closedAt)))
    expect(await open()).toHaveLength(4)
    await decideAlerts(site.db, () => seconds(71))
    expect((await open()).map(row => row.fingerprint).sort()).toEqual(['ioc:b', 'ioc:later'])
    const [line] = await site.db
      .select()
      .from(alertLog)
      .where(and(eq(alertLog.format, 'heartbeat'), eq(alertLog.fingerprint, 'ioc:a')))
    expect(line).toMatchObject({ state: 'resolved', result: 'accepted', endsAt: seconds(70) })
  })

  it('with another boot id tells of a reboot, which the next one ends', async () => {
    const facts = { bootId: 'another', uptimeSec: 90, openFingerprints: ['ioc:b', 'ioc:later'] }
    expect((await heartbeat(facts, {}, seconds(400))).body).toMatchObject({ rebooted: true })
    const [line] = await site.db.select().from(alertLog).where(eq(alertLog.fingerprint, 'reboot:another'))
    expect(line).toMatchObject({ kind: 'reboot', state: 'firing', startsAt: seconds(310) })
    await decideAlerts(site.db, () => seconds(401))
    const next = await heartbeat({ ...facts, uptimeSec: 390 }, {}, seconds(700))
    expect(next.body).toMatchObject({ rebooted: false, resolved: ['reboot:another'] })
  })

  it('that comes again is a duplicate, and one that comes late changes nothing', async () => {
    const id = { 'webhook-id': 'msg_hb' }
    expect((await heartbeat({}, id, seconds(1000))).body.status).toBe('accepted')
    expect((await heartbeat({}, id, seconds(1010))).body).toEqual({ status: 'duplicate', duplicate: true })
    const late = await heartbeat({ sentAt: seconds(900).toISOString(), bootId: 'old' }, {}, seconds(1020))
    expect(late.body.status).toBe('ignored')
    expect(await site.db.$count(alertLog, eq(alertLog.fingerprint, 'reboot:old'))).toBe(0)
  })

  it('keeps the last 24 samples of each server', async () => {
    const other = await addSource(site, { agentServerId: 'srv_web08' })
    const facts = { server: 'web08.example-host.net' }
    for (let i = 0; i < 27; i++) await heartbeat(facts, bearer(other.token), seconds(i * 300))
    const kept = await samplesOf('srv_web08')
    expect(kept).toHaveLength(24)
    expect(kept[0]?.at).toEqual(seconds(900))
    expect((await samplesOf('srv_web07')).length).toBeGreaterThan(0)
  })

  it('is refused in the name of another server, from a source that is no agent, or with a wrong field', async () => {
    const wrong = await heartbeat({ server: 'web08.example-host.net' })
    expect(wrong).toMatchObject({ status: 400, body: { message: expect.stringContaining('web07') } })
    const plain = await addSource(site)
    expect((await heartbeat({}, bearer(plain.token))).status).toBe(400)
    expect((await heartbeat({}, bearer('it_wrong'))).status).toBe(401)
    expect((await heartbeat({ load: [1, 2] })).body.message).toContain('load')
    expect((await heartbeat({ openFingerprints: undefined })).status).toBe(400)
  })
})

describe('the load that heartbeats tell', () => {
  const minutes = (count: number) => seconds(86_400 + count * 60)
  const loads = async (from: number, ...list: number[]) => {
    for (const [i, load] of list.entries()) {
      const at = minutes(from + i * 5)
      await heartbeat({ load: [load, load, load], cores: 4 }, {}, at)
      await decideAlerts(site.db, () => at)
    }
  }
  const episodes = () =>
    site.db
      .select({ startsAt: alerts.startsAt, severity: alerts.severity, endsAt: alerts.endsAt })
      .from(alerts)
      .where(and(eq(alerts.sourceId, sourceId), eq(alerts.fingerprint, 'load')))

  it('is a slowdown from the second sample above, for as long as it takes, until the third below', async () => {
    await loads(0, 9)
    expect(await episodes()).toEqual([])
    await loads(5, 9, ...Array.from({ length: 30 }, () => 6.5), 17, 17)
    expect(await episodes()).toEqual([{ startsAt: minutes(0), severity: 'critical', endsAt: null }])
    await loads(170, 3, 3)
    expect(await episodes()).toMatchObject([{ endsAt: null }])
    await loads(180, 3)
    expect(await episodes()).toEqual([{ startsAt: minutes(0), severity: 'critical', endsAt: minutes(170) }])
  })
})
