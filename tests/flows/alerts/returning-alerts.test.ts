import { isNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { alerts } from '#db/schema/alert.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import type { Site } from '#tests/support/site.ts'
import { addSource, alert, batch, bearer, call, intakeSite, seconds } from './intake-fixture.ts'

let site: Site
beforeAll(async () => {
  site = await intakeSite()
})
afterAll(() => site?.close())
beforeEach(() => emptyTables(site.db, 'posts', 'alerts', 'alert_log', 'messages', 'status_history'))

type Given = { format?: string; body: unknown; token: string; at: number }

/** Posts a body at this many seconds, decides it at once, and returns how its members were answered. */
async function post({ format = 'generic', body, token, at }: Given): Promise<string[]> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await call(site, { format, body: text, headers: bearer(token), at: seconds(at) })
  expect(answer.status).toBe(200)
  await decideAlerts(site.db, () => seconds(at))
  return answer.body.results.map((each: { status: string }) => each.status)
}

const open = () => site.db.select().from(alerts).where(isNull(alerts.closedAt))

describe('an alert whose source takes back its end', () => {
  const own = { fingerprint: 'flicker', startsAt: '2026-03-10T14:29:00Z' }

  it('is in trouble again when it fires under the same start minutes later, and on every repetition until its end', async () => {
    const { token } = await addSource(site)
    const send = (at: number, facts: Record<string, unknown> = {}) =>
      post({ body: batch(alert({ ...own, ...facts })), token, at })
    await send(0)
    await send(60, { state: 'resolved' })
    expect(await send(90)).toEqual(['ignored'])
    expect(await send(360)).toEqual(['accepted'])
    expect(await send(660)).toEqual(['accepted'])
    expect(await open()).toMatchObject([{ receivedCount: 2, lastReceivedAt: seconds(660) }])
    await send(700, { state: 'resolved' })
    expect(await open()).toEqual([])
  })

  it('of Alertmanager, which keeps startsAt when a rule flickers, is seen by its next reminder at the latest', async () => {
    const { token } = await addSource(site, { repeatSeconds: 14_400 })
    const send = (at: number, status: 'firing' | 'resolved') =>
      post({ format: 'alertmanager', body: alertmanager(status), token, at })
    await send(0, 'firing')
    await send(60, 'resolved')
    await send(361, 'firing')
    expect(await open()).toHaveLength(1)
  })
})

function alertmanager(status: 'firing' | 'resolved') {
  const labels = { alertname: 'HostDown', instance: 'web07.example-host.net', severity: 'critical' }
  const member = {
    status,
    labels,
    annotations: { summary: 'web07 is down' },
    fingerprint: 'a1b2c3d4e5f60718',
    startsAt: '2026-03-10T14:29:00Z',
    generatorURL: '',
    endsAt: status === 'resolved' ? '2026-03-10T14:30:55Z' : '0001-01-01T00:00:00Z',
  }
  return { version: '4', status, alerts: [member], groupLabels: {}, commonLabels: {}, commonAnnotations: {} }
}
