import { describe, expect, it } from 'vitest'
import { parsePingdom } from '#lib/alerts/pingdom/parse.ts'
import { pingdom as down } from './fixtures/monitor-bodies.ts'
import { alertOf, ignoredReason, rejectedField, unreadable } from './parsed.ts'

const at = new Date('2026-03-10T14:24:00Z')

describe('Pingdom', () => {
  it('reads that a check is down', () => {
    expect(alertOf(parsePingdom, down)).toMatchObject({
      fingerprint: 'pingdom:803318',
      kind: 'outage',
      state: 'firing',
      severity: 'critical',
      startsAt: at,

      summary: 'web07 homepage: HTTP Error 503',
      hosts: ['web07.example-host.net', 'https://web07.example-host.net/path', 'web07 homepage'],
    })
  })

  it('ends it when the check is up', () => {
    const up = {
      ...down,
      previous_state: 'DOWN',
      current_state: 'UP',
      description: 'OK',
      long_description: 'OK',
    }
    expect(alertOf(parsePingdom, up)).toMatchObject({
      state: 'resolved',
      startsAt: null,
      endsAt: at,
      fingerprint: 'pingdom:803318',
      summary: 'web07 homepage: UP',
    })
  })

  it.each([
    ['FAILING', 'firing'],
    ['SUCCESS', 'resolved'],
  ])('takes a transaction check that is %s as %s', (current_state, state) => {
    const check_params = { url: 'https://shop.example.net' }
    const body = { ...down, check_type: 'TRANSACTION', check_params, current_state }
    expect(alertOf(parsePingdom, body)).toMatchObject({
      state,
      kind: 'outage',
      hosts: ['https://shop.example.net', 'web07 homepage'],
    })
  })

  it.each(['UNKNOWN', 'PAUSED', 'UNCONFIRMED_DOWN'])('ignores %s', current_state => {
    expect(ignoredReason(parsePingdom, { ...down, current_state })).toContain(current_state)
  })

  it.each([
    ['HIGH', 'critical'],
    ['LOW', 'info'],
    [undefined, 'critical'],
  ])('takes importance %s for %s', (importance_level, severity) => {
    expect(alertOf(parsePingdom, { ...down, importance_level }).severity).toBe(severity)
  })

  it.each([
    [['server:web08'], 'web08'],
    [[{ name: 'host:web08' }], 'web08'],
  ])('lets the tags %j name the server', (tags, host) => {
    expect(alertOf(parsePingdom, { ...down, tags }).hosts[0]).toBe(host)
  })

  it('reads the time as text where there is no number', () => {
    expect(alertOf(parsePingdom, { ...down, state_changed_timestamp: undefined }).startsAt).toEqual(at)
  })

  it('tells slow from down', () => {
    expect(alertOf(parsePingdom, { ...down, description: 'Slow response time' }).kind).toBe('slowdown')
  })

  it('says what it cannot read', () => {
    expect(unreadable(parsePingdom, [])).toContain('Pingdom')
    expect(rejectedField(parsePingdom, { current_state: 'DOWN' })).toBe('check_id')
    expect(rejectedField(parsePingdom, { ...down, current_state: 'constructor' })).toBe('current_state')
  })
})
