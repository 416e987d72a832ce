import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { outward } from '#lib/channels/outward/outward.ts'
import { webhook } from '#lib/channels/webhook/send.ts'
import { statuspageBody } from '#lib/channels/webhook/statuspage-body.ts'
import type { NoticeServer } from '#lib/rules/notices/notice.ts'
import { type ChannelProvider, startChannelProvider } from '#tests/support/channel-provider.ts'
import { began, ended } from './facts.ts'

let provider: ChannelProvider
beforeEach(async () => {
  provider = await startChannelProvider()
})
afterEach(() => provider.close())

const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`
const channel = webhook(outward({ isPrivateAllowed: true }))
const send = (now = new Date()) =>
  channel.send(began, { channel: 'webhook', address: `${provider.url}/hook`, config: { secret } }, now)

it('signs so that the library of Standard Webhooks takes it', async () => {
  await send()
  const { headers, body } = provider.posts[0] ?? { headers: {}, body: Buffer.alloc(0) }
  const signed = headers as Record<string, string>
  expect(new Webhook(secret).verify(body, signed)).toEqual(JSON.parse(JSON.stringify(statuspageBody(began))))
  const another = `whsec_${Buffer.alloc(32, 2).toString('base64')}`
  expect(() => new Webhook(another).verify(body, signed)).toThrow('No matching signature')
  expect(() => new Webhook(secret).verify(`${body} `, signed)).toThrow('No matching signature')
})

it('keeps id and body over all attempts, and signs each at its own time', async () => {
  await send(new Date('2013-02-19T03:01:00Z'))
  await send(new Date('2013-02-19T04:01:00Z'))
  const [first, second] = provider.posts
  expect(first?.headers['webhook-id']).toBe('delivery0001')
  expect(second?.headers['webhook-id']).toBe('delivery0001')
  expect(second?.body.equals(first?.body ?? Buffer.alloc(0))).toBe(true)
  expect(first?.headers['webhook-timestamp']).toBe('1361242860')
  expect(second?.headers['webhook-timestamp']).toBe('1361246460')
})

it('has the keys of Statuspage and no other', () => {
  const { meta, page, incident, ...others } = statuspageBody(began)
  expect(others).toEqual({})
  expect(Object.keys(meta)).toEqual(['unsubscribe', 'documentation', 'generated_at'])
  expect(Object.keys(page)).toEqual(['id', 'status_indicator', 'status_description'])
  expect(Object.keys(incident).sort()).toEqual(
    [
      'id',
      'name',
      'status',
      'created_at',
      'updated_at',
      'monitoring_at',
      'resolved_at',
      'impact',
      'shortlink',
      'started_at',
      'page_id',
      'incident_updates',
      'components',
      'backfilled',
      'impact_override',
      'postmortem_body',
      'postmortem_body_last_updated_at',
      'postmortem_ignored',
      'postmortem_notified_subscribers',
      'postmortem_notified_twitter',
      'postmortem_published_at',
      'scheduled_for',
      'scheduled_until',
      'scheduled_auto_transition',
      'scheduled_remind_prior',
      'scheduled_reminded_at',
    ].sort(),
  )
  expect(Object.keys(incident.incident_updates[0] ?? {}).sort()).toEqual(
    [
      'id',
      'status',
      'body',
      'incident_id',
      'created_at',
      'updated_at',
      'display_at',
      'affected_components',
      'deliver_notifications',
      'custom_tweet',
      'tweet_id',
    ].sort(),
  )
  expect(Object.keys(incident.incident_updates[0]?.affected_components?.[0] ?? {})).toEqual([
    'code',
    'name',
    'old_status',
    'new_status',
  ])
  expect(Object.keys(incident.components[0] ?? {}).sort()).toEqual(
    [
      'id',
      'name',
      'status',
      'created_at',
      'updated_at',
      'position',
      'description',
      'showcase',
      'start_date',
      'group_id',
      'page_id',
      'group',
      'only_show_if_degraded',
    ].sort(),
  )
})

it('tells of a beginning in values that strict receivers know', () => {
  const body = statuspageBody(began)
  expect(body.page).toEqual({
    id: expect.stringMatching(/^[a-z0-9]{12}$/),
    status_indicator: 'critical',
    status_description: 'Major Service Outage',
  })
  expect(body.incident).toMatchObject({
    id: 'post00000001',
    name: 'web07 is down',
    status: 'investigating',
    impact: 'critical',
    created_at: '2013-02-19T03:00:00.000Z',
    started_at: '2013-02-19T03:00:00.000Z',
    updated_at: '2013-02-19T03:00:05.000Z',
    resolved_at: null,
    shortlink: began.url,
    components: [{ id: 'server000007', name: 'web07', status: 'major_outage', position: 1 }],
  })
  expect(body.incident.incident_updates).toMatchObject([
    {
      id: expect.stringMatching(/^[a-z0-9]{12}$/),
      body: 'web07 is down.\nweb07 has been down since 03:00 UTC.\nWe know about it and are working on it now.',
      affected_components: [
        { code: 'server000007', name: 'web07', old_status: 'operational', new_status: 'major_outage' },
      ],
    },
  ])
})

it('tells of an end', () => {
  const body = statuspageBody(ended)
  expect(body.page).toMatchObject({ status_indicator: 'none', status_description: 'All Systems Operational' })
  expect(body.incident).toMatchObject({
    status: 'resolved',
    impact: 'critical',
    resolved_at: '2013-02-19T03:00:05.000Z',
    components: [{ status: 'operational' }],
    incident_updates: [{ affected_components: [{ old_status: 'major_outage', new_status: 'operational' }] }],
  })
})

it('does not claim to know what a server was before it got worse', () => {
  const body = statuspageBody({ ...began, kind: 'worsened' })
  expect(body.incident.incident_updates[0]?.affected_components).toBeNull()
})

it.each([
  ['operational', 'none', 'operational'],
  ['maintenance', 'none', 'under_maintenance'],
  ['degraded', 'minor', 'degraded_performance'],
  ['partial_outage', 'major', 'partial_outage'],
  ['major_outage', 'critical', 'major_outage'],
] as const)('says %s as %s and %s', (impact, indicator, status) => {
  const servers = began.servers.map((server): NoticeServer => ({ ...server, impact }))
  const body = statuspageBody({ ...began, servers, impact })
  expect([body.page.status_indicator, body.incident.impact]).toEqual([indicator, indicator])
  expect(body.incident.components[0]?.status).toBe(status)
})
