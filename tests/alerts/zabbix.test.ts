import { describe, expect, it } from 'vitest'
import { parseZabbix } from '#lib/alerts/zabbix/parse.ts'
import { alertOf, expectSample, ignoredReason, rejectedField, sample, unreadable } from './parsed.ts'

const problem = sample('zabbix-firing.json') as object
const recovery = { ...problem, eventvalue: '0', recoverydate: '2026.03.10', recoverytime: '15:29:30' }

describe('Zabbix', () => {
  it('reads the sample', () => expectSample(parseZabbix, 'zabbix-firing'))

  it('ends the same episode: identity and start are those of the problem', () => {
    const [began, ended] = [problem, recovery].map(body => alertOf(parseZabbix, body))
    expect(ended).toMatchObject({ state: 'resolved', fingerprint: 'zabbix:4711', startsAt: began?.startsAt })
    expect(ended?.endsAt).toEqual(new Date('2026-03-10T14:29:30Z'))
  })

  it.each([
    ['0', 'info'],
    ['1', 'info'],
    ['2', 'warning'],
    ['3', 'warning'],
    ['4', 'critical'],
    [5, 'critical'],
    ['{EVENT.NSEVERITY}', 'warning'],
  ])('takes severity %s for %s', (severity, expected) => {
    expect(alertOf(parseZabbix, { ...problem, severity }).severity).toBe(expected)
  })

  it.each([
    ['+01:00', '2026-03-10T14:20:11Z'],
    ['-0500', '2026-03-10T20:20:11Z'],
    ['Z', '2026-03-10T15:20:11Z'],
    ['{TZ}', '2026-03-10T15:20:11Z'],
  ])('reads the local time of a server at %s', (tz, utc) => {
    const { startsAt, isClockAhead } = alertOf(parseZabbix, { ...problem, tz })
    const expected = new Date(utc)
    const isAhead = expected > new Date('2026-03-10T14:35:00Z')
    expect({ startsAt, isClockAhead }).toEqual({
      startsAt: isAhead ? new Date('2026-03-10T14:30:00Z') : expected,
      isClockAhead: isAhead,
    })
  })

  it('takes the time of receipt where dates were not resolved', () => {
    expect(alertOf(parseZabbix, { ...problem, eventdate: '{EVENT.DATE}' }).startsAt).toBeNull()
    expect(alertOf(parseZabbix, { ...problem, eventdate: '10/03/2026' }).startsAt).toBeNull()
  })

  it.each([
    ['Unavailable by ICMP ping', 'scope:availability', 'outage'],
    ['Nginx: Service is down', 'scope:availability, component:system', 'outage'],
    ['Interface eth0: Link down', 'scope:availability', 'other'],
    ['Linux: web07 has been rebooted', 'scope:notice', 'reboot'],
    ['Linux: High CPU utilization (over 90% for 5m)', 'scope:performance', 'slowdown'],
    ['sda: Disk read/write request responses are too high', 'scope:performance', 'slowdown'],
    ['the same with tags as JSON', '[{"tag":"scope","value":"performance"}]', 'slowdown'],
    ['/: Disk space is critically low', 'scope:availability, scope:capacity', 'other'],
    ['A check of ours', 'kind:outage', 'outage'],
    ['Zabbix agent is not available', 'scope:availability, kind:other', 'other'],
  ])('takes "%s" (%s) for %s', (eventname, tags, kind) => {
    expect(alertOf(parseZabbix, { ...problem, eventname, tags }).kind).toBe(kind)
  })

  it.each([
    ['an acknowledgement', { eventupdate: '1' }, 'update'],
    ["Zabbix' own items", { event_source: '3' }, 'triggers'],
    ['a business service', { event_source: '4' }, 'triggers'],
    ['a test with macros as they are', { eventid: '{EVENT.ID}' }, 'test: the source works'],
  ])('ignores %s', (_, fields, reason) => {
    expect(ignoredReason(parseZabbix, { ...problem, ...fields })).toContain(reason)
  })

  it('leaves out what Zabbix could not resolve', () => {
    expect(alertOf(parseZabbix, { ...problem, hostname: '*UNKNOWN*', hostip: '{HOST.IP}' }).hosts).toEqual([])
  })

  it('says what it cannot read', () => {
    expect(unreadable(parseZabbix, 'text')).toContain('media type')
    expect(rejectedField(parseZabbix, { eventvalue: '1' })).toBe('eventid')
    expect(rejectedField(parseZabbix, { ...problem, eventvalue: '{EVENT.VALUE}' })).toBe('eventvalue')
  })
})
