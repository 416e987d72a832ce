import { describe, expect, it } from 'vitest'
import { parseCrowdsec } from '#lib/alerts/crowdsec/parse.ts'
import { crowdsec } from './fixtures/bodies.ts'
import { alertOf, ignoredReason, itemsOf, rejectedField, unreadable } from './parsed.ts'

const [usual] = crowdsec

describe('CrowdSec', () => {
  it('takes an attack that was answered with a ban for information', () => {
    expect(alertOf(parseCrowdsec, crowdsec)).toMatchObject({
      source: 'crowdsec',
      hosts: ['web07.example-host.net'],
      eventId: usual?.uuid,

      kind: 'other',
      state: 'firing',
      severity: 'info',
      onServer: 'crowdsec:srv:crowdsecurity/ssh-bf:192.0.2.66',

      summary: 'crowdsecurity/ssh-bf from 192.0.2.66',
      startsAt: new Date('2026-03-10T14:21:02.500Z'),
    })
    expect(alertOf(parseCrowdsec, [{ ...usual, decisions: null }]).severity).toBe('warning')
  })

  it('reads each member, and a single object', () => {
    expect(itemsOf(parseCrowdsec, [usual, 7, { ...usual, simulated: true }]).map(item => item.is)).toEqual([
      'alert',
      'rejected',
      'ignored',
    ])
    expect(itemsOf(parseCrowdsec, [])).toEqual([])
    expect(alertOf(parseCrowdsec, usual).kind).toBe('other')
  })

  it('names no server where machine_id is missing, so that the token can say it', () => {
    const item = alertOf(parseCrowdsec, [{ ...usual, machine_id: undefined }])
    expect(item).toMatchObject({ hosts: [], onServer: 'crowdsec:srv:crowdsecurity/ssh-bf:192.0.2.66' })
  })

  it.each([
    ['a simulation', { simulated: true }, 'simulated'],
    ['its test', { scenario: 'test alert', machine_id: undefined }, 'test: the source works'],
    [
      'an update of the community list',
      { source: { scope: 'crowdsecurity/community-blocklist' } },
      'block list',
    ],
    ['another list', { source: { scope: 'lists:firehol' } }, 'block list'],
  ])('ignores %s', (_, fields, reason) => {
    expect(ignoredReason(parseCrowdsec, [{ ...usual, ...fields }])).toContain(reason)
  })

  it.each([
    [{ severity: 'high' }, 'suspicious-file', 'critical'],
    [{ labels: { severity: 'critical' } }, 'suspicious-file', 'critical'],
    [{ severity: 'medium' }, 'other', 'warning'],
    [{}, 'other', 'info'],
  ])('holds what the template grades high as a suspicion: %j', (fields, kind, severity) => {
    expect(alertOf(parseCrowdsec, [{ ...usual, ...fields }])).toMatchObject({ kind, severity })
  })

  it('says what it cannot read', () => {
    expect(unreadable(parseCrowdsec, { text: 'a template of your own' })).toContain('toJson')
    expect(rejectedField(parseCrowdsec, [{ ...usual, scenario: null, message: '' }])).toBe('scenario')
  })
})
