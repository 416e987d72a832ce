import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { alertLog } from '#db/schema/alert.ts'
import { heartbeats } from '#db/schema/source.ts'
import { hashToken } from '#lib/alerts/request/token.ts'
import { answerAlerts } from '#lib/flows/alerts/answer-alerts.ts'
import { answerHeartbeat } from '#lib/flows/alerts/answer-heartbeat.ts'
import { type Asked, finding, openSendingAgent, secret, token } from '#tests/agent/agent-site.ts'
import { asResponse } from '#tests/support/as-response.ts'
import type { Site } from '#tests/support/site.ts'
import { addSource, intakeSite, noLimits, now } from './intake-fixture.ts'

type Agent = Awaited<ReturnType<typeof openSendingAgent>>
let site: Site
let agent: Agent
let sourceId: string

beforeAll(async () => {
  ;[site, agent] = await Promise.all([intakeSite(), openSendingAgent()])
  agent.site.now = now.getTime() / 1000
  agent.site.answer = answer
  agent.site.isStrict = false
  const signing = { scheme: 'standard-webhooks', secrets: [{ value: secret, until: null }] } as const
  const facts = { tokenHash: hashToken(token), agentServerId: 'srv_web07', signing: signing as never }
  ;({ id: sourceId } = await addSource(site, facts))
})
afterAll(async () => {
  await agent?.close()
  await site?.close()
})

/** What the product answers. */
async function answer({ method, path, headers, body }: Asked) {
  const pairs = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])
  const request = new Request(`https://status.example.com${path}`, { method, headers: pairs, body })
  const response =
    path === '/api/heartbeat'
      ? await answerHeartbeat(request, now, site.db, noLimits())
      : asResponse(
          await answerAlerts(request, { format: 'generic', pathToken: null }, now, site.db, noLimits()),
        )
  return { status: response.status, body: await response.text() }
}

const logged = () =>
  site.db.select().from(alertLog).where(eq(alertLog.sourceId, sourceId)).orderBy(alertLog.sequence)

it('is believed and understood by the site: what its script finds, its sign of life, and the end', async () => {
  agent.find([finding(String.raw`libk\u0007\"\n.so`), finding('b.so', { severity: 'warning' })])
  expect(await agent.run(['run'])).toEqual({ code: 0, out: '', err: '' })
  expect(await logged()).toMatchObject([
    {
      serverId: 'srv_web07',
      kind: 'suspicious-file',
      state: 'firing',
      severity: 'critical',
      result: 'accepted',
    },
    { serverId: 'srv_web07', fingerprint: 'unowned-library:b.so', severity: 'warning', result: 'accepted' },
  ])
  const samples = site.db.select().from(heartbeats).where(eq(heartbeats.sourceId, sourceId))
  expect(await samples).toMatchObject([{ load1: 0.42, cores: 2, checksRun: 1, openCount: 2, at: now }])
  agent.find([])
  await agent.run(['run'])
  expect((await logged()).map(({ state }) => state)).toEqual(['firing', 'firing', 'resolved', 'resolved'])
})

it('is refused where it is signed with another secret, and says so', async () => {
  agent.configure('', { secret: `whsec_${Buffer.alloc(24, 7).toString('base64')}` })
  const { code, err } = await agent.run(['run'])
  expect([code, err]).toEqual([
    3,
    expect.stringContaining('webhook-signature is not of this source and this body'),
  ])
})
