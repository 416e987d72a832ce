import { describe, expect, it } from 'vitest'
import { parseIcinga } from '#lib/alerts/icinga/parse.ts'
import { icingaService } from './fixtures/bodies.ts'
import { alertOf, ignoredReason, rejectedField, unreadable } from './parsed.ts'

describe('Icinga', () => {
  it('reads a problem and its recovery under one identity', () => {
    expect(alertOf(parseIcinga, icingaService)).toMatchObject({
      source: 'icinga',
      fingerprint: 'icinga:web07.example-host.net:http',
      kind: 'outage',
      state: 'firing',

      hosts: ['web07.example-host.net', '203.0.113.17'],
      severity: 'critical',

      summary: 'HTTP CRITICAL - Socket timeout after 10 seconds',
      startsAt: new Date('2026-03-10T14:15:00Z'),
    })
    const well = { ...icingaService, notification_type: 'Recovery', state: 'Ok', timet: '1773153000' }
    expect(alertOf(parseIcinga, well)).toMatchObject({
      fingerprint: 'icinga:web07.example-host.net:http',
      state: 'resolved',
      endsAt: new Date('2026-03-10T14:30:00Z'),
    })
  })

  it.each([
    ['Down', 'firing'],
    ['DOWN', 'firing'],
    ['Up', 'resolved'],
  ])('reads a host that is %s', (state, expected) => {
    const host = {
      ...icingaService,
      service: '',
      notification_type: expected === 'firing' ? 'PROBLEM' : 'RECOVERY',
      state,
    }
    expect(alertOf(parseIcinga, host)).toMatchObject({
      state: expected,
      fingerprint: 'icinga:web07.example-host.net',
    })
  })

  it.each(['Acknowledgement', 'FlappingStart', 'DowntimeStart', 'DowntimeEnd', 'Custom'])(
    'ignores %s',
    notification_type => {
      expect(ignoredReason(parseIcinga, { ...icingaService, notification_type })).toContain('changes nothing')
    },
  )

  it('says what it cannot read', () => {
    expect(unreadable(parseIcinga, 3)).toContain('Icinga 2')
    expect(rejectedField(parseIcinga, { ...icingaService, state: 'Pending' })).toBe('state')
  })
})
