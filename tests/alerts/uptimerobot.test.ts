import { describe, expect, it } from 'vitest'
import { parseUptimeRobot } from '#lib/alerts/uptimerobot/parse.ts'
import { uptimerobot as down } from './fixtures/monitor-bodies.ts'
import { alertOf, ignoredReason, rejectedField, unreadable } from './parsed.ts'

const at = new Date('2026-03-10T14:25:00Z')

describe('UptimeRobot', () => {
  it('reads that a monitor is down', () => {
    expect(alertOf(parseUptimeRobot, down)).toMatchObject({
      fingerprint: 'uptimerobot:776543210',
      kind: 'outage',
      state: 'firing',
      severity: 'critical',
      startsAt: at,

      hosts: ['https://web07.example-host.net/', 'web07 site'],
      summary: 'web07 site: Connection Timeout',
    })
  })

  it('ends it when the monitor is up', () => {
    const up = { ...down, alertType: '2', alertTypeFriendlyName: 'Up', alertDetails: 'HTTP 200 - OK' }
    expect(alertOf(parseUptimeRobot, up)).toMatchObject({
      fingerprint: 'uptimerobot:776543210',
      state: 'resolved',
      startsAt: null,
      endsAt: at,
    })
  })

  it.each([
    ['numbers', { ...down, monitorID: 776543210, alertType: 1, alertDateTime: 1773152700 }],
    [
      'other spellings',
      {
        monitor_id: '776543210',
        monitor_url: down.monitorURL,
        monitor_friendly_name: 'web07 site',
        alert_type: '1',
        alert_type_friendly_name: 'Down',
        alert_details: 'Connection Timeout',
        alert_date_time: '1773152700',
      },
    ],
  ])('reads %s the same', (_, body) => {
    expect(alertOf(parseUptimeRobot, body)).toEqual(alertOf(parseUptimeRobot, down))
  })

  it.each([
    [{ alertType: '3', alertTypeFriendlyName: 'SSL Certificate Expiry' }, 'certificate'],
    [{ alertType: '9', alertTypeFriendlyName: 'Domain Expiry' }, 'domain'],
    [{ monitorID: '*monitorID*' }, 'test: the source works'],
  ])('ignores %j', (fields, reason) => {
    expect(ignoredReason(parseUptimeRobot, { ...down, ...fields })).toContain(reason)
  })

  it.each([
    [{ alertTypeFriendlyName: 'Slow response', alertType: '4' }, 'slowdown'],
    [{ alertDetails: 'Response time is above 3000 ms' }, 'slowdown'],
    [{ alertDetails: 'HTTP 502 - Bad Gateway' }, 'outage'],
  ])('takes %j for %s', (fields, kind) => {
    expect(alertOf(parseUptimeRobot, { ...down, ...fields }).kind).toBe(kind)
  })

  it('says what it cannot read', () => {
    expect(unreadable(parseUptimeRobot, 7)).toContain('UptimeRobot')
    expect(rejectedField(parseUptimeRobot, {})).toBe('monitorID')
    expect(rejectedField(parseUptimeRobot, { ...down, alertType: '99', alertTypeFriendlyName: '' })).toBe(
      'alertType',
    )
  })
})
