import { describe, expect, it } from 'vitest'
import { parseOpsgenie } from '#lib/alerts/opsgenie/parse.ts'
import { opsgenie } from './fixtures/monitor-bodies.ts'
import { alertOf, ignoredReason, rejectedField, unreadable } from './parsed.ts'

const change = (fields: object, action = 'Create') => ({
  ...opsgenie,
  action,
  alert: { ...opsgenie.alert, ...fields },
})
const created = new Date('2026-03-10T14:26:00Z')

describe('Opsgenie', () => {
  it('reads a new alert', () => {
    expect(alertOf(parseOpsgenie, opsgenie)).toMatchObject({
      fingerprint: 'opsgenie:ping-web07',
      kind: 'outage',
      state: 'firing',
      severity: 'critical',
      hosts: ['web07.example-host.net', 'web07', 'monitor1'],
      startsAt: created,
      details: 'lost 100 % of 10 packets\nregion=eu',
    })
  })

  it.each([
    ['Close', 'resolved'],
    ['Delete', 'resolved'],
  ])('takes %s as %s, of the same episode', (action, state) => {
    const alert = alertOf(parseOpsgenie, change({ updatedAt: 1773152940000 }, action))
    const endsAt = state === 'resolved' ? new Date(1773152940_000) : null
    expect(alert).toMatchObject({ state, endsAt, startsAt: created, fingerprint: 'opsgenie:ping-web07' })
  })

  it.each([
    'AddNote',
    'AddTags',
    'AssignOwnership',
    'TakeOwnership',
    'Escalate',
    'Acknowledge',
    'UnAcknowledge',
    'Snooze',
    'SnoozeEnd',
    'UpdatePriority',
    'AssignTeam',
    'toString',
  ])('ignores %s', action => {
    expect(ignoredReason(parseOpsgenie, change({}, action))).toContain(action)
  })

  it('knows a test', () => {
    expect(ignoredReason(parseOpsgenie, change({ message: 'Test alert' }))).toContain('test')
    expect(ignoredReason(parseOpsgenie, change({}, 'Test'))).toContain('test')
  })

  it.each([
    ['P1', 'critical'],
    ['P2', 'critical'],
    ['P3', 'warning'],
    ['P4', 'info'],
    ['P5', 'info'],
    [undefined, 'warning'],
    ['constructor', 'warning'],
  ])('takes priority %s for %s', (priority, severity) => {
    expect(alertOf(parseOpsgenie, change({ priority })).severity).toBe(severity)
  })

  it.each([
    ['a detail', { details: { hostname: 'web08' } }, 'web08'],
    ['the entity', { tags: [] }, 'web07'],
    [
      'the name in the message',
      { tags: [], entity: '', message: 'web08.example-host.net is slow' },
      'web08.example-host.net',
    ],
  ])('names the server by %s', (_, fields, host) => {
    expect(alertOf(parseOpsgenie, change(fields)).hosts[0]).toBe(host)
  })

  it.each([
    [{ message: 'Response time of web07 is high' }, 'slowdown'],
    [{ message: 'Something', tags: ['kind:outage'] }, 'outage'],
    [{ message: 'Something', details: { kind: 'suspicious-file' } }, 'suspicious-file'],
    [{ message: 'Disk of web07 is full' }, 'other'],
  ])('takes %j for %s', (fields, kind) => {
    expect(alertOf(parseOpsgenie, change(fields)).kind).toBe(kind)
  })

  it('goes by the id where there is no alias, and shortens a long alias', () => {
    expect(alertOf(parseOpsgenie, change({ alias: '' })).fingerprint).toBe(
      `opsgenie:${opsgenie.alert.alertId}`,
    )
    const [a, b] = ['a', 'b'].map(
      end => alertOf(parseOpsgenie, change({ alias: `${'x'.repeat(500)}${end}` })).fingerprint,
    )
    expect(a).not.toBe(b)
    expect(a).toHaveLength(128)
  })

  it('says what it cannot read', () => {
    expect(unreadable(parseOpsgenie, { action: 'Create' })).toContain('alert')
    expect(rejectedField(parseOpsgenie, { action: 'Create', alert: { priority: 'P1' } })).toBe(
      'alert.alertId',
    )
  })
})
