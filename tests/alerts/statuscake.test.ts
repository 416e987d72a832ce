import { describe, expect, it } from 'vitest'
import { parseStatusCake } from '#lib/alerts/statuscake/parse.ts'
import { statuscake as down } from './fixtures/monitor-bodies.ts'
import { alertOf, ignoredReason, rejectedField, unreadable } from './parsed.ts'

describe('StatusCake', () => {
  it('reads that a test is down', () => {
    expect(alertOf(parseStatusCake, down)).toMatchObject({
      fingerprint: 'statuscake:web07 homepage:https://web07.example-host.net/',
      kind: 'outage',
      state: 'firing',

      severity: 'critical',
      startsAt: null,
      summary: 'web07 homepage: down (status 503)',
      hosts: ['https://web07.example-host.net/', '203.0.113.17', 'web07 homepage'],
    })
  })

  it.each(['Up', 'UP'])('ends it by %s', Status => {
    const { fingerprint } = alertOf(parseStatusCake, down)
    expect(alertOf(parseStatusCake, { ...down, Status, StatusCode: '200' })).toMatchObject({
      fingerprint,
      state: 'resolved',
      endsAt: null,
    })
  })

  it('goes by the id of the test where there is one, and by a tag for the server', () => {
    expect(alertOf(parseStatusCake, { ...down, TestID: 12, Tags: 'server:web08,prod' })).toMatchObject({
      fingerprint: 'statuscake:12',
      hosts: expect.arrayContaining(['web08']),
    })
  })

  it('never shows the token of StatusCake', () => {
    expect(JSON.stringify(alertOf(parseStatusCake, down))).not.toContain(down.Token)
  })

  it('says what it cannot read', () => {
    expect(ignoredReason(parseStatusCake, { ...down, Status: 'Test' })).toContain('test')
    expect(unreadable(parseStatusCake, null)).toContain('StatusCake')
    expect(rejectedField(parseStatusCake, {})).toBe('Name')
    expect(rejectedField(parseStatusCake, { ...down, Status: 'Maybe' })).toBe('Status')
  })
})
