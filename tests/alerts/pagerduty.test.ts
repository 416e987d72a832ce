import { describe, expect, it } from 'vitest'
import { parsePagerDuty } from '#lib/alerts/pagerduty/parse.ts'
import { pagerdutyEvent as action, pagerduty } from './fixtures/monitor-bodies.ts'
import { alertOf, ignoredReason, rejectedField, unreadable } from './parsed.ts'

const created = new Date('2026-03-10T14:26:12Z')
const event = (event_type: string, data: object = {}, occurred_at = '2026-03-10T14:29:00Z') => ({
  event: { ...pagerduty.event, event_type, occurred_at, data: { ...pagerduty.event.data, ...data } },
})

describe('PagerDuty, webhooks of version 3', () => {
  it('reads a triggered incident', () => {
    expect(alertOf(parsePagerDuty, pagerduty)).toMatchObject({
      fingerprint: 'pagerduty:Q1ABCDEFGH',
      kind: 'outage',
      state: 'firing',
      severity: 'critical',

      summary: 'web07.example-host.net is down',
      startsAt: created,
      eventId: '01DEN1HNLBC1VITK3UF6CRX1MX',

      hosts: ['web07.example-host.net', 'Shared web hosting'],
    })
  })

  it.each([
    ['incident.reopened', 'firing', new Date('2026-03-10T14:29:00Z'), null],
    ['incident.resolved', 'resolved', null, new Date('2026-03-10T14:29:00Z')],
  ])('takes %s as %s', (type, state, startsAt, endsAt) => {
    const { fingerprint } = alertOf(parsePagerDuty, pagerduty)
    expect(alertOf(parsePagerDuty, event(type))).toMatchObject({ state, startsAt, endsAt, fingerprint })
  })

  it.each([
    'incident.acknowledged',
    'incident.unacknowledged',
    'incident.escalated',
    'incident.delegated',
    'incident.reassigned',
    'incident.annotated',
    'incident.priority_updated',
    'incident.responder.added',
    'incident.status_update_published',
    'service.updated',
    'constructor',
  ])('ignores %s', type => {
    expect(ignoredReason(parsePagerDuty, event(type))).toContain(type)
  })

  it('knows its test', () => {
    const ping = {
      event: { id: 'x', event_type: 'pagey.ping', data: { message: 'Hello from your friend Pagey!' } },
    }
    expect(ignoredReason(parsePagerDuty, ping)).toBe('test: the source works')
  })

  it.each([
    ['a custom field', { custom_fields: [{ name: 'server', value: 'web08' }] }, 'web08'],
    [
      'the only full name in the title',
      { title: '[FIRING] web08.example-host.net: no ping.' },
      'web08.example-host.net',
    ],
    ['the only address in the title', { title: 'Ping 203.0.113.17 failed' }, '203.0.113.17'],
    [
      'the service, where the title names two',
      { title: 'a.example.net cannot reach b.example.net' },
      'Shared web hosting',
    ],
  ])('names the server by %s', (_, data, host) => {
    expect(alertOf(parsePagerDuty, event('incident.triggered', data)).hosts[0]).toBe(host)
  })

  it.each([
    ['web07: high load', 'high', 'slowdown', 'critical'],
    ['web07 is down', 'low', 'outage', 'warning'],
    ['Backup of web07 failed', 'high', 'other', 'critical'],
  ])('takes "%s" of %s urgency for %s, %s', (title, urgency, kind, severity) => {
    expect(alertOf(parsePagerDuty, event('incident.triggered', { title, urgency }))).toMatchObject({
      kind,
      severity,
    })
  })
})

describe("PagerDuty's Events API, version 2", () => {
  it('reads a trigger', () => {
    expect(alertOf(parsePagerDuty, action)).toMatchObject({
      fingerprint: 'pagerduty:web07/http',
      kind: 'outage',
      state: 'firing',
      severity: 'critical',

      hosts: ['web07.example-host.net'],
      startsAt: new Date('2026-03-10T14:25:00Z'),
      details: 'attempts=3',
    })
  })

  it('ties the end to it by dedup_key, which may be all that it carries', () => {
    const resolve = { routing_key: action.routing_key, event_action: 'resolve', dedup_key: action.dedup_key }
    const { fingerprint } = alertOf(parsePagerDuty, action)
    expect(alertOf(parsePagerDuty, resolve)).toMatchObject({ state: 'resolved', fingerprint, startsAt: null })
  })

  it('begins nothing with an acknowledgement, with or without a payload', () => {
    expect(ignoredReason(parsePagerDuty, { ...action, event_action: 'acknowledge' })).toContain(
      'changes nothing',
    )
    const bare = { event_action: 'acknowledge', dedup_key: action.dedup_key }
    expect(ignoredReason(parsePagerDuty, bare)).toContain('changes nothing')
  })

  it.each([
    ['critical', 'critical'],
    ['error', 'critical'],
    ['warning', 'warning'],
    ['info', 'info'],
  ])('takes severity %s for %s', (given, severity) => {
    const body = { ...action, payload: { ...action.payload, severity: given } }
    expect(alertOf(parsePagerDuty, body).severity).toBe(severity)
  })

  it('has an identity without dedup_key, by which its end finds it', () => {
    const { dedup_key: _, ...bare } = action
    expect(alertOf(parsePagerDuty, bare).fingerprint).toBe('pagerduty:web07.example-host.net:nginx:http')
    expect(alertOf(parsePagerDuty, { ...bare, event_action: 'resolve' })).toMatchObject({
      state: 'resolved',
      fingerprint: 'pagerduty:web07.example-host.net:nginx:http',
    })
    expect(rejectedField(parsePagerDuty, { event_action: 'resolve' })).toBe('dedup_key')
  })

  it('says what it cannot read', () => {
    expect(unreadable(parsePagerDuty, {})).toContain('version 3')
    expect(unreadable(parsePagerDuty, { event: 'x' })).toContain('"x"')
    const bare = { id: null, number: null, incident_key: null, html_url: null }
    expect(rejectedField(parsePagerDuty, event('incident.triggered', bare))).toBe('event.data.id')
    expect(rejectedField(parsePagerDuty, { ...action, event_action: 'change' })).toBe('event_action')
  })
})
