import { describe, expect, it } from 'vitest'
import { isOcsf, parseOcsf } from '#lib/alerts/generic/ocsf.ts'
import { parseGeneric } from '#lib/alerts/generic/parse.ts'
import { ocsf as finding } from './fixtures/monitor-bodies.ts'
import { alertOf, ignoredReason, itemsOf, rejectedField } from './parsed.ts'

const at = new Date(1773152580_000)

describe('OCSF', () => {
  it('reads a Detection Finding', () => {
    expect(alertOf(parseOcsf, finding)).toMatchObject({
      source: 'ocsf',
      fingerprint: 'find-77',
      kind: 'suspicious-file',
      state: 'firing',
      severity: 'critical',

      hosts: ['web07.example-host.net', '203.0.113.17'],
      startsAt: at,
      summary: 'Web shell in a home directory',
    })
  })

  it('reads each event of a list', () => {
    const other = { ...finding, finding_info: { uid: 'find-78', title: 'x' } }
    expect(itemsOf(parseOcsf, [finding, other, 7]).map(item => item.is)).toEqual([
      'alert',
      'alert',
      'rejected',
    ])
  })

  it.each([
    [{ activity_id: 2 }, 'firing', null],
    [{ activity_id: 3 }, 'resolved', at],
    [{ activity_id: 2, status_id: 4 }, 'resolved', at],
    [{ activity_id: '3' }, 'resolved', at],
  ])('takes %j as %s', (fields, state, endsAt) => {
    expect(alertOf(parseOcsf, { ...finding, ...fields })).toMatchObject({
      state,
      endsAt,
      fingerprint: 'find-77',
    })
  })

  it('takes the beginning from the finding, and never from an update', () => {
    const created = 1773150000000
    const info = { ...finding.finding_info, created_time: created }
    expect(alertOf(parseOcsf, { ...finding, activity_id: 2, finding_info: info }).startsAt).toEqual(
      new Date(created),
    )
    expect(alertOf(parseOcsf, { ...finding, activity_id: 2 }).startsAt).toBeNull()
    expect(alertOf(parseOcsf, { ...finding, activity_id: 3 }).startsAt).toBeNull()
  })

  it.each([
    [0, 'warning'],
    [1, 'info'],
    [2, 'info'],
    [3, 'warning'],
    [4, 'critical'],
    [5, 'critical'],
    [6, 'critical'],
    [99, 'warning'],
  ])('takes severity_id %s for %s', (severity_id, severity) => {
    expect(alertOf(parseOcsf, { ...finding, severity_id }).severity).toBe(severity)
  })

  it.each([
    [{ disposition_id: 3 }, 'suspicious-file', 'quarantined'],
    [{ malware: [{ name: 'x' }] }, 'suspicious-file', ''],
    [{ finding_info: { uid: 'a', title: 'Trojan found' } }, 'suspicious-file', ''],
    [{ finding_info: { uid: 'a', title: 'Many logins failed' }, severity_id: 3 }, 'other', ''],
    [{ finding_info: { uid: 'a', title: 'Privilege escalation' }, severity_id: 4 }, 'suspicious-file', ''],
    [{ finding_info: { uid: 'a', title: 'web07 is down' }, severity_id: 3 }, 'other', ''],
  ])('takes %j for %s', (fields, kind, said) => {
    const bare = { ...finding, evidences: [], message: 'm', finding_info: { uid: 'a', title: 't' } }
    const alert = alertOf(parseOcsf, { ...bare, ...fields })
    expect(alert).toMatchObject({ kind, state: 'firing' })
    expect(alert.details).toContain(said)
  })

  it('ignores other classes and what its source has suppressed', () => {
    expect(ignoredReason(parseOcsf, { ...finding, class_uid: 3002 })).toContain('3002')
    expect(ignoredReason(parseOcsf, { ...finding, status_id: 3 })).toContain('suppressed')
    expect(ignoredReason(parseOcsf, { ...finding, activity_id: 2, status_id: 2 })).toContain('at work')
  })

  it('names the only resource where there is no device', () => {
    const resources = [{ name: 'web08' }]
    expect(alertOf(parseOcsf, { ...finding, device: null, resources }).hosts).toEqual(['web08'])
    const two = [...resources, { name: 'web07' }]
    expect(alertOf(parseOcsf, { ...finding, device: null, resources: two }).hosts).toEqual([])
  })

  it.each([
    [finding, true],
    [[finding], true],
    [[], false],
    [{ version: 1, alerts: [] }, false],
    [null, false],
  ])('tells its own from others', (body, isOwn) => {
    expect(isOcsf(body)).toBe(isOwn)
  })

  it('is read at the address generic', () => {
    expect(alertOf(parseGeneric, [finding])).toEqual(alertOf(parseOcsf, finding))
  })

  it('says what it cannot read', () => {
    expect(rejectedField(parseOcsf, { ...finding, finding_info: {}, message: '' })).toBe('finding_info.uid')
  })
})
