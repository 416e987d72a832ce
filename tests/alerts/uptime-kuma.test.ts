import { describe, expect, it } from 'vitest'
import { parseUptimeKuma } from '#lib/alerts/uptime-kuma/parse.ts'
import { kumaUp } from './fixtures/monitor-bodies.ts'
import { alertOf, expectSample, ignoredReason, rejectedField, sample, unreadable } from './parsed.ts'

type Body = { heartbeat: object; monitor: object; msg: string }
const down = sample('uptime-kuma-firing.json') as Body
const heartbeat = (fields: object) => ({ ...down, heartbeat: { ...down.heartbeat, ...fields } })
const monitor = (fields: object) => ({ ...down, monitor: { ...down.monitor, ...fields } })

describe('Uptime Kuma', () => {
  it('reads the samples', () => {
    expectSample(parseUptimeKuma, 'uptime-kuma-firing')
    expect(ignoredReason(parseUptimeKuma, sample('uptime-kuma-test-firing.json'))).toBe(
      'test: the source works',
    )
  })

  it('ends the same alert, by the time of the heartbeat in UTC', () => {
    const [began, ended] = [down, kumaUp].map(body => alertOf(parseUptimeKuma, body))
    expect(ended).toMatchObject({ state: 'resolved', startsAt: null, fingerprint: began?.fingerprint })
    expect(ended?.endsAt).toEqual(new Date('2026-03-10T14:29:05.118Z'))
  })

  it.each([
    ['a form with the field data', { data: JSON.stringify(down) }],
    [
      'a query with JSON in its fields',
      { msg: down.msg, heartbeat: JSON.stringify(down.heartbeat), monitor: JSON.stringify(down.monitor) },
    ],
  ])('reads %s as it reads JSON', (_, body) => {
    expect(alertOf(parseUptimeKuma, body)).toEqual(alertOf(parseUptimeKuma, down))
  })

  it.each([
    [2, 'checks again'],
    [3, 'maintenance'],
    ['2', 'checks again'],
  ])('ignores status %s', (status, reason) => {
    expect(ignoredReason(parseUptimeKuma, heartbeat({ status }))).toContain(reason)
  })

  it('takes no new beginning from a message that is sent again while it is down', () => {
    const again = heartbeat({ important: false, time: '2026-03-10 14:29:05.000' })
    expect(alertOf(parseUptimeKuma, again)).toMatchObject({ state: 'firing', startsAt: null })
  })

  it.each([
    ['[web07][https://web07.example-host.net] server certificate web07 will expire in 14 days'],
    ['Domain name example-host.net will expire in 7 days'],
  ])('ignores the notice "%s" and quotes it', msg => {
    expect(ignoredReason(parseUptimeKuma, { heartbeat: null, monitor: null, msg })).toContain(
      msg.slice(0, 30),
    )
    expect(ignoredReason(parseUptimeKuma, { msg })).toContain(msg.slice(0, 30))
  })

  it.each([
    ['a tag server', { tags: [{ name: 'Server', value: 'web08' }] }, 'web08'],
    ['the host name', { tags: [], hostname: '203.0.113.17', url: 'https://' }, '203.0.113.17'],
    ['the URL', { tags: undefined, hostname: null }, 'https://web07.example-host.net/health'],
    ['the name', { tags: [], url: 'https://', hostname: '', name: 'web07' }, 'web07'],
    [
      'the name server that is asked',
      { tags: [], type: 'dns', dns_resolve_server: '203.0.113.42' },
      '203.0.113.42',
    ],
  ])('names the server by %s', (_, fields, host) => {
    expect(alertOf(parseUptimeKuma, monitor(fields)).hosts[0]).toBe(host)
  })

  it.each([
    ['connect ECONNREFUSED', {}, 'outage'],
    ['timeout of 48000ms exceeded', {}, 'outage'],
    ['Response time 8120 ms is above 2000 ms: slow', {}, 'slowdown'],
    ['certificate has expired', {}, 'other'],
    ['No heartbeat in the time window', { type: 'push', name: 'web07 agent' }, 'outage'],
    ['No heartbeat in the time window', { type: 'push', name: 'web07-backup' }, 'other'],
    ['down', { tags: [{ name: 'kind', value: 'slowdown' }] }, 'slowdown'],
  ])('takes "%s" of %j for %s', (msg, fields, kind) => {
    const body = { ...heartbeat({ msg }), monitor: { ...down.monitor, ...fields } }
    expect(alertOf(parseUptimeKuma, body).kind).toBe(kind)
  })

  it('reads a heartbeat without a monitor', () => {
    expect(alertOf(parseUptimeKuma, { ...down, monitor: null })).toMatchObject({
      fingerprint: 'uptime-kuma:12',
      hosts: [],
      summary: 'Monitor 12: connect ECONNREFUSED 203.0.113.17:443',
    })
  })

  it('says what it cannot read', () => {
    expect(unreadable(parseUptimeKuma, [])).toContain('Uptime Kuma')
    expect(unreadable(parseUptimeKuma, {})).toContain('msg')
    expect(unreadable(parseUptimeKuma, { data: '{' })).toContain('Uptime Kuma')
    expect(rejectedField(parseUptimeKuma, heartbeat({ status: 7 }))).toBe('heartbeat.status')
    expect(rejectedField(parseUptimeKuma, { heartbeat: { status: 0 } })).toBe('heartbeat.monitorID')
  })
})
