import { describe, expect, it } from 'vitest'
import { parseDatadog } from '#lib/alerts/datadog/parse.ts'
import { datadog } from './fixtures/monitor-bodies.ts'
import { alertOf, ignoredReason, rejectedField, unreadable } from './parsed.ts'

describe('Datadog', () => {
  it('reads the payload of our webhook', () => {
    expect(alertOf(parseDatadog, datadog)).toMatchObject({
      fingerprint: 'datadog:9170372540518447071',
      kind: 'slowdown',
      state: 'firing',
      severity: 'critical',

      summary: 'CPU load is high on web07',
      eventId: '7716548234011234567',
      startsAt: new Date('2026-03-10T14:27:00Z'),
    })
    expect(alertOf(parseDatadog, datadog).hosts[0]).toBe('web07.example-host.net')
  })

  it.each([
    ['Triggered', 'firing', true],
    ['Re-Triggered', 'firing', false],
    ['Renotify', 'firing', false],
    ['Warn', 'firing', true],
    ['Re-Warn', 'firing', false],
    ['No Data', 'firing', true],
    ['Re-No Data', 'firing', false],
    ['Recovered', 'resolved', false],
  ])('takes %s as %s; begins: %s', (alert_transition, state, isBeginning) => {
    const alert = alertOf(parseDatadog, { ...datadog, alert_transition })
    expect(alert).toMatchObject({ state, fingerprint: 'datadog:9170372540518447071' })
    expect(alert.startsAt !== null).toBe(isBeginning)
    expect(alert.endsAt !== null).toBe(state === 'resolved')
  })

  it.each([
    ['the cycle', datadog, 'datadog:9170372540518447071'],
    ['the aggregate', { ...datadog, alert_cycle_key: 'null', aggreg_key: 'agg' }, 'datadog:agg'],
    [
      'monitor and scope',
      { ...datadog, alert_cycle_key: '$ALERT_CYCLE_KEY' },
      'datadog:1234567:host:web07.example-host.net',
    ],
  ])('has an identity by %s', (_, body, fingerprint) => {
    expect(alertOf(parseDatadog, body).fingerprint).toBe(fingerprint)
  })

  it('reads other spellings, and the transition from the title', () => {
    const body = {
      alertCycleKey: 'c',
      eventTitle: '[P2] [Recovered on {host:web07}] Ping',
      lastUpdated: 1773152820000,
    }
    expect(alertOf(parseDatadog, body)).toMatchObject({
      state: 'resolved',
      summary: 'Ping',
      fingerprint: 'datadog:c',
    })
  })

  it.each([
    ['P1', 'Triggered', 'critical'],
    ['P3', 'Triggered', 'warning'],
    ['P5', 'Triggered', 'info'],
    ['null', 'Triggered', 'critical'],
    ['P1', 'Warn', 'warning'],
    ['P1', 'No Data', 'warning'],
  ])('takes %s %s for %s', (alert_priority, alert_transition, severity) => {
    expect(alertOf(parseDatadog, { ...datadog, alert_priority, alert_transition }).severity).toBe(severity)
  })

  it.each([
    ['Host is down', 'datadog.agent.up', '"datadog.agent.up".over("*").by("host")', 'Triggered', 'outage'],
    ['Host is down', 'datadog.agent.up', '"datadog.agent.up".over("*").by("host")', 'No Data', 'outage'],
    ['Site does not answer', '', '"http.can_connect".over("url:https://a")', 'Triggered', 'outage'],
    ['Traffic', 'nginx.net.request_per_s', 'avg:nginx.net.request_per_s{*}', 'No Data', 'other'],
    ['p99 of checkout', '', 'p95:trace.http.request.duration{*} > 2', 'Triggered', 'slowdown'],
    ['Disk is full', 'system.disk.in_use', 'avg:system.disk.in_use{*} > 0.9', 'Triggered', 'other'],
    ['MySQL', 'mysql.performance.threads', '', 'Triggered', 'outage'],
  ])(
    'takes "%s" of %s (%s), %s, for %s',
    (alert_title, alert_metric, alert_query, alert_transition, kind) => {
      const body = { ...datadog, alert_title, alert_metric, alert_query, alert_transition, tags: '' }
      expect(alertOf(parseDatadog, body).kind).toBe(kind)
    },
  )

  it('lets a tag say the kind, and names the server by the group of the monitor', () => {
    const body = {
      ...datadog,
      hostname: '$HOSTNAME',
      tags: 'kind:outage',
      alert_scope: 'env:prod, host:web08',
    }
    expect(alertOf(parseDatadog, body)).toMatchObject({ kind: 'outage', hosts: ['web08'] })
  })

  it('says what it cannot read', () => {
    expect(ignoredReason(parseDatadog, { ...datadog, alert_title: '[TEST] [Triggered] x' })).toContain('test')
    expect(unreadable(parseDatadog, [])).toContain('Datadog')
    expect(rejectedField(parseDatadog, { tags: 'x' })).toBe('alert_cycle_key')
    expect(rejectedField(parseDatadog, { ...datadog, alert_transition: 'Odd' })).toBe('alert_transition')
    expect(ignoredReason(parseDatadog, { ...datadog, alert_transition: 'Muted' })).toContain(
      'changes nothing',
    )
  })
})
