import { describe, expect, it } from 'vitest'
import { parseNagios } from '#lib/alerts/nagios/parse.ts'
import { nagiosHost } from './fixtures/bodies.ts'
import { alertOf, expectSample, ignoredReason, rejectedField, sample, unreadable } from './parsed.ts'

const service = sample('nagios-firing.json') as object

describe('Nagios', () => {
  it('reads the problem of the sample', () => expectSample(parseNagios, 'nagios-firing'))
  it('reads the recovery of the sample', () => expectSample(parseNagios, 'nagios-resolved'))

  it('reads a host that is down, and its recovery, under one identity', () => {
    expect(alertOf(parseNagios, nagiosHost)).toMatchObject({
      fingerprint: 'nagios:web07',
      hosts: ['web07', '203.0.113.17'],
      kind: 'outage',
      severity: 'critical',

      summary: 'web07: PING CRITICAL - Packet loss = 100%',
      startsAt: new Date('2026-03-10T14:15:00Z'),
    })
    const up = { ...nagiosHost, notification_type: 'RECOVERY', state: 'UP', service: '' }
    expect(alertOf(parseNagios, up)).toMatchObject({
      fingerprint: 'nagios:web07',
      state: 'resolved',
      startsAt: null,
    })
  })

  it('takes the time of a reminder for no new beginning', () => {
    expect(alertOf(parseNagios, { ...service, notification_number: 4 }).startsAt).toBeNull()
  })

  it.each([
    ['HTTP', 'CRITICAL', '', 'outage'],
    ['https-shop', 'CRITICAL', '', 'outage'],
    ['MySQL', 'CRITICAL', '', 'outage'],
    ['ping4', 'CRITICAL', '', 'outage'],
    ['SMTP', 'CRITICAL', '', 'outage'],
    ['check_imap', 'CRITICAL', '', 'outage'],
    ['PING', 'WARNING', 'PING WARNING - response time 800 ms', 'slowdown'],
    ['HTTP', 'WARNING', 'HTTP WARNING: HTTP/1.1 404 Not Found', 'other'],
    ['HTTP', 'UNKNOWN', 'plugin timed out', 'other'],
    ['Current Load', 'CRITICAL', '', 'slowdown'],
    ['CPU', 'WARNING', '', 'slowdown'],
    ['Uptime', 'WARNING', 'rebooted 3 minutes ago', 'reboot'],
    ['SSL certificate www', 'CRITICAL', '', 'other'],
    ['HTTP cert expiry', 'WARNING', '', 'other'],
    ['Disk /var/www', 'CRITICAL', '', 'other'],
    ['MySQL slave', 'CRITICAL', '', 'other'],
    ['Mail queue', 'CRITICAL', '', 'other'],
    ['APT updates', 'WARNING', '', 'other'],
    ['rkhunter rootkit check', 'CRITICAL', '', 'suspicious-file'],
  ])('takes %s %s for what it is about', (name, state, output, kind) => {
    expect(alertOf(parseNagios, { ...service, service: name, state, output }).kind).toBe(kind)
  })

  it.each([
    ['CRITICAL', 'critical'],
    ['WARNING', 'warning'],
    ['UNKNOWN', 'warning'],
    ['DOWN', 'critical'],
    ['UNREACHABLE', 'critical'],
  ])('takes %s for %s', (state, severity) => {
    expect(alertOf(parseNagios, { ...service, state })).toMatchObject({ severity, state: 'firing' })
  })

  it.each([
    ['ACKNOWLEDGEMENT', 'CRITICAL'],
    ['FLAPPINGSTART', 'CRITICAL'],
    ['FLAPPINGSTOP', 'CRITICAL'],
    ['FLAPPINGDISABLED', 'CRITICAL'],
    ['DOWNTIMESTART', 'OK'],
    ['DOWNTIMEEND', 'CRITICAL'],
    ['CUSTOM', 'OK'],
    ['ESCALATION', 'CRITICAL'],
  ])('ignores %s while %s', (notification_type, state) => {
    expect(ignoredReason(parseNagios, { ...service, notification_type, state })).toContain(notification_type)
  })

  it.each(['FLAPPINGSTOP', 'DOWNTIMEEND', 'DOWNTIMECANCELLED'])(
    'takes %s with OK for the recovery that was not told',
    notification_type => {
      expect(alertOf(parseNagios, { ...service, notification_type, state: 'OK' }).state).toBe('resolved')
    },
  )

  it('waits for a hard state', () => {
    expect(ignoredReason(parseNagios, { ...service, state_type: 'SOFT' })).toContain('soft')
  })

  it('says what it cannot read', () => {
    expect(unreadable(parseNagios, [])).toContain('notification command')
    expect(rejectedField(parseNagios, { notification_type: 'PROBLEM', state: 'DOWN' })).toBe('host')
    expect(rejectedField(parseNagios, { ...service, state: 'SICK' })).toBe('state')
  })
})
