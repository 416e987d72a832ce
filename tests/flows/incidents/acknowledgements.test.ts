import { isNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readBoard } from '#db/reads/servers/board.ts'
import { alerts } from '#db/schema/alert.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { addSource, bearer, call, intakeSite, seconds } from '#tests/flows/alerts/intake-fixture.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import type { Site } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await intakeSite()
})
afterAll(() => site?.close())
beforeEach(() => emptyTables(site.db, 'posts', 'alerts', 'alert_log', 'messages', 'status_history'))

type Given = { format?: string; body: unknown; token: string; at: number }

/** Posts a body at this many seconds, decides it at once, and returns how its members were answered. */
async function post({ format = 'pagerduty', body, token, at }: Given): Promise<string[]> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await call(site, { format, body: text, headers: bearer(token), at: seconds(at) })
  expect(answer.status).toBe(200)
  await decideAlerts(site.db, () => seconds(at))
  return answer.body.results.map((each: { status: string }) => each.status)
}

const open = () => site.db.select().from(alerts).where(isNull(alerts.closedAt))

async function troubled(at: number): Promise<string[]> {
  const { servers } = await readBoard(seconds(at), site.db)
  return servers.filter(server => server.status.impact !== 'operational').map(server => server.label)
}

describe('an acknowledgement', () => {
  it('of PagerDuty after the end opens nothing, though it carries no time of its incident', async () => {
    const { token } = await addSource(site)
    const send = (at: number, event: Record<string, unknown>) => post({ body: { event }, token, at })
    const incident = { id: 'Q1', title: 'web07.example-host.net is down', urgency: 'high' }
    const created = { ...incident, created_at: '2026-03-10T14:26:12Z' }
    await send(0, { id: '1', event_type: 'incident.triggered', data: created })
    await send(60, { id: '2', event_type: 'incident.resolved', data: created })
    await send(120, {
      id: '3',
      event_type: 'incident.acknowledged',
      occurred_at: '2026-03-10T14:27:00Z',
      data: incident,
    })
    expect(await open()).toEqual([])
    await decideAlerts(site.db, () => seconds(700))
    expect(await troubled(700)).toEqual([])
  })

  it('by the Events API after the end of its key opens nothing', async () => {
    const { token } = await addSource(site)
    const send = (at: number, event_action: string, payload?: Record<string, unknown>) =>
      post({ body: { event_action, dedup_key: 'web07/http', payload }, token, at })
    const payload = { summary: 'web07 is down', source: 'web07.example-host.net', severity: 'critical' }
    await send(0, 'trigger', payload)
    await send(60, 'resolve', payload)
    await send(120, 'acknowledge', payload)
    expect(await open()).toEqual([])
  })

  it('between trigger and end is the same one episode, though no message has a time', async () => {
    const { token } = await addSource(site)
    const send = (at: number, event_type: string) => {
      const data = { id: 'Q2', title: 'web07.example-host.net is down', urgency: 'high' }
      return post({ body: { event: { id: `${at}`, event_type, data } }, token, at })
    }
    await send(0, 'incident.triggered')
    await send(60, 'incident.acknowledged')
    expect(await open()).toHaveLength(1)
    await send(120, 'incident.resolved')
    expect(await site.db.$count(alerts)).toBe(1)
  })
})
