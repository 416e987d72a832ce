import { describe, expect, it } from 'vitest'
import { parseNetdata } from '#lib/alerts/netdata/parse.ts'
import {
  netdataAgent as agent,
  netdataCloud as cloud,
  netdataReachability as reach,
} from './fixtures/monitor-bodies.ts'
import { alertOf, ignoredReason, rejectedField, unreadable } from './parsed.ts'

describe('Netdata, from an agent', () => {
  it('reads what our custom_sender posts', () => {
    expect(alertOf(parseNetdata, agent)).toMatchObject({
      fingerprint: 'netdata:web07.example-host.net:system.load:load_average_15',
      kind: 'slowdown',
      onServer: 'netdata:srv:system.load:load_average_15',
      severity: 'critical',
      state: 'firing',
      summary: 'load_average_15 = 48.2 load',
    })
  })

  it('is one episode while it gets worse: the beginning is when it stopped being clear', () => {
    const warned = {
      ...agent,
      status: 'WARNING',
      old_status: 'CLEAR',
      when: '1773152700',
      non_clear_duration: '0',
    }
    const start = new Date(1773152700_000)
    expect([warned, agent].map(body => alertOf(parseNetdata, body).startsAt)).toEqual([start, start])
    expect(alertOf(parseNetdata, warned).severity).toBe('warning')
  })

  it.each(['CLEAR', 'REMOVED'])('ends it by %s', status => {
    const ended = alertOf(parseNetdata, { ...agent, status, old_status: 'WARNING' })
    const endsAt = new Date(1773152820_000)
    expect(ended).toMatchObject({ state: 'resolved', severity: 'warning', endsAt, startsAt: null })
    expect(ended.fingerprint).toBe(alertOf(parseNetdata, agent).fingerprint)
  })

  it.each(['UNDEFINED', 'UNINITIALIZED'])('ignores %s', status => {
    expect(ignoredReason(parseNetdata, { ...agent, status })).toContain('load_average_15')
  })

  it('knows the test of alarm-notify.sh', () => {
    expect(ignoredReason(parseNetdata, { ...agent, name: 'test_alarm' })).toBe('test: the source works')
  })

  it.each([
    ['10min_cpu_usage', {}, 'slowdown'],
    ['ping_host_latency', {}, 'slowdown'],
    ['ping_host_reachable', {}, 'outage'],
    ['httpcheck_web_service_slow', {}, 'slowdown'],
    ['httpcheck_web_service_bad_status', {}, 'outage'],
    ['portcheck_connection_fails', {}, 'outage'],
    ['disk_space_usage', {}, 'other'],
    ['mysql_10s_slow_queries', { classification: 'Latency' }, 'slowdown'],
    ['10s_received_packets_storm', { classification: 'Latency' }, 'slowdown'],
  ])('takes %s (%j) for %s', (name, fields, kind) => {
    expect(alertOf(parseNetdata, { ...agent, name, ...fields }).kind).toBe(kind)
  })
})

describe('Netdata, from its Cloud', () => {
  it('reads an alert, and the node from its message', () => {
    expect(alertOf(parseNetdata, cloud)).toMatchObject({
      kind: 'outage',
      state: 'firing',
      severity: 'critical',
      hosts: ['web07.example-host.net'],
      onServer: 'netdata:srv:httpcheck_site.request_status:httpcheck_web_service_unreachable',
      startsAt: new Date('2026-03-10T14:27:00Z'),
    })
  })

  it('names no server where the message names none', () => {
    const { hosts, fingerprint } = alertOf(parseNetdata, { ...cloud, message: 'it is critical' })
    expect({ hosts, fingerprint }).toEqual({
      hosts: [],
      fingerprint: 'netdata:httpcheck_site.request_status:httpcheck_web_service_unreachable',
    })
  })

  it('ends it by the severity clear', () => {
    expect(alertOf(parseNetdata, { ...cloud, severity: 'clear' })).toMatchObject({ state: 'resolved' })
  })

  it.each([
    [{ reachable: false, text: 'unreachable' }, 'firing'],
    [{ reachable: true, text: 'reachable' }, 'resolved'],
    [{ text: 'unreachable' }, 'firing'],
    [{ text: 'reachable' }, 'resolved'],
  ])('takes a node with the status %j as %s', (status, state) => {
    expect(alertOf(parseNetdata, { ...reach, status })).toMatchObject({
      kind: 'outage',
      severity: 'critical',
      onServer: 'netdata:srv:reachability',
      state,
    })
  })

  it('shows the token that its page asks for', () => {
    expect(ignoredReason(parseNetdata, { token: 'abc123', message: 'Test notification' })).toContain(
      '"abc123"',
    )
    expect(ignoredReason(parseNetdata, { ...cloud, token: 'abc123', message: 'This is a test' })).toContain(
      'abc123',
    )
  })

  it('says what it cannot read', () => {
    expect(unreadable(parseNetdata, [])).toContain('Netdata')
    expect(rejectedField(parseNetdata, {})).toBe('alert')
    expect(rejectedField(parseNetdata, { ...agent, status: 'SICK' })).toBe('status')
    expect(rejectedField(parseNetdata, { ...reach, status: {} })).toBe('status.reachable')
  })
})
